#include "engine/logic/rule.hpp"
#include "engine/logic/trace.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace wissel;
using nlohmann::json;

namespace {

logic::Traced traced(const char* rule, const char* data) {
    const auto compiled = logic::Rule::compile(json::parse(rule), logic::Strictness::lenient);
    REQUIRE(compiled);
    const json base = json::parse(data);
    return logic::trace(*compiled, {.base = &base});
}

}  // namespace

TEST_CASE("a trace has each node with its value, and says what was not reached", "[unit][logic]") {
    const auto told = traced(R"({"and": [{"<": [{"var": "a"}, 1]}, {"var": "b"}]})", R"({"a": 2})");
    CHECK(told.outcome.value() == false);
    CHECK(logic::trace_json(told.root) == json::parse(R"({
        "pointer": "", "rule": {"and": [{"<": [{"var": "a"}, 1]}, {"var": "b"}]}, "value": false, "children": [
            {"pointer": "/and/0", "rule": {"<": [{"var": "a"}, 1]}, "value": false, "children": [
                {"pointer": "/and/0/</0", "rule": {"var": "a"}, "value": 2},
                {"pointer": "/and/0/</1", "rule": 1, "value": 1}]},
            {"pointer": "/and/1", "rule": {"var": "b"}, "reached": false}]})"));
    CHECK(logic::trace_text(told.root) == R"({"and":[{"<":[{"var":"a"},1]},{"var":"b"}]}  => false
  {"<":[{"var":"a"},1]}  => false
    {"var":"a"}  => 2
    1
  {"var":"b"}  (not reached)
)");
}

TEST_CASE("a trace has what an iterator runs once for each item", "[unit][logic]") {
    const auto told =
        traced(R"({"reduce": [{"var": ""}, {"+": [{"var": "current"}, 1]}, {"var": "none"}]})", "[5, 6]");
    REQUIRE(told.root.children.size() == 4);
    CHECK(told.root.children[0].rule == json{{"var", ""}});
    CHECK(told.root.children[1].item == 0U);
    CHECK(told.root.children[2].item == 1U);
    CHECK(told.root.children[2].value == 7);
    CHECK_FALSE(told.root.children[2].children[0].item);
    CHECK(told.root.children[3].rule == json{{"var", "none"}});
}

TEST_CASE("a trace shows where an error arose and how far it came", "[unit][logic]") {
    const auto told = traced(R"({"try": [{"+": [1, {"/": [1, 0]}]}, {"val": "type"}]})", "null");
    CHECK(told.outcome.value() == "NaN");
    REQUIRE(told.root.children.size() == 2);
    REQUIRE(told.root.children[0].error);
    CHECK(told.root.children[0].error->pointer == "/try/0/+/1");
    CHECK(
        logic::trace_text(told.root).find("{\"/\":[1,0]}  => error {\"type\":\"NaN\"}") != std::string::npos
    );
}

TEST_CASE("a trace that would be too long is cut, and the outcome stays", "[unit][logic]") {
    json list = json::array();
    for (int item = 0; item < 20'000; ++item) list.push_back(item);
    const std::string data = list.dump();
    const auto told = traced(R"({"map": [{"var": ""}, {"+": [{"var": ""}, 0]}]})", data.c_str());
    CHECK(told.outcome.value() == list);
    CHECK(told.root.cut);
    CHECK(told.root.children.size() < 10'000);
}
