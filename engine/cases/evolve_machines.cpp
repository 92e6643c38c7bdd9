#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>
#include <utility>

namespace wissel::cases {
namespace {

using nlohmann::json;

std::vector<Turn> turns_in(const json& list) {
    std::vector<Turn> turns;
    for (const auto& one : list)
        turns.push_back({one.at("kind"), text_in(one, "organisation"), one.at("role")});
    return turns;
}

void move(MachineState& machine, const Event& event) {
    const json& data = event.data;
    const json& snapshot = data.at("snapshot");
    const auto configuration = snapshot.at("configuration").get<std::vector<std::string>>();
    if (configuration != machine.configuration) machine.since = event.at;
    machine.snapshot = snapshot;
    machine.workflow = snapshot.at("workflow").get<std::string>();
    machine.hash = snapshot.at("hash").get<std::string>();
    machine.configuration = configuration;
    machine.turns = turns_in(data.at("turns"));
    move_terms(machine, event);
}

/// What a machine said earlier is over once it moves on. Who may see the case is no matter of where it stands.
void clear_signals(CaseState& state, const std::optional<LegId>& leg) {
    std::erase_if(state.signals, [&leg](const Signal& signal) {
        return signal.leg == leg && signal.about != about_review;
    });
}

Leg begun(const json& started, const LegId& id, Instant at) {
    Leg leg;
    leg.id = id;
    leg.route = started.at("route").get<std::string>();
    leg.ministry = text_in(started, "ministry");
    leg.referral = text_in(started, "referral");
    leg.beside = started.at("beside").get<bool>();
    leg.overlay = started.at("overlay").get<bool>();
    if (started.contains("startedBy")) leg.started_by = LegId::parse(started.at("startedBy").get<std::string>());
    leg.sender = owner_in(started.at("sender"));
    leg.status = leg_status::offered;
    leg.started_at = at;
    return leg;
}

void end(CaseState& state, Leg& leg, Instant at) {
    leg.ended_at = at;
    leg.offer.reset();
    leg.waiting.reset();
    leg.machine.turns.clear();
    end_terms(leg.machine);
    clear_signals(state, leg.id);
    end_tenure(state, leg.id, at);
}

void move_leg(CaseState& state, Leg& leg, const Event& event) {
    const json& data = event.data;
    if (data.contains("snapshot")) move(leg.machine, event);
    if (data.contains("organisation")) leg.organisation = data.at("organisation").get<std::string>();
    if (data.contains("addressees")) leg.addressees = data.at("addressees").get<std::vector<Oin>>();
    if (data.contains("outcome")) leg.outcome = data.at("outcome").get<std::string>();
    if (data.contains("code")) leg.code = data.at("code").get<std::string>();
    if (data.contains("owner")) {
        leg.owner = owner_in(data.at("owner"));
        leg.offer.reset();
        begin_tenure(state, leg.id, leg.owner, event.at);
    }
    if (data.contains("status")) leg.status = data.at("status").get<std::string>();
    if (!leg.open()) end(state, leg, event.at);
}

std::string phase_of(const std::vector<std::string>& configuration) {
    ensure(!configuration.empty(), "a lifecycle is somewhere");
    const std::string& name = configuration.front();
    const std::string phase = name.substr(0, name.find('.'));
    return phase == "archived" ? "closed" : phase;
}

void move_lifecycle(CaseState& state, const Event& event) {
    if (!state.lifecycle) state.lifecycle.emplace();
    move(*state.lifecycle, event);
    const std::string before = std::exchange(state.phase, phase_of(state.lifecycle->configuration));
    // Each evaluation asks anew.
    if (state.phase == "evaluation" && before != "evaluation") state.says.clear();
    if (event.data.contains("closedAs")) {
        state.closed_as = event.data.at("closedAs").get<std::string>();
        state.closed_at = event.at;
        state.offer.reset();
        end_tenure(state, std::nullopt, event.at);
    }
}

}  // namespace

void on_transitioned(CaseState& state, const Event& event) {
    const json& data = event.data;
    const auto id = leg_id_in(data);
    if (data.at("from") != data.at("to")) clear_signals(state, id);
    invite(state, data, event.at);
    keep_note(state, event, text_in(data, "event"));
    if (!id) return move_lifecycle(state, event);
    if (data.contains("started")) state.legs.push_back(begun(data.at("started"), *id, event.at));
    move_leg(state, leg_at(state, *id), event);
}

void on_suspended(CaseState& state, const Event& event) {
    const auto id = leg_id_in(event.data);
    if (!id) return;
    leg_at(state, *id).waiting = Waiting{
        event.data.at("kind"), text_in(event.data, "waitingOn"), text_in(event.data, "expected"), event.at};
}

void on_resumed(CaseState& state, const Event& event) {
    if (const auto id = leg_id_in(event.data)) leg_at(state, *id).waiting.reset();
}

void on_rerouted(CaseState& state, const Event&) {
    ++state.reroutes;
}

void on_reopened(CaseState& state, const Event& event) {
    state.closed_as.clear();
    state.closed_at.reset();
    state.says.clear();
    begin_tenure(state, std::nullopt, state.owner, event.at);
}

}  // namespace wissel::cases
