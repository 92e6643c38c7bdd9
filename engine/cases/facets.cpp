#include "engine/cases/facets.hpp"

#include "engine/calendar/calendar.hpp"
#include "engine/calendar/week.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/workflows.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

class Facets {
public:
    void add(Facet facet, std::string value) {
        if (!value.empty()) values_.push_back({facet, std::move(value)});
    }

    void add_states(const MachineState& machine) {
        for (const auto& name : machine.configuration) add(Facet::state, machine.workflow + "/" + name);
    }

    [[nodiscard]] std::vector<FacetValue> each_once() && {
        std::sort(values_.begin(), values_.end());
        values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
        return std::move(values_);
    }

private:
    std::vector<FacetValue> values_;
};

std::string main_route(const CaseState& state) {
    for (auto leg = state.legs.rbegin(); leg != state.legs.rend(); ++leg) {
        if (!leg->overlay && !leg->beside) return leg->route;
    }
    return state.routing && !state.routing->route.empty() ? state.routing->route : no_route;
}

/// A signal that only those concerned see, and one that was explained, do not make a case stuck.
bool is_taken_up(const Leg& leg) {
    if (!leg.overlay || !leg.open() || leg.machine.workflow != Workflows::intervention_id) return false;
    const auto& at = leg.machine.configuration;
    return std::any_of(at.begin(), at.end(), [](const std::string& name) {
        return name != "signalled" && name != "explained";
    });
}

void add_ministries(const CaseState& state, Facets& facets) {
    bool by_leg = false;
    for (const auto& leg : state.legs) {
        facets.add(Facet::ministry, leg.ministry);
        by_leg = by_leg || !leg.ministry.empty();
    }
    if (!by_leg && state.routing) facets.add(Facet::ministry, state.routing->ministry);
}

std::string week_of(Instant at) {
    const auto day = amsterdam_day(at);
    return day ? week_text(*day) : std::string();
}

void add_leg(const Leg& leg, Facets& facets) {
    const std::string on_route = leg.route + "/";
    facets.add(Facet::leg, on_route + leg.status);
    if (!leg.outcome.empty()) facets.add(Facet::leg_outcome, on_route + leg.outcome);
    if (!leg.ministry.empty()) facets.add(Facet::leg_ministry, leg.ministry + "/" + leg.status);
    facets.add(Facet::leg_began, on_route + week_of(leg.started_at));
    if (leg.ended_at) facets.add(Facet::leg_ended, on_route + week_of(*leg.ended_at));
    // One that was withdrawn stands nowhere any more; another stays where it ended.
    if (leg.status != leg_status::withdrawn) facets.add_states(leg.machine);
    if (!leg.open()) return;
    facets.add(Facet::owner, leg.owner.organisation);
    facets.add(Facet::leg_owner, on_route + leg.owner.organisation);
}

void add_barriers(const CaseState& state, Facets& facets) {
    const nlohmann::json facts = known_facts(state);
    const auto barriers = facts.find("barriers");
    if (barriers == facts.end()) return;
    for (const auto& one : *barriers) facets.add(Facet::barrier, one.get<std::string>());
}

}  // namespace

std::vector<FacetValue> facets_of(const CaseState& state) {
    Facets facets;
    facets.add(Facet::phase, state.phase);
    facets.add(Facet::route, main_route(state));
    facets.add(Facet::visibility, std::string(code_of(state.visibility.now())));
    if (!state.closed()) facets.add(Facet::case_owner, state.owner.organisation + "/" + state.owner.role);
    if (state.closed()) facets.add(Facet::closed_as, state.closed_as);
    for (const auto& outcome : state.outcomes) facets.add(Facet::outcome, outcome.code);
    if (state.lifecycle) facets.add_states(*state.lifecycle);
    for (const auto& leg : state.legs) {
        add_leg(leg, facets);
        if (!state.closed() && is_taken_up(leg)) facets.add(Facet::stalled, is_stalled);
    }
    add_ministries(state, facets);
    add_barriers(state, facets);
    return std::move(facets).each_once();
}

std::vector<OpenLeg> open_legs_of(const CaseState& state) {
    std::vector<OpenLeg> legs;
    for (const auto& leg : state.legs) {
        if (leg.open()) legs.push_back({leg.route, leg.started_at, leg.machine.due_at});
    }
    return legs;
}

std::optional<Instant> first_term(const CaseState& state) {
    std::optional<Instant> first;
    const auto look_at = [&first](const MachineState& machine) {
        if (machine.due_at && (!first || *machine.due_at < *first)) first = machine.due_at;
    };
    if (state.closed()) return first;
    if (state.lifecycle) look_at(*state.lifecycle);
    for (const auto& leg : state.legs) {
        if (leg.open()) look_at(leg.machine);
    }
    return first;
}

}  // namespace wissel::cases
