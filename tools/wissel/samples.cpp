#include "tools/wissel/samples.hpp"

#include "engine/base/json_reference.hpp"
#include "engine/base/json_text.hpp"
#include "tools/wissel/files.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace wissel::tool {
namespace {

using nlohmann::json;

constexpr std::size_t items_max = 4;
constexpr std::size_t variants_max = 64;

/// Every way in which the enumerated members of an object can be filled in; the others get one value each.
std::vector<json> variants_of(const json& given, const json& whole) {
    const json node = without_reference(given, whole);
    if (node.contains("enum")) return node["enum"].get<std::vector<json>>();
    const auto type = node.value("type", std::string());
    if (type == "boolean") return {true, false};
    if (type == "integer") return {node.value("minimum", 0)};
    if (type == "object") {
        std::vector<json> all = {json::object()};
        const json members = node.value("properties", json::object());
        for (const auto& [name, member] : members.items()) {
            std::vector<json> more;
            for (const auto& value : variants_of(member, whole)) {
                for (const auto& one : all) {
                    if (more.size() >= variants_max) break;
                    more.push_back(one);
                    more.back()[name] = value;
                }
            }
            if (!more.empty()) all = std::move(more);
        }
        return all;
    }
    const auto format = node.value("format", std::string());
    if (format == "date") return {"2026-01-15"};
    if (format == "oin") return {"00000099000000099001"};
    return {"…"};
}

std::vector<json> lists_of(const std::vector<json>& variants, std::size_t length_max) {
    std::vector<json> lists = {json::array()};
    for (const auto& variant : variants) {
        for (std::size_t count = 1; count <= length_max; ++count) lists.push_back(json(count, variant));
    }
    return lists;
}

/// The first one, two, three… of them.
std::vector<json> beginnings_of(const std::vector<json>& values) {
    std::vector<json> lists = {json::array()};
    json list = json::array();
    for (const auto& value : values) {
        list.push_back(value);
        lists.push_back(list);
    }
    return lists;
}

}  // namespace

routing::Examples examples_of(const Reference& reference) {
    routing::Examples examples;
    const auto text = read_file(reference.folder + "/demo/example-report.json");
    if (text) {
        if (auto report = parse_json(*text); report && report->is_object())
            examples.report = std::move(*report);
    }
    std::vector<json> ministries;
    for (const auto& one : reference.organisations.all()) {
        if (one.kind == "ministry" && !one.tooi.empty()) ministries.emplace_back(one.tooi);
    }
    const json& whole = reference.report_schema_document;
    for (const auto& [name, member] : whole.at("properties").items()) {
        const json node = without_reference(member, whole);
        if (node.value("type", std::string()) != "array") {
            if (node.value("type", std::string()) == "string")
                examples.samples[name] = variants_of(node, whole);
            continue;
        }
        const bool of_ministries = name == "ministries" || name == "involved";
        const bool different = node.value("uniqueItems", false);
        const auto items = of_ministries ? ministries : variants_of(node.at("items"), whole);
        examples.samples[name] = different ? beginnings_of(items) : lists_of(items, items_max);
    }
    examples.samples["lead"] = ministries;
    return examples;
}

}  // namespace wissel::tool
