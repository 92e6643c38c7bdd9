#include "tools/wissel/demo_stories.hpp"

#include "engine/base/instant.hpp"
#include "tools/wissel/files.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

namespace wissel::tool {
namespace {

using nlohmann::json;

std::unexpected<Failure> no_such(const std::string& what) {
    return fail(
        FailureCode::invalid,
        {"De verhalen van de demonstratie noemen iets dat er niet is: " + what + ".",
         "The stories of the demonstration name something that is not there: " + what + "."}
    );
}

Result<std::map<std::string, json>> read_reports(const std::string& path) {
    auto text = read_file(path);
    if (!text) return fail_as(text);
    std::map<std::string, json> reports;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        json report = json::parse(line, nullptr, false);
        if (!report.is_object() || !report.contains("ownReference") || !report["ownReference"].is_string()) continue;
        const auto reference = report["ownReference"].get<std::string>();
        reports[reference] = std::move(report);
    }
    return reports;
}

DemoStep step_of(const json& told) {
    return {
        told.at("after").get<int>(),
        told.value("leg", std::string()),
        told.at("event").get<std::string>(),
        told.value("data", json::object())};
}

/// How many days from the step on a text such as `@-3` means; no value: it is a text.
std::optional<int> days_of(const std::string& text) {
    if (!text.starts_with("@+") && !text.starts_with("@-")) return std::nullopt;
    int days = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + 2, end, days);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return text[1] == '-' ? -days : days;
}

}  // namespace

Result<DemoStories> read_demo_stories(const std::string& config_folder) {
    auto schema = read_schema_file(config_folder + "/schemas/demo-stories.schema.json");
    if (!schema) return fail_as(schema);
    auto document = read_json_file(config_folder + "/demo/stories.json", *schema);
    if (!document) return fail_as(document);
    auto reports = read_reports(config_folder + "/demo/reports.jsonl");
    if (!reports) return fail_as(reports);
    DemoStories stories;
    for (const auto& [name, steps] : document->at("ways").items()) {
        for (const auto& step : steps) stories.ways[name].push_back(step_of(step));
        stories.ways.try_emplace(name);
    }
    for (const auto& told : document->at("cases")) {
        DemoCase one;
        one.reference = told.at("reference").get<std::string>();
        one.days_ago = told.at("daysAgo").get<int>();
        one.way = told.value("way", std::string());
        one.steps = told.at("steps").get<std::size_t>();
        if (!one.way.empty() && !stories.ways.contains(one.way)) return no_such(one.way);
        const auto report = reports->find(one.reference);
        if (report == reports->end()) return no_such(one.reference);
        one.report = report->second;
        stories.cases.push_back(std::move(one));
    }
    return stories;
}

json with_dates(const json& data, std::chrono::sys_days day) {
    if (data.is_string()) {
        const auto days = days_of(data.get_ref<const std::string&>());
        if (!days) return data;
        return format_instant(day + std::chrono::days{*days}).substr(0, 10);
    }
    json whole = data;
    if (data.is_structured()) {
        for (auto& inner : whole) inner = with_dates(inner, day);
    }
    return whole;
}

}  // namespace wissel::tool
