#include "engine/base/json_text.hpp"
#include "engine/logic/rule.hpp"
#include "engine/logic/trace.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <random>
#include <string>

// Random rules on random data: whatever they are, the evaluation ends, and every way to ask gives one answer.

using namespace wissel;
using nlohmann::json;

namespace {

constexpr std::array operations = {
    "if",
    "?:",
    "and",
    "or",
    "??",
    "!",
    "!!",
    "try",
    "throw",
    "==",
    "!=",
    "===",
    "!==",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "max",
    "min",
    "cat",
    "substr",
    "length",
    "merge",
    "in",
    "contains_all",
    "contains_any",
    "contains_none",
    "map",
    "filter",
    "all",
    "some",
    "none",
    "reduce",
    "var",
    "val",
    "exists",
    "missing",
    "missing_some",
    "preserve",
    "dateAdd",
    "dateBefore",
    "daysBetween",
    "inState",
    "nonsense"};

constexpr std::array texts = {
    "",
    "a",
    "b",
    "a.b",
    "list",
    "list.0",
    "../../a",
    "index",
    "current",
    "accumulator",
    "type",
    "é😀",
    "12",
    "-3.5",
    "0x1f",
    "1e400",
    "2026-11-24",
    "P1M",
    "2026-11-24T10:00:00Z",
    "\\.",
    "..",
    "null"};

class Generator {
public:
    explicit Generator(std::uint32_t seed) : random_(seed) {}

    json rule(int depth) {
        if (depth == 0 || pick(4) == 0) return scalar();
        if (pick(8) == 0) return list_of(depth, 4);
        json made = json::object();
        made[operations[pick(operations.size())]] = pick(5) == 0 ? rule(depth - 1) : list_of(depth, 4);
        if (pick(40) == 0) made["+"] = 1;
        return made;
    }

    json data(int depth) {
        if (depth == 0 || pick(4) == 0) return scalar();
        json made = pick(3) == 0 ? json::array() : json::object();
        const std::size_t count = pick(4);
        for (std::size_t at = 0; at < count; ++at) {
            if (made.is_array()) {
                made.push_back(data(depth - 1));
            } else {
                made[texts[pick(6)]] = data(depth - 1);
            }
        }
        return made;
    }

private:
    std::size_t pick(std::size_t count) { return random_() % count; }

    json scalar() {
        switch (pick(8)) {
            case 0:
                return nullptr;
            case 1:
                return pick(2) == 0;
            case 2:
                return static_cast<std::int64_t>(pick(7)) - 3;
            case 3:
                return static_cast<double>(pick(100)) / 8 - 5;
            case 4:
                return pick(2) == 0 ? std::numeric_limits<std::int64_t>::max()
                                    : std::numeric_limits<std::int64_t>::min();
            default:
                return texts[pick(texts.size())];
        }
    }

    json list_of(int depth, std::size_t count_max) {
        json list = json::array();
        const std::size_t count = pick(count_max + 1);
        for (std::size_t at = 0; at < count; ++at) list.push_back(rule(depth - 1));
        return list;
    }

    std::mt19937 random_;
};

std::string told(const std::expected<json, logic::Error>& outcome) {
    return outcome ? dump_json(*outcome) : "error " + dump_json(outcome.error().value);
}

std::string told_at(const std::expected<json, logic::Error>& outcome) {
    return told(outcome) + (outcome ? "" : " at " + outcome.error().pointer);
}

/// As JsonLogic takes it.
bool truthy(const json& value) {
    return !(
        value.is_null() || value == false || value == 0 || value == "" ||
        (value.is_structured() && value.empty())
    );
}

/// The first name of a dotted path, in which a dot within a name is written `\\.`.
std::string first_name(const std::string& path) {
    std::string name;
    for (std::size_t at = 0; at < path.size() && path[at] != '.'; ++at) {
        const bool escaped = path[at] == '\\' && at + 1 < path.size();
        name += path[escaped ? ++at : at];
    }
    return name;
}

void check_one(const json& rule, const json& data) {
    const auto lenient = logic::Rule::compile(rule, logic::Strictness::lenient);
    REQUIRE(lenient);
    const logic::Data seen{.base = &data};
    const auto outcome = logic::evaluate(*lenient, seen);
    REQUIRE(told_at(logic::evaluate(*lenient, seen)) == told_at(outcome));
    const auto traced = logic::trace(*lenient, seen);
    REQUIRE(told_at(traced.outcome) == told_at(outcome));
    REQUIRE(traced.root.reached);
    const auto held = logic::holds(*lenient, seen);
    if (outcome) {
        REQUIRE(held);
        REQUIRE(*held == truthy(*outcome));
        REQUIRE(traced.root.error.has_value() == false);
    }
    if (const auto strict = logic::Rule::compile(rule)) {
        REQUIRE(told_at(logic::evaluate(*strict, seen)) == told_at(outcome));
        REQUIRE(strict->reads() == lenient->reads());
    }
}

}  // namespace

TEST_CASE("a random rule has one outcome, however it is asked for", "[property][logic]") {
    const std::uint32_t seed = std::random_device{}();
    CAPTURE(seed);
    Generator generator(seed);
    for (int round = 0; round < 5'000; ++round) {
        const json rule = generator.rule(5);
        const json data = generator.data(4);
        INFO(dump_json(rule) << " on " << dump_json(data));
        check_one(rule, data);
    }
}

TEST_CASE("what a rule does not tell that it reads makes no difference", "[property][logic]") {
    const std::uint32_t seed = std::random_device{}();
    CAPTURE(seed);
    Generator generator(seed);
    for (int round = 0; round < 2'000; ++round) {
        const json rule = generator.rule(4);
        const auto compiled = logic::Rule::compile(rule, logic::Strictness::lenient);
        REQUIRE(compiled);
        if (compiled->reads_anything()) continue;
        // Of each path it is enough to keep what its first name leads to.
        const json data = generator.data(4);
        json kept = data.is_object() ? json::object() : data;
        for (const std::string& path : compiled->reads()) {
            const std::string first = first_name(path);
            if (data.is_object() && data.contains(first)) kept[first] = data[first];
        }
        INFO(dump_json(rule) << " on " << dump_json(data));
        REQUIRE(
            told(logic::evaluate(*compiled, {.base = &kept})) ==
            told(logic::evaluate(*compiled, {.base = &data}))
        );
    }
}
