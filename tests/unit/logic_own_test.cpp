#include "engine/logic/rule.hpp"
#include "tests/support/a_rule.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace wissel;
using nlohmann::json;
using test::outcome;

namespace {

json result(const json& value) {
    return {{"result", value}};
}

const json invalid = {{"error", "Invalid Arguments"}};

}  // namespace

TEST_CASE("dateAdd ends on the last day of a shorter month", "[unit][logic]") {
    const auto [from, period, to] = GENERATE(table<std::string, std::string, std::string>({
        {"2026-01-31", "P1M", "2026-02-28"},
        {"2024-01-31", "P1M", "2024-02-29"},
        {"2024-02-29", "P1Y", "2025-02-28"},
        {"2026-11-24", "P1Y2M3W4D", "2028-02-18"},
        {"2026-03-31", "-P1M", "2026-02-28"},
        {"2026-01-15", "-P14M", "2024-11-15"},
        {"2026-12-31", "P1D", "2027-01-01"},
        {"2026-11-24T23:30:00-02:00", "P0D", "2026-11-25"},
    }));
    CAPTURE(from, period);
    CHECK(outcome(json{{"dateAdd", {from, period}}}.dump()) == result(to));
}

TEST_CASE("dateAdd takes nothing but a date and a period of days or longer", "[unit][logic]") {
    const auto [from, period] = GENERATE(table<json, json>({
        {"2026-02-30", "P1D"},
        {"today", "P1D"},
        {nullptr, "P1D"},
        {20261124, "P1D"},
        {"2026-11-24", "PT1H"},
        {"2026-11-24", "P"},
        {"2026-11-24", "P1"},
        {"2026-11-24", "P-1D"},
        {"2026-11-24", "P1D1M"},
        {"2026-11-24", "P1D1D"},
        {"2026-11-24", "P100000D"},
        {"2026-11-24", 1},
        {"9999-12-31", "P1D"},
        {"2026-11-24", "P99999Y"},
        {"2026-11-24", "-P99999Y"},
        {"2026-11-24T00:00:00." + std::string(100, '0') + "Z", "P1D"},
    }));
    CAPTURE(from, period);
    CHECK(outcome(json{{"dateAdd", {from, period}}}.dump()) == invalid);
}

TEST_CASE("dates compare by day, in UTC", "[unit][logic]") {
    const std::string early = "2026-11-24";
    const std::string late = "2026-11-25";
    const std::string moment = "2026-11-24T23:59:59Z";
    CHECK(outcome(json{{"dateBefore", {early, late}}}.dump()) == result(true));
    CHECK(outcome(json{{"dateBefore", {early, moment}}}.dump()) == result(false));
    CHECK(outcome(json{{"dateOnOrBefore", {moment, early}}}.dump()) == result(true));
    CHECK(outcome(json{{"dateAfter", {late, moment}}}.dump()) == result(true));
    CHECK(outcome(json{{"dateOnOrAfter", {early, late}}}.dump()) == result(false));
    CHECK(outcome(json{{"daysBetween", {"2024-02-28", "2024-03-01"}}}.dump()) == result(2));
    CHECK(outcome(json{{"daysBetween", {late, early}}}.dump()) == result(-1));
}

TEST_CASE("a date that is missing is an error, never simply false", "[unit][logic]") {
    const std::string operation = GENERATE(
        as<std::string>(), "dateBefore", "dateOnOrBefore", "dateAfter", "dateOnOrAfter", "daysBetween"
    );
    CAPTURE(operation);
    CHECK(outcome(json{{operation, {json{{"var", "none"}}, "2026-11-24"}}}.dump()) == invalid);
    CHECK(outcome(json{{operation, {"2026-11-24", "soon"}}}.dump()) == invalid);
    CHECK(outcome(json{{operation, {"2026-11-24"}}}.dump()) == invalid);
}

TEST_CASE("inState asks the world that it is given", "[unit][logic]") {
    struct Triage : logic::World {
        [[nodiscard]] bool in_state(std::string_view name) const override { return name == "triage"; }
    };
    const Triage triage;
    const auto rule = logic::Rule::compile(json{{"inState", {json{{"var", "state"}}}}});
    REQUIRE(rule);
    const json in{{"state", "triage"}};
    const json out{{"state", "closed"}};
    CHECK(logic::holds(*rule, {.base = &in, .world = &triage}).value());
    CHECK_FALSE(logic::holds(*rule, {.base = &out, .world = &triage}).value());
    CHECK(logic::holds(*rule, {.base = &in}).error().type == logic::error_types::invalid_arguments);
}
