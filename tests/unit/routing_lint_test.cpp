#include "engine/routing/analysis.hpp"
#include "tests/support/shipped.hpp"
#include "tools/wissel/samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

using Codes = std::vector<std::string>;

std::vector<routing::Finding> findings_of(const routing::Table& table) {
    return routing::analyse(table, routing_day(), tool::examples_of(shipped()));
}

std::vector<routing::Finding> findings(const std::vector<json>& rules, const std::string& policy = "first") {
    const auto table = a_table(table_of(policy, rules));
    REQUIRE(table);
    return findings_of(*table);
}

Codes codes(const std::vector<json>& rules, const std::string& policy = "first") {
    Codes told;
    for (const auto& finding : findings(rules, policy)) told.push_back(finding.pointer + " " + finding.code);
    return told;
}

json rule(const std::string& id, const json& when, const json& route = "ccg") {
    return {{"id", id}, {"when", when}, {"route", route}};
}

json is(const std::string& field, const std::string& code) {
    return {{"==", {{{"var", "report." + field}}, code}}};
}

const json number = {{"var", {"report.harm.number", 0}}};
const json otherwise = rule("Z", true, nullptr);

}  // namespace

TEST_CASE("the shipped table has nothing wrong with it", "[unit][routing][lint]") {
    const auto found = findings_of(shipped().desk.table());
    for (const auto& finding : found)
        UNSCOPED_INFO(finding.code + " " + finding.pointer + ": " + finding.message.en);
    CHECK(found.empty());
}

TEST_CASE("a rule whose conditions exclude each other never matches", "[unit][routing][lint]") {
    CHECK(
        codes({rule("A", {{"and", {is("scope", "flow"), is("scope", "system")}}}), otherwise}) ==
        Codes{"/rules/0/when neverMatches"}
    );
    CHECK(
        codes({rule("A", {{"and", {{{"<", {number, 5}}}, {{">", {number, 4}}}}}}), otherwise}) ==
        Codes{"/rules/0/when neverMatches"}
    );
    CHECK(codes({rule("A", {{"and", {{{"<=", {number, 5}}}, {{">=", {number, 5}}}}}}), otherwise}).empty());
    const json date = {{"var", "report.exchangeEnds.date"}};
    CHECK(
        codes(
            {rule(
                 "A",
                 {{"and",
                   {{{"!!", {date}}},
                    {{"dateBefore", {date, {{"dateAdd", {{{"var", "today"}}, "P6M"}}}}}},
                    {{"dateAfter", {date, {{"dateAdd", {{{"var", "today"}}, "P12M"}}}}}}}}}
             ),
             otherwise}
        ) == Codes{"/rules/0/when neverMatches"}
    );
    // A list holds several codes at once, and a choice one.
    const json both = {
        {"and",
         {{{"in", {"semantic", {{"var", "report.barriers"}}}}},
          {{"in", {"legal", {{"var", "report.barriers"}}}}}}}};
    CHECK(codes({rule("A", both), otherwise}).empty());
}

TEST_CASE("a rule that earlier ones cover never has its turn", "[unit][routing][lint]") {
    const auto found = findings(
        {rule("A", is("scope", "flow")),
         rule("B", {{"!=", {{{"var", "report.scope"}}, "flow"}}}, "advisory"),
         rule("C", is("valuesCollide", "yes"), "advisory")}
    );
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "alwaysHidden");
    CHECK(found[0].pointer == "/rules/2");
    REQUIRE(found[0].example);
    CHECK((*found[0].example)["valuesCollide"] == "yes");
    CHECK(
        codes({rule("A", {{">=", {number, 10}}}), rule("B", {{">=", {number, 20}}}), otherwise}) ==
        Codes{"/rules/1 alwaysHidden"}
    );
    CHECK(codes({rule("A", {{">=", {number, 20}}}), rule("B", {{">=", {number, 10}}}), otherwise}).empty());
}

TEST_CASE("what nothing covers is told with a report that shows it", "[unit][routing][lint]") {
    const auto found =
        findings({rule("A", {{"in", {{{"var", "report.scope"}}, {"flow", "several", "system"}}}})});
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "uncovered");
    CHECK_FALSE(found[0].example->contains("scope"));
    CHECK(found[0].message.en.find("not answered") != std::string::npos);
}

TEST_CASE("under unique, rules that can match together are told", "[unit][routing][lint]") {
    const std::vector<json> rules = {
        rule("A", {{"<", {number, 10}}}),
        rule("B", {{">=", {number, 10}}}, "advisory"),
        rule("C", is("scope", "system"), "referral")};
    CHECK(codes({rules[0], rules[1]}, "unique").empty());
    CHECK(codes(rules, "unique") == Codes{"/rules/2 overlap", "/rules/2 overlap"});
}

TEST_CASE("what rests on free values is only told when a report shows it", "[unit][routing][lint]") {
    const json above = {
        {">=",
         {{{"length",
            {{{"filter",
               {{{"var", {"report.attempts", json::array()}}}, {{"==", {{{"var", "level"}}, "above"}}}}}}}}},
          2}}};
    CHECK(codes({rule("A", above), otherwise}).empty());
    // Nobody can tell from the form which texts there are.
    const json text = {{"==", {{{"substr", {{{"var", "report.ownReference"}}, 0, 3}}}, "KP-"}}};
    const auto found = findings({rule("A", text), otherwise});
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "undecided");
    CHECK(found[0].severity == routing::Finding::Severity::note);
}

TEST_CASE("a condition that no rule uses is told", "[unit][routing][lint]") {
    auto document = table_of("first", {otherwise});
    document["conditions"]["spare"] = {{"title", {{"nl", "x"}, {"en", "x"}}}, {"when", true}};
    const auto table = a_table(document);
    REQUIRE(table);
    const auto found = findings_of(*table);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "unusedCondition");
}
