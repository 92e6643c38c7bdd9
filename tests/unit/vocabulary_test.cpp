#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <set>

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

}  // namespace

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
