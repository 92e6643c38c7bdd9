#include "tests/support/a_case.hpp"

#include "engine/base/ensure.hpp"

#include <nlohmann/json.hpp>

namespace wissel::test {

using nlohmann::json;

const cases::Principal contact = somebody(social_oin, {"fastLane.contact", "fastLane.legal"});
const cases::Principal coordinator = somebody("00000099900000010000", {"coordinator"});

json department() {
    return {{"department", "Directie"}, {"mailbox", "fastlane@szw.example"}};
}

ACase::ACase() : ACase(json::object()) {}

ACase::ACase(const json& facts, const cases::Workflows& workflows) : workflows_(workflows) {
    json whole = {
        {"legalBasis", "missing"},
        {"leadMinistry", "one"},
        {"lead", social},
        {"ministries", {social}},
        {"barriers", {"legal"}},
        {"harm", {{"severity", "serious"}}},
        {"tried", "none"}};
    whole.update(facts);
    cases::SubmitReport report{somebody(reporter_oin, {"reporter"}), whole, {}, {reporter_oin}, {}, {}, {}};
    const auto decided = shipped().desk.decide(whole, 1, now);
    report.decision = routing::encode_decision(shipped().desk.table(), decided);
    report.routed = {
        {"mode", decided.mode == routing::Mode::automatic ? "automatic" : "proposal"},
        {"route", decided.route ? json(*decided.route) : json()},
        {"rule", decided.rule},
        {"because", {{"nl", "x"}, {"en", "x"}}},
        {"urgency", {{"points", 0}, {"urgent", false}}},
        {"ministry", decided.ministry}};
    auto around = surroundings();
    take(decide(std::move(report), around));
}

void ACase::wait(std::chrono::milliseconds period) {
    now += period;
    cases::FireTimers fire{state.id};
    ensure(run(fire).has_value(), "what is due comes");
}

Result<void> ACase::move(
    const cases::Principal& by, const std::string& event, json data, bool on_leg
) {
    cases::MoveCase command;
    command.by = by;
    if (on_leg) command.leg = state.legs.back().id.str();
    command.event = event;
    command.data = std::move(data);
    return run(std::move(command));
}

std::vector<std::string> ACase::possible(const cases::Principal& by) const {
    std::vector<std::string> events;
    for (const auto& one : possible_now(state, by, shipped_workflows(), organisations(), now))
        events.push_back(one.event);
    return events;
}

cases::Surroundings ACase::surroundings() {
    return {now, entropy_, shipped().organisations, shipped().desk, workflows_, almanac, 1};
}

void ACase::take(Result<cases::Decision> decision) {
    ensure(decision.has_value(), "a decision that is taken was made");
    state = decision->after;
    for (auto& event : decision->events) history.push_back(std::move(event));
}

}  // namespace wissel::test
