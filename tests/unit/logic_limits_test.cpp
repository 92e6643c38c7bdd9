#include "engine/base/json_text.hpp"
#include "engine/logic/rule.hpp"
#include "engine/logic/trace.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

// Whatever a rule and its data are, an evaluation ends, in bounded time and memory.

using namespace wissel;
using logic::Limits;
using logic::Rule;
using nlohmann::json;

namespace {

Rule compiled(const json& rule, const Limits& limits = {}) {
    auto made = Rule::compile(rule, logic::Strictness::lenient, limits);
    REQUIRE(made);
    return std::move(*made);
}

std::string error_of(const json& rule, const json& data, const Limits& limits = {}) {
    const auto value = logic::evaluate(compiled(rule, limits), {.base = &data});
    return value ? "no error: " + dump_json(*value) : value.error().type;
}

json nested(std::size_t levels, const char* operation, json inner) {
    for (std::size_t level = 0; level < levels; ++level) {
        inner = json{{operation, json::array({std::move(inner)})}};
    }
    return inner;
}

json nested_lists(std::size_t levels) {
    json list = json::array();
    for (std::size_t level = 1; level < levels; ++level) {
        json outer = json::array();
        outer.push_back(std::move(list));
        list = std::move(outer);
    }
    return list;
}

json range(int count) {
    json list = json::array();
    for (int item = 0; item < count; ++item) list.push_back(item);
    return list;
}

}  // namespace

TEST_CASE("a rule may be so deep and no deeper", "[unit][logic]") {
    CHECK(Rule::compile(nested(64, "!", true)));
    const auto deeper = Rule::compile(nested(65, "!", true), logic::Strictness::lenient);
    REQUIRE_FALSE(deeper);
    REQUIRE(deeper.error().issues.size() == 1);
    CHECK(deeper.error().issues.front().code == "depth");
    CHECK(deeper.error().issues.front().path.starts_with("/!/0/!/0"));
    CHECK_FALSE(Rule::compile(nested(100'000, "!", true), logic::Strictness::lenient));
    CHECK_FALSE(Rule::compile(nested_lists(100'000), logic::Strictness::lenient));
    // A caller cannot ask for more than the stack holds.
    CHECK_FALSE(
        Rule::compile(nested(100'000, "!", true), logic::Strictness::lenient, {.depth_max = 1'000'000})
    );
    const auto deepest = compiled(nested(512, "!", true), {.depth_max = 1'000'000});
    CHECK(logic::evaluate(deepest, {}).value() == true);
    CHECK(logic::trace(deepest, {}).outcome.value() == true);
}

TEST_CASE("data may be deeper than any stack", "[unit][logic]") {
    json data{{"deep", nested_lists(100'000)}, {"a", 1}};
    CHECK(error_of({{"var", "a"}}, data) == "no error: 1");
    CHECK(error_of({{"!!", {{"var", "deep"}}}}, data) == "no error: true");
    CHECK(error_of({{"var", "deep"}}, data) == "Too Deep");
    CHECK(error_of({{"===", {{{"var", "deep"}}, {{"var", "deep"}}}}}, data) == "Too Deep");
    CHECK(error_of({{"cat", {1, {{"var", "deep"}}}}}, data) == "Too Deep");
    CHECK(error_of({{"try", {{{"cat", {1, {{"var", "deep"}}}}}, "caught"}}}, data) == "Too Deep");
    CHECK(logic::trace(compiled({{"!!", {{"var", "deep"}}}}), {.base = &data}).outcome.value() == true);
}

TEST_CASE("a value that grows deep or large while it is made ends the evaluation", "[unit][logic]") {
    const json wrap = {{"reduce", {{{"var", ""}}, json::array({json{{"var", "accumulator"}}}), 1}}};
    CHECK(error_of(wrap, range(1000)) == "Too Deep");
    const json twice = json::array({json{{"var", "accumulator"}}, json{{"var", "accumulator"}}});
    CHECK(error_of({{"reduce", {{{"var", ""}}, twice, 1}}}, range(100)) == "Too Large");
    const json text = {{"cat", {{{"var", "accumulator"}}, {{"var", "accumulator"}}}}};
    CHECK(error_of({{"reduce", {{{"var", ""}}, text, "x"}}}, range(100)) == "Too Large");
    CHECK(error_of({{"var", ""}}, range(20), {.size_max = 20}) == "Too Large");
    CHECK(error_of({{"var", ""}}, range(19), {.size_max = 20}) == "no error: " + range(19).dump());
}

TEST_CASE("steps are counted, and long lists and texts are more than one", "[unit][logic]") {
    const json cubed = {{"map", {{{"var", ""}}, {{"map", {{{"val", {{4}, ""}}}, 1}}}}}};
    json each = {{"+", {{{"var", ""}}, 1}}};
    for (int level = 0; level < 3; ++level) each = {{"map", {{{"preserve", range(100)}}, each}}};
    CHECK(error_of(each, nullptr) == "Too Many Operations");
    CHECK(error_of(cubed, range(3)).starts_with("no error"));
    const json search = {
        {"map", {{{"var", ""}}, {{"in", {-1, {{"val", json::array({json::array({2})})}}}}}}}};
    CHECK(error_of(search, range(1000)) == "Too Many Operations");
    const std::string long_text(500'000, 'a');
    const json compare = {
        {"map", {{{"preserve", range(100)}}, {{"==", {{{"val", {{2}, "a"}}}, {{"val", {{2}, "b"}}}}}}}}};
    CHECK(error_of(compare, {{"a", long_text}, {"b", long_text}}) == "Too Many Operations");
    CHECK(error_of({{"+", {1, 1}}}, nullptr, {.operations_max = 0}) == "Too Many Operations");
}

TEST_CASE("no limit can be caught", "[unit][logic]") {
    CHECK(
        error_of(
            {{"try", {{{"map", {{{"var", ""}}, {{"+", {1, 1}}}}}}, "caught"}}},
            range(100),
            {.operations_max = 50}
        ) == "Too Many Operations"
    );
    CHECK(
        error_of({{"try", {{{"cat", {"long", "er"}}}, "caught"}}}, nullptr, {.size_max = 5}) == "Too Large"
    );
}

TEST_CASE("searching a text takes time linear in it", "[unit][logic]") {
    const std::string text(200'000, 'a');
    const json data{{"text", text}, {"part", std::string(100'000, 'a') + "b"}};
    CHECK(error_of({{"in", {{{"var", "part"}}, {{"var", "text"}}}}}, data) == "no error: false");
}

TEST_CASE("data are never read as a rule", "[unit][logic]") {
    const json rule_like = {{"var", "secret"}};
    const json data{{"x", rule_like}, {"list", {rule_like, {{"throw", "no"}}}}, {"secret", 1}};
    const auto value = [&data](const json& rule) {
        return logic::evaluate(compiled(rule), {.base = &data}).value();
    };
    CHECK(value({{"var", "x"}}) == rule_like);
    CHECK(value({{"if", {true, {{"var", "x"}}}}}) == rule_like);
    CHECK(value({{"map", {{{"var", "list"}}, {{"var", ""}}}}}) == data["list"]);
    CHECK(value({{"reduce", {{{"var", "list"}}, {{"var", "current"}}, 0}}}) == data["list"][1]);
    CHECK(value({{"merge", {{{"var", "list"}}}}}) == data["list"]);
    CHECK(value({{"??", {{{"var", "x"}}}}}) == rule_like);
    CHECK(value({{"var", {"none", {{"preserve", rule_like}}}}}) == rule_like);
}
