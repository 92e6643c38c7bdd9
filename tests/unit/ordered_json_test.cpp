#include "engine/base/json_text.hpp"
#include "engine/base/sha256.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace wissel;

namespace {

std::vector<std::string> names_of(const nlohmann::ordered_json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
}

std::string hash_of(const std::string& text) {
    const auto definition = parse_ordered_json(text);
    REQUIRE(definition);
    return definition_hash(*definition);
}

/// The fault of a text that has one: its code and pointer.
std::string fault_of(const std::string& text) {
    const auto read = parse_ordered_json(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == FailureCode::invalid);
    REQUIRE(read.error().issues.size() == 1);
    return read.error().issues[0].code + " " + read.error().issues[0].path;
}

}  // namespace

TEST_CASE("members keep the order in which they stand, at every depth", "[unit][json]") {
    const auto read = parse_ordered_json(R"({"z":1,"a":[{"y":{"d":1,"c":{},"b":[]},"x":"é"}],"m":null})");
    REQUIRE(read);
    CHECK(names_of(*read) == std::vector<std::string>{"z", "a", "m"});
    CHECK(names_of((*read)["a"][0]) == std::vector<std::string>{"y", "x"});
    CHECK(names_of((*read)["a"][0]["y"]) == std::vector<std::string>{"d", "c", "b"});
    CHECK(definition_text(*read) == R"({"z":1,"a":[{"y":{"d":1,"c":{},"b":[]},"x":"é"}],"m":null})");
}

TEST_CASE("many members and long lists do not move what is still being read", "[unit][json]") {
    std::string text = "{";
    for (int at = 0; at < 200; ++at) {
        const std::string name = std::to_string(200 - at);
        text +=
            (at == 0 ? "\"" : ",\"") + name + R"(":{"list":[[)" + name + R"(],[],{"of":[]}],"last":true})";
    }
    text += "}";
    const auto read = parse_ordered_json(text);
    REQUIRE(read);
    CHECK(definition_text(*read) == text);
}

TEST_CASE("reading in order is as strict as reading", "[unit][json]") {
    CHECK(fault_of(R"({"a":{"b":1,"c":2,"b":3}})") == "duplicateMember /a/b");
    CHECK(fault_of(R"({"a":[1,"x\u0000"]})") == "nul /a/1");
    CHECK(fault_of(R"({"a\u0000":1})").starts_with("nul "));
    CHECK(fault_of("[9007199254740993]") == "numberRange /0");
    CHECK(fault_of("[1e400]") == "numberRange /0");
    CHECK(parse_ordered_json(std::string(32, '[') + std::string(32, ']')));
    CHECK(fault_of(std::string(33, '[') + std::string(33, ']')).starts_with("depth "));
    CHECK(parse_ordered_json("[[1]]", {2, 100}));
    CHECK_FALSE(parse_ordered_json("[[[1]]]", {2, 100}));
    for (const char* text : {"", "{", "[1,]", "\"\xff\"", "{\"a\":1}x"}) {
        CAPTURE(text);
        CHECK(fault_of(text) == "syntax ");
    }
    const auto read = parse_ordered_json("{\n  \"é\": x\n}");
    REQUIRE_FALSE(read);
    CHECK(read.error().issues[0].message.en.find("line 2, column 8") != std::string::npos);
    const auto faults = parse_ordered_json(R"({"a":1,"a":2,"b":"\u0000","a":3})");
    REQUIRE_FALSE(faults);
    CHECK(faults.error().issues.size() == 3);
}

TEST_CASE("a definition is known by what it says in which order", "[unit][json]") {
    const std::string hash = hash_of(R"({"id":"ccg","initial":"intake","states":{}})");
    CHECK(hash == tell(sha256({R"({"id":"ccg","initial":"intake","states":{}})"})));
    CHECK(hash_of("{ \"id\":\"ccg\",\n  \"initial\": \"in\\u0074ake\",\"states\" : {} }\n") == hash);
    CHECK(hash_of(R"({"initial":"intake","id":"ccg","states":{}})") != hash);
    CHECK(hash_of(R"({"id":"ccg","initial":"intake","states":[]})") != hash);
    CHECK(hash_of("[1.0, 1e2, -0, 0.50]") == hash_of("[1,100,0,0.5]"));
}
