#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>

namespace wissel::cases {

void on_signalled(CaseState& state, const Event& event) {
    Signal signal{leg_id_in(event.data), event.data.at("about"), {}, event.at};
    for (const auto& one : event.data.at("to")) signal.to.push_back(owner_in(one));
    // The same again is the same signal, newer.
    std::erase_if(state.signals, [&](const Signal& one) {
        return one.leg == signal.leg && one.about == signal.about;
    });
    // That it stood still is told once, until it moves.
    MachineState* machine = state.lifecycle ? &*state.lifecycle : nullptr;
    if (signal.leg) machine = &leg_at(state, *signal.leg).machine;
    if (machine != nullptr && signal.about == about_stillness) machine->stalls_at.reset();
    if (signal.about == about_review) state.visibility.review_at.reset();
    state.signals.push_back(std::move(signal));
}

void on_outcome(CaseState& state, const Event& event) {
    const auto id = leg_id_in(event.data);
    const auto code = event.data.at("code").get<std::string>();
    state.outcomes.push_back({id, code, event.at});
    if (id) leg_at(state, *id).outcome = code;
}

void on_bridge(CaseState& state, const Event& event) {
    state.bridges.push_back(
        {leg_id_in(event.data), text_in(event.data, "from"), text_in(event.data, "until")}
    );
}

void on_evaluated(CaseState& state, const Event& event) {
    state.says[event.data.at("organisation").get<std::string>()] = event.data.at("say").get<std::string>();
}

void on_report_withdrawn(CaseState& state, const Event& event) {
    const auto organisation = event.data.at("organisation").get<std::string>();
    insert_sorted(state.withdrawn, organisation);
    state.says.erase(organisation);
}

void on_linked(CaseState& state, const Event& event) {
    const auto to = CaseId::parse(event.data.at("case").get_ref<const std::string&>());
    ensure(to.has_value(), "a case's id is a UUID");
    state.links.push_back({*to, event.data.at("kind")});
}

void on_labelled(CaseState& state, const Event& event) {
    const auto label = event.data.at("label").get<std::string>();
    const bool known = std::find(state.labels.begin(), state.labels.end(), label) != state.labels.end();
    if (!known) state.labels.push_back(label);
}

void on_requested(CaseState& state, const Event& event) {
    state.requests.push_back({event.at, event.data.at("fields").get<std::vector<std::string>>(), true});
}

void on_supplied(CaseState& state, const Event&) {
    for (auto& request : state.requests) request.open = false;
}

void on_position(CaseState& state, const Event& event) {
    const auto organisation = event.data.at("organisation").get<std::string>();
    std::erase_if(state.positions, [&](const Position& one) { return one.organisation == organisation; });
    state.positions.push_back({organisation, event.at, event.data.at("seals").at("texts")});
}

void on_comment(CaseState& state, const Event& event) {
    const auto* by = std::get_if<Actor>(&event.by);
    ensure(by != nullptr, "a comment comes from somebody");
    state.comments.push_back({*by, event.at, event.data.at("seals").at("texts")});
}

void keep_note(CaseState& state, const Event& event, const std::string& name) {
    const auto seals = event.data.find("seals");
    const auto* by = std::get_if<Actor>(&event.by);
    if (seals == event.data.end() || by == nullptr) return;
    state.notes.push_back({leg_id_in(event.data), name, *by, event.at, *seals});
}

void on_rule_failed(CaseState&, const Event&) {
    // The history tells it, and a signal beside it; the case stands where it stood.
}

}  // namespace wissel::cases
