#include "engine/routing/decision.hpp"
#include "tests/bench/logic/timing.hpp"
#include "tools/wissel/configuration.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <string>
#include <vector>

// Decides about the reports of a file again and again; see decide.py. Prints {"ns": <a decision with its
// explanation>, "encodedNs": <the same as JSON text>, "rules": [<which rule decides each>]}.

namespace {

using namespace wissel;
using nlohmann::json;

std::size_t kept = 0;  // so that no result is optimised away

/// Nanoseconds for one decision, over all reports in turn.
template <class Decide>
double time_of(const std::vector<json>& reports, const Decide& decide, double seconds) {
    const auto all = [&] {
        for (const auto& report : reports) kept += decide(report);
    };
    return bench::time_of(all, reports.size(), seconds);
}

json measure(const std::string& config, const std::string& file, double seconds) {
    const auto configuration = tool::read_configuration(config);
    if (!configuration) throw std::runtime_error(configuration.error().message.en);
    const auto& desk = (*configuration)->desk;
    const Instant day = *parse_instant("2026-11-24T12:00:00Z");
    std::vector<json> reports;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) reports.push_back(json::parse(line));
    const auto decided = [&](const json& report) { return desk.decide(report, 1, day).rules.size(); };
    const auto encoded = [&](const json& report) { return desk.decide_in_words(report, 1, day).size(); };
    time_of(reports, encoded, seconds / 4);
    json rules = json::array();
    for (const auto& report : reports) rules.push_back(desk.decide(report, 1, day).rule);
    return {
        {"ns", time_of(reports, decided, seconds)},
        {"encodedNs", time_of(reports, encoded, seconds)},
        {"rules", std::move(rules)}};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures how long a routing decision takes.");
    std::string config;
    std::string file;
    double seconds = 1;
    app.add_option("config", config, "The folder of the configuration")->required();
    app.add_option("reports", file, "JSON lines: one report a line")->required();
    app.add_option("--seconds", seconds, "How long each is measured");
    CLI11_PARSE(app, argc, argv);
    try {
        std::cout << measure(config, file, seconds) << '\n';
    } catch (const std::exception& error) {
        std::cerr << "wissel_bench_routing: " << error.what() << '\n';
        return 1;
    }
    return kept == 0 ? 1 : 0;
}
