#include "engine/cases/effects.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/vocabulary.hpp"
#include "engine/cases/who.hpp"
#include "engine/cases/worklist.hpp"
#include "tests/support/a_case.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

bool has(const std::vector<std::string>& list, const char* one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

std::vector<std::string> codes(const Result<void>& refused) {
    std::vector<std::string> told;
    for (const auto& issue : refused.error().issues) told.push_back(issue.path + " " + issue.code);
    return told;
}

}  // namespace

TEST_CASE("of a form the codes stay in the history and the texts do not", "[cases]") {
    const json form = json::parse(R"({"type": "object", "properties": {
        "code": {"enum": ["a", "b"], "kind": "fact"},
        "when": {"type": "string", "format": "date", "kind": "fact"},
        "reference": {"type": "string", "maxLength": 200, "kind": "fact"},
        "story": {"type": "string", "maxLength": 4000, "kind": "fact"},
        "view": {"type": "string", "maxLength": 100, "kind": "opinion"},
        "mailbox": {"type": "string", "format": "email", "kind": "contact"},
        "short": {"type": "array", "kind": "fact", "items": {"type": "string", "maxLength": 100}},
        "long": {"type": "array", "kind": "fact", "items": {"type": "string", "maxLength": 1000}},
        "free": {"type": "object"}}})");
    const json data = {
        {"code", "a"}, {"when", "2027-01-01"}, {"reference", "K-1"}, {"story", "Lang."}, {"view", "Ik vind."},
        {"mailbox", "a@b.example"}, {"short", {"x"}}, {"long", {"y"}}, {"free", {{"scope", "flow"}}}};
    const FormParts parts = split_form(data, form);
    CHECK(
        parts.facts ==
        json{{"code", "a"}, {"when", "2027-01-01"}, {"reference", "K-1"}, {"short", {"x"}}}
    );
    CHECK(
        parts.texts ==
        json{{"story", "Lang."}, {"view", "Ik vind."}, {"mailbox", "a@b.example"}, {"long", {"y"}}}
    );
    CHECK(split_form(data, nullptr).facts.empty());
    CHECK(split_form(json::object(), form).texts.is_null());
}

TEST_CASE("a text that looks like a citizen's number is asked about, wherever it stands", "[cases]") {
    const json data = {{"list", {"rustig", "111222333"}}, {"deep", {{"text", "111222333"}}}, {"half", 1.5}};
    std::vector<std::string> told;
    for (const auto& issue : check_texts(data, "/data", {"/data/deep/text"}))
        told.push_back(issue.path + " " + issue.code);
    CHECK(told == std::vector<std::string>{"/data/half type", "/data/list/1 bsn"});
}

TEST_CASE("a case begins its lifecycle, and a sure route is offered at once", "[cases]") {
    const ACase opened;
    CHECK(opened.state.phase == "treatment");
    REQUIRE(opened.state.legs.size() == 1);
    const Leg& leg = opened.state.legs.front();
    CHECK(leg.status == leg_status::offered);
    CHECK(leg.owner == Owner{"00000099900000010000", "coordinator"});
    CHECK(leg.machine.turns == std::vector<Turn>{{"accept", social_oin, "fastLane.contact"}});
    CHECK(has(opened.possible(contact), "accept"));
    CHECK_FALSE(has(opened.possible(coordinator), "accept"));
    CHECK(opened.possible(somebody("00000099900000150000", {"fastLane.contact"})).empty());
    CaseState folded;
    for (const auto& event : opened.history) evolve(folded, event);
    CHECK(folded == opened.state);
}

TEST_CASE("nothing is half done where what follows is refused", "[cases]") {
    ACase opened({{"legalBasis", "unknown"}, {"leadMinistry", "unknown"}, {"ministries", json::array()}});
    CHECK(opened.state.phase == "triage");
    const CaseState before = opened.state;
    MoveCase command;
    command.by = coordinator;
    command.event = "overrule";
    command.data = {{"route", "fast-lane"}, {"reason", "Het is zo."}};
    const auto refused = opened.run(command);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == FailureCode::invalid);
    CHECK(codes(refused) == std::vector<std::string>{"/data/ministry required"});
    CHECK(opened.state == before);
}

TEST_CASE("every action that a workflow may have is carried out", "[cases]") {
    for (const auto action : statechart::case_actions) {
        CAPTURE(action);
        CHECK(is_carried_out(action));
    }
    CHECK_FALSE(is_carried_out("dance"));
}

TEST_CASE("actions of a workflow of one's own: a label, an offer, a hand-over within", "[cases]") {
    auto document = nlohmann::ordered_json::parse(shipped_workflows().lifecycle()->content);
    document["version"] = "9.0.0";
    document["states"]["open"]["on"]["tag"] = nlohmann::ordered_json::parse(R"({
        "allow": ["coordinator"], "title": {"nl": "Merken", "en": "Tag"},
        "actions": [{"type": "label", "params": {"label": "spoed"}},
                    {"type": "offerOwner",
                     "params": {"organisation": "00000099900000140000", "role": "fastLane.contact"}},
                    {"type": "log", "params": {"label": "gezien"}}]})");
    document["states"]["open"]["on"]["promote"] = nlohmann::ordered_json::parse(R"({
        "allow": ["coordinator"], "title": {"nl": "Opschalen", "en": "Promote"},
        "actions": [{"type": "assignOwner", "params": {"role": "programme.lead"}},
                    {"type": "offerOwner", "params": {"role": "holder"}}]})");
    Workflows workflows;
    const auto known = known_names(shipped().vocabulary);
    REQUIRE(workflows.put_in_force(document, known));
    for (const auto* one : shipped_workflows().all_in_force()) {
        if (one != shipped_workflows().lifecycle())
            REQUIRE(workflows.put_in_force(nlohmann::ordered_json::parse(one->content), known));
    }
    ACase opened(json::object(), workflows);
    REQUIRE(opened.move(coordinator, "tag", json::object(), false));
    CHECK(opened.state.labels == std::vector<std::string>{"spoed"});
    CHECK(opened.state.offer->to == Owner{social_oin, "fastLane.contact"});
    CHECK(opened.state.owner.role == "coordinator");
    // Within one organisation it is handed over at once; where nobody is meant, nothing is offered.
    REQUIRE(opened.move(coordinator, "promote", json::object(), false));
    CHECK(opened.state.owner == Owner{"00000099900000010000", "programme.lead"});
    CHECK_FALSE(opened.state.offer);
    CHECK(decode_case(encode_case(opened.state)) == opened.state);
}

TEST_CASE("a role that nobody holds falls to the coordinator, with a signal", "[cases]") {
    ACase opened;
    Leg leg = opened.state.legs.front();
    leg.ministry = "https://identifier.overheid.nl/tooi/id/ministerie/none";
    const Meant meant = meant_by("fastLane.contact", opened.state, &leg, ACase::organisations());
    CHECK(meant.vacant);
    CHECK(meant.who == std::vector<Owner>{{"00000099900000010000", "coordinator"}});
    CHECK(acts_as(coordinator, "fastLane.contact", opened.state, &leg, ACase::organisations()) == "coordinator");
    CHECK_FALSE(acts_as(contact, "fastLane.contact", opened.state, &leg, ACase::organisations()));
}

TEST_CASE("advice that a leg asks for runs beside it, and brings it back", "[cases]") {
    ACase opened;
    REQUIRE(opened.move(contact, "accept", department()));
    REQUIRE(opened.move(contact, "needAdvice", {{"question", "Mag dit?"}}));
    REQUIRE(opened.state.legs.size() == 2);
    CHECK(opened.state.legs[0].machine.configuration == std::vector<std::string>{"suspended"});
    CHECK(opened.state.legs[0].waiting->kind == "advice");
    CHECK(opened.state.legs[1].beside);
    CHECK(opened.state.legs[1].started_by == opened.state.legs[0].id);
    CHECK(opened.state.lifecycle->configuration == std::vector<std::string>{"treatment.running"});
    // The advice is refused: the fast lane goes on where it was.
    const Principal desk = somebody("00000099900000030000", {"avd.desk"});
    REQUIRE(opened.move(
        desk, "refuse", {{"code", "noCapacity"}, {"reason", "Geen tijd."}, {"suggestion", "Vraag uw jurist."}}
    ));
    CHECK(opened.state.legs[1].status == leg_status::refused);
    CHECK(opened.state.legs[0].machine.configuration == std::vector<std::string>{"exploring"});
    CHECK_FALSE(opened.state.legs[0].waiting);
    CHECK(opened.state.lifecycle->configuration == std::vector<std::string>{"treatment.running"});
}

TEST_CASE("refused twice, a case gets an intervention", "[cases]") {
    ACase opened;
    const json no = {{"code", "notOurs"}, {"reason", "Niet van ons."}, {"suggestion", "Probeer elders."}};
    REQUIRE(opened.move(contact, "refuse", no));
    CHECK(opened.state.lifecycle->configuration == std::vector<std::string>{"treatment.between"});
    const json offer = {{"route", "ccg"}, {"reason", "Breder."}};
    REQUIRE(opened.move(coordinator, "offer", offer, false));
    CHECK(opened.state.reroutes == 1);
    REQUIRE(opened.move(somebody("00000099900000020000", {"ccg.secretariat"}), "refuse", no));
    CHECK(opened.state.legs.back().overlay);
    CHECK(opened.state.legs.back().route == "intervention");
    const auto tasks = tasks_of(opened.state);
    CHECK(std::any_of(tasks.begin(), tasks.end(), [](const Task& task) { return task.about == "twiceBetween"; }));
}

TEST_CASE("a hand-over that was accepted counts wherever the leg names that role", "[cases]") {
    ACase opened;
    REQUIRE(opened.move(contact, "accept", department()));
    HandOver offer;
    offer.by = contact;
    offer.leg = opened.state.legs.front().id.str();
    offer.to = {"00000099900000150000", "fastLane.contact"};
    REQUIRE(opened.run(offer));
    const Principal health = somebody("00000099900000150000", {"fastLane.contact"});
    CHECK(opened.state.legs.front().owner.organisation == social_oin);
    CHECK_FALSE(has(opened.possible(health), "chooseInstrument"));
    HandOver accept;
    accept.by = health;
    accept.leg = offer.leg;
    accept.action = HandOverAction::accept;
    REQUIRE(opened.run(accept));
    CHECK(opened.state.legs.front().owner == offer.to);
    CHECK(has(opened.possible(health), "chooseInstrument"));
    CHECK_FALSE(has(opened.possible(contact), "chooseInstrument"));
    CHECK(decode_case(encode_case(opened.state)) == opened.state);
    // It stays with the new owner as the leg moves on.
    REQUIRE(opened.move(
        health,
        "chooseInstrument",
        {{"instrument", "workingAgreement"},
         {"department", "Directie"},
         {"planning", "2027-03-01"},
         {"necessity", "Nodig."}}
    ));
    CHECK(opened.state.legs.front().owner == offer.to);
}

TEST_CASE("a case from before there were workflows begins with them when the table looks again", "[cases]") {
    ACase opened;
    opened.state.lifecycle.reset();
    opened.state.legs.clear();
    RouteCase confirm;
    confirm.by = coordinator;
    confirm.action = OverruleRoute{"ccg", "", "", "Breder."};
    CHECK(opened.run(confirm).error().code == FailureCode::conflict);
    confirm.action = RouteAgain{json::object()};
    REQUIRE(opened.run(confirm));
    CHECK(opened.state.phase == "treatment");
    CHECK(opened.state.legs.size() == 1);
}

TEST_CASE("what the reporters say closes a case, or has the coordinator choose", "[cases]") {
    const char* say = GENERATE("confirm", "partly", "notSolved");
    ACase opened;
    const json no = {{"code", "notOurs"}, {"reason", "Niet van ons."}, {"suggestion", "Probeer elders."}};
    REQUIRE(opened.move(contact, "refuse", no));
    REQUIRE(opened.move(coordinator, "noRoute", {{"reason", "Nergens."}}, false));
    REQUIRE(opened.move(coordinator, "nothingToDo", {{"reason", "Niets te doen."}}, false));
    const json what = say == std::string("confirm") ? json::object() : json{{"what", "Er blijft iets over."}};
    REQUIRE(opened.move(somebody(reporter_oin, {"reporter"}), say, what, false));
    const std::map<std::string, std::string> ends = {
        {"confirm", "solved"}, {"partly", "partlySolved"}, {"notSolved", ""}};
    CHECK(opened.state.closed_as == ends.at(say));
    CHECK(tasks_of(opened.state).empty() == opened.state.closed());
    if (!opened.state.closed()) return;
    // Closed is not final.
    REQUIRE(opened.move(coordinator, "reopen", {{"whatChanged", "Het speelt weer."}}, false));
    CHECK(opened.state.phase == "triage");
    CHECK(opened.state.says.empty());
    CHECK_FALSE(opened.state.ledger.back().until);
}

TEST_CASE("who is asked and does not answer is reminded, and then the case ends unconfirmed", "[cases][timers]") {
    ACase opened;
    const json no = {{"code", "notOurs"}, {"reason", "Niet van ons."}, {"suggestion", "Probeer elders."}};
    REQUIRE(opened.move(contact, "refuse", no));
    REQUIRE(opened.move(coordinator, "noRoute", {{"reason", "Nergens."}}, false));
    REQUIRE(opened.move(coordinator, "nothingToDo", {{"reason", "Niets te doen."}}, false));
    const auto events = opened.history.size();
    opened.wait(std::chrono::days(1));
    CHECK(opened.history.size() == events);
    opened.wait(std::chrono::days(15));
    CHECK(std::any_of(opened.state.signals.begin(), opened.state.signals.end(), [](const Signal& signal) {
        return signal.about == "evaluation" && signal.to == std::vector<Owner>{{reporter_oin, "reporter"}};
    }));
    // The server was away for a month: each comes once, all the same.
    opened.wait(std::chrono::days(40));
    CHECK(opened.state.closed_as == "unconfirmed");
    const auto& last = opened.history.back();
    CHECK(std::get<SystemActor>(last.by).system == "timer");
    const auto ended = opened.history.size();
    opened.wait(std::chrono::days(1));
    CHECK(opened.history.size() == ended);
    CHECK(opened.state.lifecycle->timers.empty());
    // Silence is counted apart, and is not the end.
    REQUIRE(opened.move(somebody(reporter_oin, {"reporter"}), "reopen", {{"whatChanged", "Het speelt nog."}}, false));
    CHECK(opened.state.phase == "triage");
}

TEST_CASE("a supplement that does not come brings the case back to triage, with a signal", "[cases][timers]") {
    ACase opened({{"legalBasis", "unknown"}, {"leadMinistry", "unknown"}, {"ministries", json::array()}});
    REQUIRE(opened.move(coordinator, "askInformation", {{"questions", "Sinds wanneer?"}}, false));
    CHECK(opened.state.lifecycle->configuration == std::vector<std::string>{"triage.awaitingReporter"});
    opened.wait(std::chrono::days(45));
    CHECK(opened.state.lifecycle->configuration == std::vector<std::string>{"triage.assessing"});
    const auto tasks = tasks_of(opened.state);
    CHECK(std::any_of(tasks.begin(), tasks.end(), [](const Task& task) { return task.about == "noInformation"; }));
}
