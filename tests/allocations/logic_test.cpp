#include "engine/logic/rule.hpp"
#include "tests/allocations/counter.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>

// Counts what is taken from the heap while a guard is asked.

#if WISSEL_HEAP_IS_SANITIZED

TEST_CASE("a typical guard takes nothing from the heap", "[allocations][logic]") {
    WARN("skipped: a sanitizer has replaced operator new already");
}

#else

namespace {

using namespace wissel;
using nlohmann::json;

std::size_t taken_by(const logic::Rule& rule, const logic::Data& data, bool expected) {
    const std::size_t before = test::taken_from_heap();
    const auto held = logic::holds(rule, data);
    const std::size_t after = test::taken_from_heap();
    CHECK(held.value() == expected);
    return after - before;
}

}  // namespace

TEST_CASE("a typical guard takes nothing from the heap", "[allocations][logic]") {
    const json base = json::parse(R"({
        "report": {"matter": "exchange", "legalBasis": "disputed", "title": "A text longer than a small string holds",
                   "parties": [{"role": "supplier", "agreed": true}, {"role": "customer", "agreed": false}],
                   "amount": 12.5, "exchangeEnds": {"date": "2026-12-01"}}})");
    const json current = json::parse(R"({"phase": "treatment", "legs": 2})");
    const json now = "2026-11-24T10:00:00Z";
    const std::array<logic::Named, 2> beside{{{"case", &current}, {"now", &now}}};
    const logic::Data data{.base = &base, .beside = beside};
    const auto [text, expected] = GENERATE(table<const char*, bool>({
        {R"({"and": [{"==": [{"var": "report.matter"}, "exchange"]},
                     {"in": [{"var": "report.legalBasis"}, ["missing", "disputed", "an answer that is a long text"]]},
                     {"!": {"var": "report.closed"}},
                     {"<": [0, {"var": "case.legs"}, 10]},
                     {"or": [{">=": [{"var": "report.amount"}, "12.5"]}, {"exists": ["report", "none"]}]}]})",
         true},
        {R"({"if": [{"!==": [{"var": "case.phase"}, "treatment"]}, true, {"in": ["long", {"var": "report.title"}]}]})",
         true},
        {R"({"some": [{"var": "report.parties"}, {"and": [{"var": "agreed"}, {"val": [[2], "case"]}]}]})",
         true},
        {R"({"all": [{"var": "report.parties"}, {"var": "agreed"}]})", false},
        {R"({"dateBefore": [{"var": "now"}, {"var": "report.exchangeEnds.date"}]})", true},
        {R"({"<": [{"+": [{"var": "case.legs"}, 1]}, {"length": {"var": "report.title"}}]})", true},
        {R"({"??": [{"var": ["report.none", {"var": "case.none"}]}, {"var": "now"}]})", true},
        {R"({"!!": {"missing": ["report.matter", "report.none"]}})", true},
    }));
    CAPTURE(text);
    const auto rule = logic::Rule::compile(json::parse(text));
    REQUIRE(rule);
    CHECK(taken_by(*rule, data, expected) == 0);
}

TEST_CASE("an error that is caught costs little, and one that is told is made once", "[allocations][logic]") {
    const auto rule = logic::Rule::compile(json::parse(R"({"+": ["no number"]})"));
    REQUIRE(rule);
    const std::size_t before = test::taken_from_heap();
    const auto held = logic::holds(*rule, {});
    const std::size_t after = test::taken_from_heap();
    CHECK_FALSE(held);
    CHECK(after - before < 20);
}

#endif
