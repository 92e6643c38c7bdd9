#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <vector>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

const std::string social = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";
const std::string finance = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1090";

/// A rule with facts that it matches, and the same with one fact less (or another), with which it does not.
struct RuleCase {
    std::string rule;
    json facts;
    json less;
    json route;
    std::string mode;
};

json with(json facts, const json& more) {
    facts.merge_patch(more);
    return facts;
}

const json attempts = {
    {{"date", "2025-03-01"}, {"level", "above"}, {"result", "stuck"}},
    {{"date", "2025-09-01"}, {"level", "above"}, {"result", "refused"}}};

std::vector<RuleCase> rule_cases() {
    const json plain = plain_facts();
    const json one_lead = with(plain, {{"leadMinistry", "one"}, {"lead", social}, {"ministries", {social}}});
    const json two = with(plain, {{"ministries", {social, finance}}});
    const json clear = with(plain, {{"legalBasis", "clear"}});
    const json running = {{"kind", "bill"}, {"covers", "full"}, {"stage", "active"}, {"reference", "36799"}};
    return {
        {"R02", with(plain, {{"matter", "incident"}}), plain, "referral", "proposal"},
        {"R03",
         with(plain, {{"matter", "internal"}}),
         with(plain, {{"matter", nullptr}}),
         "referral",
         "proposal"},
        {"R04",
         with(one_lead, {{"exchangeEnds", {{"date", "2027-11-24"}, {"cause", "ruling"}}}}),
         with(one_lead, {{"exchangeEnds", {{"date", "2027-11-25"}, {"cause", "ruling"}}}}),
         "fast-lane",
         "automatic"},
        {"R05",
         with(plain, {{"underWay", running}}),
         with(plain, {{"underWay", with(running, {{"stage", nullptr}})}}),
         "referral",
         "automatic"},
        {"R06",
         with(plain, {{"underWay", {{"kind", "advice"}, {"covers", "partly"}}}}),
         with(plain, {{"underWay", {{"kind", "advice"}, {"covers", "unknown"}}}}),
         "advisory",
         "proposal"},
        {"R07",
         with(plain, {{"tried", "stuck"}, {"attempts", attempts}}),
         with(plain, {{"tried", "stuck"}, {"attempts", json::array({attempts[0]})}}),
         "ccg",
         "proposal"},
        {"R07",
         with(plain, {{"tried", "refused"}, {"refusedBy", 3}}),
         with(plain, {{"tried", "refused"}, {"refusedBy", 2}}),
         "ccg",
         "proposal"},
        {"R08", with(plain, {{"valuesCollide", "yes"}}), plain, "ccg", "proposal"},
        {"R09", with(plain, {{"scope", "system"}}), plain, "ccg", "proposal"},
        {"R10", with(clear, {{"scope", "system"}}), clear, "referral", "proposal"},
        {"R11",
         with(two, {{"leadMinistry", "none"}}),
         with(two, {{"leadMinistry", "unknown"}}),
         "ccg",
         "proposal"},
        {"R12",
         with(two, {{"legalBasis", "conflicting"}, {"leadMinistry", "unknown"}}),
         with(two, {{"legalBasis", "conflicting"}, {"leadMinistry", "unknown"}, {"ministries", {social}}}),
         "ccg",
         "proposal"},
        {"R13",
         with(one_lead, {{"harm", {{"severity", "serious"}}}}),
         with(one_lead, {{"harm", {{"severity", "burden"}}}}),
         "fast-lane",
         "automatic"},
        {"R13",
         with(one_lead, {{"harm", {{"number", 1}}}}),
         with(one_lead, {{"harm", {{"number", 0}}}}),
         "fast-lane",
         "automatic"},
        {"R14",
         with(one_lead, {{"legalBasis", "conflicting"}}),
         with(one_lead, {{"legalBasis", "conflicting"}, {"ministries", json::array()}}),
         "fast-lane",
         "proposal"},
        {"R15",
         with(plain, {{"legalBasis", "disputed"}, {"occursElsewhere", "unknown"}}),
         with(plain, {{"legalBasis", "disputed"}, {"occursElsewhere", "no"}}),
         "advisory",
         "automatic"},
        {"R16",
         with(clear, {{"barriers", {"semantic"}}, {"occursElsewhere", nullptr}}),
         with(clear, {{"barriers", {"technical"}}, {"occursElsewhere", nullptr}}),
         "advisory",
         "proposal"},
        {"R17", clear, with(clear, {{"legalBasis", "unknown"}}), "referral", "proposal"},
        {"R18",
         with(plain, {{"legalBasis", "unknown"}, {"occursElsewhere", "yes"}}),
         with(plain, {{"legalBasis", "unknown"}, {"occursElsewhere", "unknown"}}),
         "advisory",
         "proposal"},
        {"R19", plain, with(plain, {{"valuesCollide", "yes"}}), nullptr, "proposal"},
    };
}

bool matched(const routing::Decision& decision, const std::string& rule) {
    return std::any_of(
        decision.rules.begin(),
        decision.rules.end(),
        [&](const routing::RuleOutcome& outcome) { return outcome.id == rule && outcome.matched; }
    );
}

json told(const routing::Decision& decision) {
    const auto text = routing::encode_decision(shipped().desk.table(), decision);
    // Format 1: compact, members sorted by code point.
    CHECK(json::parse(text).dump() == text);
    return json::parse(text);
}

}  // namespace

TEST_CASE("each rule of the shipped table decides its case, and not with one fact less", "[unit][routing]") {
    for (const auto& one : rule_cases()) {
        CAPTURE(one.rule, one.facts.dump());
        const auto decision = told(routed(one.facts));
        CHECK(decision["rule"] == one.rule);
        CHECK(decision["route"] == one.route);
        CHECK(decision["mode"] == one.mode);
        CAPTURE(one.less.dump());
        const auto without = routed(one.less);
        CHECK(without.rule != one.rule);
        CHECK((one.rule == "R19" || !matched(without, one.rule)));
    }
}

TEST_CASE(
    "a report that answers nothing stays in triage, and is told which questions decide", "[unit][routing]"
) {
    const json facts = {
        {"legalBasis", "unknown"},
        {"barriers", {"legal"}},
        {"harm", {{"severity", "none"}}},
        {"tried", "none"}};
    const auto decision = told(routed(facts));
    CHECK(decision["rule"] == "R19");
    CHECK(decision["route"].is_null());
    json fields = json::array();
    for (const auto& question : decision["questions"]) fields.push_back(question["field"]);
    CHECK(fields.size() >= 4);
    CHECK(std::find(fields.begin(), fields.end(), json("legalBasis")) != fields.end());
    CHECK(std::find(fields.begin(), fields.end(), json("valuesCollide")) != fields.end());
    const auto because = decision["because"]["nl"].get<std::string>();
    CHECK(because.find("“Botsen hier publieke waarden?”") != std::string::npos);
    CHECK(because.find('{') == std::string::npos);
}

TEST_CASE("a fast lane names its ministry, or waits for somebody who can", "[unit][routing]") {
    json facts = plain_facts();
    facts["harm"]["severity"] = "serious";
    facts["leadMinistry"] = "one";
    SECTION("the one that leads") {
        facts["lead"] = finance;
        facts["ministries"] = {social, finance};
        CHECK(routed(facts).ministry == finance);
    }
    SECTION("the only one whose rules matter") {
        facts["ministries"] = {social};
        CHECK(routed(facts).ministry == social);
    }
    SECTION("a lead that nobody named one for is not used") {
        facts["leadMinistry"] = "unknown";
        facts["lead"] = finance;
        facts["ministries"] = {social};
        CHECK(routed(facts).ministry == social);
    }
    SECTION("that of the act in the report") {
        facts["purpose"] = {{"act", "Participatiewet"}};
        CHECK(routed(facts).ministry == social);
        CHECK(routed(facts).mode == routing::Mode::automatic);
    }
    SECTION("nobody: a proposal") {
        const auto decision = routed(facts);
        CHECK(decision.route == "fast-lane");
        CHECK(decision.ministry.empty());
        CHECK(decision.mode == routing::Mode::proposal);
        CHECK(told(decision)["ministry"].is_null());
    }
}

TEST_CASE("a decision says of each rule which clause failed and what it saw", "[unit][routing]") {
    json facts = plain_facts();
    const auto decision = told(routed(facts));
    const json incident = decision["rules"][0];
    CHECK(
        incident ==
        json{
            {"id", "R02"},
            {"matched", false},
            {"failed",
             {{"pointer", "/rules/0/when"},
              {"clause", {{"==", {{{"var", "report.matter"}}, "incident"}}}},
              {"saw", {{"report.matter", "exchange"}}}}}}
    );
    CHECK(decision["rules"][2]["failed"]["condition"] == "endsSoon");
    CHECK(decision["rules"][2]["failed"]["pointer"] == "/conditions/endsSoon/when/and/0");
    CHECK(decision["rules"].size() == 18);
    CHECK(decision["table"]["hash"].get<std::string>().starts_with("sha256:"));
    CHECK(decision["now"] == "2026-11-24T12:00:00.000Z");
}

TEST_CASE("reasons speak of the report in both languages", "[unit][routing]") {
    json facts = plain_facts();
    facts["leadMinistry"] = "one";
    facts["lead"] = social;
    facts["exchangeEnds"] = {{"date", "2027-03-05"}, {"cause", "ruling"}};
    const auto decision = routed(facts);
    CHECK(decision.because.nl.find("stopt op 5 maart 2027") != std::string::npos);
    CHECK(decision.because.en.find("ends on 5 March 2027") != std::string::npos);
    facts["exchangeEnds"] = nullptr;
    facts["underWay"] = {{"kind", "programme"}, {"covers", "full"}, {"stage", "active"}};
    const auto without = routed(facts);
    CHECK(without.because.nl.starts_with("Wat er loopt (zonder kenmerk) regelt dit al"));
    CHECK(without.because.en.starts_with("What is running (without a reference) already"));
    CHECK(without.mode == routing::Mode::proposal);
    CHECK(without.referral == "chainProgramme");
}

TEST_CASE("urgency adds its points up and says why", "[unit][routing][urgency]") {
    json facts = plain_facts();
    const auto points = [&](std::size_t reporters = 1) {
        const auto urgency = routed(facts, reporters).urgency;
        return std::pair(urgency.points, urgency.urgent);
    };
    CHECK(points() == std::pair<std::int64_t, bool>(0, false));
    facts["harm"] = {{"severity", "serious"}, {"number", 9999}};
    CHECK(points() == std::pair<std::int64_t, bool>(3, false));
    facts["harm"]["number"] = 10000;
    CHECK(points() == std::pair<std::int64_t, bool>(4, false));
    CHECK(points(3) == std::pair<std::int64_t, bool>(5, true));
    facts["harm"]["number"] = 499;
    facts["deadline"] = {{"date", "2027-01-01"}, {"kind", "parliament"}};
    CHECK(points() == std::pair<std::int64_t, bool>(3, false));
    facts["exchangeEnds"] = {{"date", "2027-05-25"}, {"cause", "ruling"}};
    CHECK(points() == std::pair<std::int64_t, bool>(4, false));
    facts["exchangeEnds"]["date"] = "2027-05-24";
    CHECK(points() == std::pair<std::int64_t, bool>(6, true));
    // Acute harm is urgent by itself.
    facts = plain_facts();
    facts["harm"] = {{"severity", "acute"}};
    CHECK(points() == std::pair<std::int64_t, bool>(4, true));
    CHECK(routed(facts).urgency.reasons.at(0).because.en == "The harm is acute.");
}

TEST_CASE("nearest changes lead where they say, on the shipped table", "[unit][routing][nearest]") {
    json facts = plain_facts();
    facts["harm"]["severity"] = "serious";
    facts["leadMinistry"] = "one";
    facts["lead"] = social;
    const auto decision = told(routed(facts));
    CHECK(decision["route"] == "fast-lane");
    json routes = json::array();
    for (const auto& nearest : decision["nearest"]) {
        routes.push_back(nearest["route"]);
        json changed = facts;
        for (const auto& change : nearest["changes"]) {
            std::string pointer = "/" + change["field"].get<std::string>();
            std::replace(pointer.begin(), pointer.end(), '.', '/');
            changed[json::json_pointer(pointer)] = change["to"];
        }
        CHECK(told(routed(changed))["route"] == nearest["route"]);
        CHECK(told(routed(changed))["rule"] == nearest["rule"]);
    }
    std::sort(routes.begin(), routes.end());
    CHECK(routes == json({"advisory", "ccg", "referral"}));
}
