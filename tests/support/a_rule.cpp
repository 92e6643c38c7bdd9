#include "tests/support/a_rule.hpp"

#include "engine/logic/rule.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace wissel::test {

using nlohmann::json;

json outcome(const std::string& rule, const std::string& data) {
    INFO(rule << " on " << data);
    const auto compiled = logic::Rule::compile(json::parse(rule), logic::Strictness::lenient);
    REQUIRE(compiled);
    const json base = json::parse(data);
    const auto value = logic::evaluate(*compiled, {.base = &base});
    if (value) return {{"result", *value}};
    return {{"error", value.error().type}};
}

}  // namespace wissel::test
