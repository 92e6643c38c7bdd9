#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

using nlohmann::json;

namespace {

json read_config(const std::string& name) {
    std::ifstream file(std::string(WISSEL_SOURCE_DIR) + "/config/" + name);
    return json::parse(file);
}

using Enumerations = std::map<std::string, std::set<std::string>>;

/// Every enumeration in the report's schema, by its pointer with `*` for items.
void enumerations(const json& schema, const json& node, const std::string& pointer, Enumerations& found) {
    if (node.contains("$ref")) {
        const std::string target = node["$ref"];
        return enumerations(schema, schema.at(json::json_pointer(target.substr(1))), pointer, found);
    }
    if (node.contains("enum")) found[pointer] = node["enum"].get<std::set<std::string>>();
    if (node.contains("items")) enumerations(schema, node["items"], pointer + "/*", found);
    if (!node.contains("properties")) return;
    for (const auto& [name, member] : node["properties"].items()) {
        enumerations(schema, member, pointer + "/" + name, found);
    }
}

/// Every schema with an `enum`, wherever it stands in the document, by its pointer.
void coded(const json& node, const std::string& pointer, std::map<std::string, json>& found) {
    if (node.is_object() && node.contains("enum")) found[pointer] = node;
    if (!node.is_structured()) return;
    for (const auto& [name, inside] : node.items()) coded(inside, pointer + "/" + name, found);
}

}  // namespace

TEST_CASE("every enumeration names the list with its words, in the list's order", "[unit][vocabulary]") {
    std::map<std::string, std::vector<std::string>> lists;
    const json vocabulary = read_config("vocabulary.json");
    for (const auto& list : vocabulary["lists"]) {
        auto& codes = lists[list["id"].get<std::string>()];
        for (const auto& item : list["items"]) codes.push_back(item["code"].get<std::string>());
    }
    std::map<std::string, json> enumerations;
    coded(read_config("schemas/report.schema.json"), "", enumerations);
    CHECK(enumerations.count("/$defs/barrier") == 1);
    for (const auto& [pointer, schema] : enumerations) {
        INFO(pointer);
        REQUIRE(schema.contains("vocabulary"));
        const auto list = lists.find(schema["vocabulary"].get<std::string>());
        REQUIRE(list != lists.end());
        // The list's codes, or some of them: what is left of the list after the one before.
        auto rest = list->second.begin();
        for (const auto& code : schema["enum"].get<std::vector<std::string>>()) {
            INFO(code);
            rest = std::find(rest, list->second.end(), code);
            REQUIRE(rest != list->second.end());
            ++rest;
        }
    }
}

TEST_CASE("every code of a report has its words in both languages", "[unit][vocabulary]") {
    const json schema = read_config("schemas/report.schema.json");
    Enumerations wanted;
    enumerations(schema, schema, "", wanted);
    Enumerations worded;
    const json vocabulary = read_config("vocabulary.json");
    for (const auto& list : vocabulary["lists"]) {
        std::set<std::string> codes;
        for (const auto& item : list["items"]) {
            INFO(list["id"] << " " << item["code"]);
            CHECK(codes.insert(item["code"].get<std::string>()).second);
            CHECK_FALSE(item["title"]["nl"].get<std::string>().empty());
            CHECK_FALSE(item["title"]["en"].get<std::string>().empty());
        }
        for (const auto& field : list.value("fields", json::array()))
            worded[field.get<std::string>()] = codes;
    }
    CHECK(worded == wanted);
}

TEST_CASE("no word on a screen is one that the house avoids", "[unit][vocabulary]") {
    const std::string all =
        read_config("vocabulary.json").dump() + read_config("schemas/report.schema.json").dump();
    for (const char* avoided : {"\"Klant", "icket", "takeholder", "eschikking", "ezwaar", " SLA "}) {
        INFO(avoided);
        CHECK(all.find(avoided) == std::string::npos);
    }
}
