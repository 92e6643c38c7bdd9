#include "engine/logic/rule.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <set>
#include <string>
#include <vector>

using namespace wissel;
using logic::Rule;
using nlohmann::json;
using Strings = std::vector<std::string>;

namespace {

std::multiset<std::string> faults(const char* rule) {
    const auto made = Rule::compile(json::parse(rule));
    std::multiset<std::string> told;
    if (made) return told;
    CHECK(made.error().code == FailureCode::invalid);
    for (const Issue& issue : made.error().issues) {
        CHECK_FALSE(issue.message.nl.empty());
        told.insert(issue.path + " " + issue.code);
    }
    return told;
}

Rule compiled(const char* rule) {
    auto made = Rule::compile(json::parse(rule));
    REQUIRE(made);
    return std::move(*made);
}

}  // namespace

TEST_CASE("a workflow file hears every fault of its rules at once", "[unit][logic]") {
    using Faults = std::multiset<std::string>;
    CHECK(
        faults(R"({"and": [{"nonsense": 1}, {"==": [1, {"a/b": 2}]}]})") ==
        Faults{"/and/0/nonsense unknownOperator", "/and/1/==/1/a~1b unknownOperator"}
    );
    CHECK(faults(R"([1, {"a": 1, "b": 2}])") == Faults{"/1 severalOperators"});
    CHECK(faults(R"({"and": {"var": "x"}})") == Faults{"/and badArguments"});
    CHECK(faults(R"({"==": [1]})") == Faults{"/== badArguments"});
    CHECK(faults(R"({"dateAdd": ["2026-11-24"]})") == Faults{"/dateAdd badArguments"});
    CHECK(faults(R"({"dateBefore": [1, 2, 3]})") == Faults{"/dateBefore badArguments"});
    CHECK(faults(R"({"inState": []})") == Faults{"/inState badArguments"});
    CHECK(faults(R"({"inState": "triage"})").empty());
    CHECK(faults(R"({"dateBefore": {"var": "both"}})").empty());
    CHECK(faults(R"({"var": ["nonsense", {"nonsense": 1}]})") == Faults{"/var/1/nonsense unknownOperator"});
}

TEST_CASE("an error tells where in the rule it arose", "[unit][logic]") {
    const json data{{"a", "text"}};
    const auto value =
        logic::evaluate(compiled(R"({"if": [true, [1, {"+": [{"var": "a"}, 1]}], 2]})"), {.base = &data});
    REQUIRE_FALSE(value);
    CHECK(value.error().type == "NaN");
    CHECK(value.error().value == json{{"type", "NaN"}});
    CHECK(value.error().pointer == "/if/1/1");
}

TEST_CASE("what was thrown comes out whole", "[unit][logic]") {
    const json data{{"why", {{"type", "Closed"}, {"since", 2024}}}};
    const auto value = logic::evaluate(compiled(R"({"throw": {"var": "why"}})"), {.base = &data});
    REQUIRE_FALSE(value);
    CHECK(value.error().type == "Closed");
    CHECK(value.error().value == data["why"]);
}

TEST_CASE("names beside the data come before its members", "[unit][logic]") {
    const json base{{"phase", "triage"}, {"case", "hidden"}};
    const json one{{"owner", "me"}};
    const json now = "2026-11-24";
    const std::array<logic::Named, 2> beside{{{"case", &one}, {"now", &now}}};
    const logic::Data data{.base = &base, .beside = beside};
    CHECK(logic::evaluate(compiled(R"({"var": "case.owner"})"), data).value() == "me");
    CHECK(logic::evaluate(compiled(R"({"val": "now"})"), data).value() == now);
    CHECK(logic::evaluate(compiled(R"({"var": "phase"})"), data).value() == "triage");
    CHECK(logic::evaluate(compiled(R"({"missing": ["now", "later"]})"), data).value() == json{"later"});
    CHECK(
        logic::evaluate(compiled(R"({"var": ""})"), data).value() ==
        json{{"phase", "triage"}, {"case", one}, {"now", now}}
    );
    CHECK(
        logic::evaluate(compiled(R"({"map": [[1], {"val": [[2], "case", "owner"]}]})"), data).value() ==
        json{"me"}
    );
    CHECK(logic::evaluate(compiled(R"({"var": "now"})"), {.beside = beside}).value() == now);
    CHECK(logic::evaluate(compiled(R"({"var": "x"})"), {}).value() == nullptr);
}

TEST_CASE("a rule tells what it reads", "[unit][logic]") {
    const auto [rule, reads, anything] = GENERATE(table<const char*, Strings, bool>({
        {R"({"and": [{"==": [{"var": "b.c"}, 1]}, {"val": ["a", "x.y"]}, {"var": "b.c"}]})",
         {"a.x\\.y", "b.c"},
         false},
        {R"({"exists": ["a", 0]})", {"a.0"}, false},
        {R"({"missing": ["a", "b.c"]})", {"a", "b.c"}, false},
        {R"({"missing_some": [1, ["a", "b"]]})", {"a", "b"}, false},
        {R"({"missing": {"merge": ["a", {"var": "x"}]}})", {"x"}, true},
        {R"({"var": ["a", {"var": "b"}]})", {"a", "b"}, false},
        {R"({"map": [{"var": "list"}, {"var": "name"}]})", {"list"}, false},
        {R"({"map": [{"var": "list"}, {"val": [[2], "top"]}]})", {"list", "top"}, false},
        {R"({"map": [{"var": "list"}, {"var": "../../top"}]})", {"list", "top"}, false},
        {R"({"map": [{"var": "list"}, {"val": [[1], "index"]}]})", {"list"}, false},
        {R"({"try": [{"var": "a"}, {"var": "type"}, {"val": [[2], "b"]}]})", {"a", "b"}, false},
        {R"({"reduce": [{"var": "list"}, {"var": "accumulator"}, {"var": "start"}]})",
         {"list", "start"},
         false},
        {R"({"var": ""})", {}, true},
        {R"({"val": []})", {}, true},
        {R"({"var": {"cat": ["a", "b"]}})", {}, true},
        {R"({"map": [[1], {"var": ""}]})", {}, false},
        {R"({"preserve": {"var": "a"}})", {}, false},
        {"[1, 2]", {}, false},
    }));
    CAPTURE(rule);
    CHECK(compiled(rule).reads() == reads);
    CHECK(compiled(rule).reads_anything() == anything);
}
