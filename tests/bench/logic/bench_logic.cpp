#include "engine/logic/rule.hpp"
#include "tests/bench/logic/timing.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <string>

// Evaluates the rules of a file again and again; see compare.py. Prints
// {"<name>": {"ns": <per evaluation>, "holdsNs": <for truth alone>, "result": …}, …}.

namespace {

using namespace wissel;
using nlohmann::json;

std::size_t kept = 0;  // so that no result is optimised away

/// Nanoseconds for one call of `evaluate`.
template <class Evaluate>
double time_of(const Evaluate& evaluate, double seconds) {
    constexpr std::size_t batch = 1000;
    const auto many = [&] {
        for (std::size_t at = 0; at < batch; ++at) kept += evaluate() ? 1 : 0;
    };
    return bench::time_of(many, batch, seconds);
}

json measure(const json& test, double seconds) {
    const auto rule = logic::Rule::compile(test.at("rule"));
    if (!rule) throw std::runtime_error("this rule does not compile: " + test.at("rule").dump());
    const logic::Data data{.base = &test.at("data")};
    const auto whole = [&] { return logic::evaluate(*rule, data).has_value(); };
    const auto truth = [&] { return logic::holds(*rule, data).value(); };
    time_of(whole, seconds / 4);
    return {
        {"ns", time_of(whole, seconds)},
        {"holdsNs", time_of(truth, seconds)},
        {"result", logic::evaluate(*rule, data).value()}};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Measures how long the rules of a file take.");
    std::string file;
    double seconds = 1;
    app.add_option("rules", file, "JSON: a list of {\"name\", \"rule\", \"data\"}")->required();
    app.add_option("--seconds", seconds, "How long each is measured");
    CLI11_PARSE(app, argc, argv);
    try {
        std::ifstream in(file);
        json told = json::object();
        for (const json& test : json::parse(in))
            told[test.at("name").get<std::string>()] = measure(test, seconds);
        std::cout << told << '\n';
    } catch (const std::exception& error) {
        std::cerr << "wissel_bench_logic: " << error.what() << '\n';
        return 1;
    }
    return kept == 0 ? 1 : 0;
}
