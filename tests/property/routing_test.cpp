#include "engine/routing/analysis.hpp"
#include "engine/routing/nearest.hpp"
#include "tests/support/seed.hpp"
#include "tests/support/shipped.hpp"
#include "tools/wissel/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

// Random reports and random small tables, held against what trying every combination finds. Only here are
// values enumerated; the product reasons over terms.

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// A field that tables of this test ask about, and every value that it can have (null: left out).
struct Domain {
    std::string path;
    std::vector<json> values;
};

const std::vector<Domain>& domains() {
    static const std::vector<Domain> all = [] {
        std::vector<Domain> made;
        for (const char* path : {"legalBasis", "scope", "valuesCollide", "matter"}) {
            const routing::Field* field = shipped().desk.table().fields.find(path);
            Domain domain{path, {}};
            for (const auto& answer : field->answers) domain.values.emplace_back(answer.code);
            if (!field->required) domain.values.emplace_back();
            made.push_back(std::move(domain));
        }
        return made;
    }();
    return all;
}

void put(json& facts, const std::string& path, const json& value) {
    if (value.is_null()) {
        facts.erase(path);
    } else {
        facts[path] = value;
    }
}

/// Everything that a report can say, as far as the tables of this test ask.
std::vector<json> all_facts(const std::vector<json>& bases) {
    std::vector<json> all = bases;
    for (const auto& domain : domains()) {
        std::vector<json> more;
        for (const auto& facts : all) {
            for (const auto& value : domain.values) {
                more.push_back(facts);
                put(more.back(), domain.path, value);
            }
        }
        all = std::move(more);
    }
    return all;
}

/// Each way in which the free fields matter to the tables of this test.
std::vector<json> free_facts() {
    std::vector<json> all;
    for (const json& barriers :
         {json{"legal"}, json{"semantic"}, json{"semantic", "legal"}, json{"technical"}}) {
        for (const json& number :
             {json(), json(0), json(9), json(10), json(11), json(99), json(100), json(101)}) {
            json facts = {{"barriers", barriers}, {"harm", {{"severity", "none"}}}};
            if (!number.is_null()) facts["harm"]["number"] = number;
            all.push_back(std::move(facts));
        }
    }
    return all;
}

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    std::size_t below(std::size_t bound) { return random_() % bound; }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[below(all.size())];
    }

    json atom() {
        if (below(6) == 0)
            return {{"in", {one_of<std::string>({"semantic", "legal"}), {{"var", "report.barriers"}}}}};
        if (below(6) == 0) {
            const json number = {{"var", {"report.harm.number", 0}}};
            const std::string operation = one_of<std::string>({"<", "<=", ">", ">=", "=="});
            return {{operation, {number, one_of<int>({10, 100})}}};
        }
        const Domain& domain = one_of(domains());
        const json field = {{"var", "report." + domain.path}};
        if (below(5) == 0) return {{"!!", {field}}};
        const std::size_t answers = domain.values.size() - (domain.values.back().is_null() ? 1 : 0);
        const json one = domain.values[below(answers)];
        if (below(3) == 0) return {{"in", {field, {one, domain.values[below(answers)]}}}};
        return {{one_of<std::string>({"==", "!="}), {field, one}}};
    }

    json condition(int depth) {
        if (depth == 0 || below(3) == 0) return atom();
        if (below(4) == 0) return {{"!", {condition(depth - 1)}}};
        json parts = json::array();
        for (std::size_t left = 2 + below(2); left > 0; --left) parts.push_back(condition(depth - 1));
        return {{one_of<std::string>({"and", "or"}), std::move(parts)}};
    }

    routing::Table table(const std::string& policy) {
        std::vector<json> rules;
        const std::size_t count = 1 + below(6);
        for (std::size_t at = 0; at < count; ++at) {
            const json route = one_of<json>({"ccg", "advisory", "fast-lane", nullptr});
            rules.push_back(json{{"id", "R" + std::to_string(at)}, {"when", condition(2)}, {"route", route}});
        }
        auto made = a_table(table_of(policy, rules));
        REQUIRE(made);
        return std::move(*made);
    }

private:
    std::mt19937_64 random_;
};

/// Which rules match, by trying.
std::vector<std::size_t> matching(const routing::Table& table, const json& facts) {
    const routing::Situation situation(facts, routing_day(), 1, "");
    routing::Evaluation evaluation(table.atoms, situation);
    std::vector<std::size_t> found;
    for (std::size_t rule = 0; rule < table.routing.rules.size(); ++rule) {
        if (evaluation.of(table.routing.rules[rule].when) == routing::Truth::yes) found.push_back(rule);
    }
    return found;
}

std::optional<std::string> route_of(const routing::Table& table, const json& facts) {
    const auto rules = matching(table, facts);
    if (rules.empty()) return std::nullopt;
    if (table.routing.policy == routing::HitPolicy::unique && rules.size() > 1) return std::nullopt;
    return table.routing.rules[rules.front()].route;
}

/// For each route the fewest answers that have to change, by trying; at most three.
std::map<std::string, std::size_t> fewest_changes(const routing::Table& table, const json& facts) {
    std::map<std::string, std::size_t> fewest;
    for (const auto& other : all_facts({facts})) {
        std::size_t changes = 0;
        bool takes_out = false;
        for (const auto& domain : domains()) {
            const json before = facts.value(domain.path, json());
            const json after = other.value(domain.path, json());
            if (before == after) continue;
            ++changes;
            takes_out = takes_out || after.is_null();
        }
        if (takes_out || changes == 0 || changes > routing::changes_max) continue;
        const auto route = route_of(table, other);
        if (!route) continue;
        const auto known = fewest.try_emplace(*route, changes).first;
        known->second = std::min(known->second, changes);
    }
    return fewest;
}

void check_nearest(const routing::Table& table, const json& facts) {
    const auto decision = routing::decide(table, routing::Situation(facts, routing_day(), 1, ""));
    CHECK(decision.route == route_of(table, facts));
    REQUIRE(decision.nearest_known);
    auto expected = fewest_changes(table, facts);
    if (decision.route) expected.erase(*decision.route);
    std::map<std::string, std::size_t> told;
    for (const auto& nearest : decision.nearest) {
        told[nearest.route] = nearest.changes.size();
        json changed = facts;
        for (const auto& change : nearest.changes) {
            CHECK(change.from != change.to);
            put(changed, table.fields.all()[change.field].path, change.to);
        }
        CHECK(route_of(table, changed) == nearest.route);
    }
    CHECK(told == expected);
}

}  // namespace

TEST_CASE("nearest changes are those that trying everything finds", "[property][routing]") {
    const auto seed = test_seed();
    CAPTURE(seed);
    Chance chance(seed);
    const auto bases = free_facts();
    for (int round = 0; round < 60; ++round) {
        const auto table = chance.table(round % 3 == 0 ? "unique" : "first");
        json facts = chance.one_of(bases);
        for (const auto& domain : domains()) put(facts, domain.path, chance.one_of(domain.values));
        CAPTURE(round, table.text, facts.dump());
        check_nearest(table, facts);
    }
}

TEST_CASE("lint finds what trying everything finds", "[property][routing]") {
    const auto seed = test_seed();
    CAPTURE(seed);
    Chance chance(seed + 1);
    const auto everything = all_facts(free_facts());
    for (int round = 0; round < 12; ++round) {
        const bool unique = round % 3 == 0;
        const auto table = chance.table(unique ? "unique" : "first");
        CAPTURE(round, table.text);
        std::set<std::string> never;
        std::set<std::string> hidden;
        for (const auto& rule : table.routing.rules) never.insert(rule.id);
        hidden = never;
        std::set<std::string> overlaps;
        bool gap = false;
        for (const auto& facts : everything) {
            const auto rules = matching(table, facts);
            gap = gap || rules.empty();
            if (!rules.empty()) hidden.erase(table.routing.rules[rules.front()].id);
            for (const auto rule : rules) never.erase(table.routing.rules[rule].id);
            for (std::size_t one = 0; one < rules.size(); ++one) {
                for (std::size_t other = one + 1; other < rules.size(); ++other)
                    overlaps.insert(table.routing.rules[rules[other]].pointer);
            }
        }
        for (const auto& id : never) hidden.erase(id);
        std::map<std::string, std::set<std::string>> told;
        for (const auto& finding : routing::analyse(table, routing_day(), tool::examples_of(shipped()))) {
            const auto at =
                std::stoul("0" + finding.pointer.substr(std::min<std::size_t>(7, finding.pointer.size())));
            const bool of_a_rule = finding.pointer.starts_with("/rules/");
            told[finding.code].insert(
                finding.code == "overlap" ? finding.pointer
                : of_a_rule               ? table.routing.rules[at].id
                                          : ""
            );
        }
        CHECK(told["neverMatches"] == never);
        CHECK(told["uncovered"].empty() != gap);
        CHECK(told["undecided"].empty());
        CHECK(told["boundReached"].empty());
        if (unique) CHECK(told["overlap"] == overlaps);
        if (!unique) CHECK(told["alwaysHidden"] == hidden);
    }
}

TEST_CASE("a decision does not depend on the order of a report's members", "[property][routing]") {
    const auto seed = test_seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const json report = json::parse(R"({
        "legalBasis": "disputed", "occursElsewhere": "yes", "scope": "flow", "matter": "exchange",
        "harm": {"severity": "serious", "number": 12}, "barriers": ["legal", "semantic"],
        "underWay": {"kind": "bill", "covers": "partly", "stage": "active"}, "tried": "none"})");
    const auto expected = routing::encode_decision(shipped().desk.table(), routed(report));
    for (int round = 0; round < 20; ++round) {
        std::vector<std::string> names;
        for (const auto& [name, member] : report.items()) names.push_back(name);
        std::shuffle(names.begin(), names.end(), random);
        std::string text = "{";
        for (const auto& name : names)
            text += (text.size() > 1 ? "," : "") + json(name).dump() + ":" + report[name].dump();
        CHECK(routing::encode_decision(shipped().desk.table(), routed(json::parse(text + "}"))) == expected);
    }
}
