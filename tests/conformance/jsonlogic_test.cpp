#include "engine/logic/rule.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

// The official suite of JsonLogic: lists of rule, data and result, with comments between. All of it is run.

using nlohmann::json;
namespace fs = std::filesystem;
namespace logic = wissel::logic;

TEST_CASE("the official JsonLogic suite agrees", "[conformance][logic]") {
    const fs::path suite =
        fs::path(WISSEL_SOURCE_DIR) / ".." / "shared" / "suites" / "jsonlogic" / "tests.json";
    if (!fs::exists(suite)) {
        WARN("skipped: " << suite << " is not there");
        SUCCEED("skipped: the suite is not beside the checkout");
        return;
    }
    std::ifstream file(suite);
    std::size_t run = 0;
    for (const json& test : json::parse(file)) {
        if (!test.is_array()) continue;
        ++run;
        INFO(test.dump());
        for (const auto strictness : {logic::Strictness::lenient, logic::Strictness::file}) {
            const auto rule = logic::Rule::compile(test[0], strictness);
            REQUIRE(rule);
            const auto value = logic::evaluate(*rule, {.base = &test[1]});
            REQUIRE(value);
            CHECK(*value == test[2]);
            CHECK(value->type_name() == std::string(test[2].type_name()));
            CHECK(logic::holds(*rule, {.base = &test[1]}).has_value());
        }
    }
    CHECK(run == 278);
}
