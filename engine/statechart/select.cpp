#include "engine/statechart/running.hpp"

#include <algorithm>

namespace wissel::statechart {

void Interpreter::Running::select_eventless_transitions() {
    matching = nullptr;
    candidates.clear();
    select_for_leaves();
}

void Interpreter::Running::select_transitions(std::string_view event) {
    if (const auto known = definition.matching.find(event); known != definition.matching.end()) {
        matching = &known->second;
    } else {
        for (std::size_t at = 0; at < scanned.size(); ++at)
            scanned[at] = definition.descriptors[at].matches(event);
        matching = &scanned;
    }
    candidates.clear();
    select_for_leaves();
}

void Interpreter::Running::select_for_leaves() {
    for (auto state = machine->active.first(); state != no_state; state = machine->active.next(state + 1U)) {
        if (definition.states[state].is_leaf()) select_of(state);
    }
    remove_conflicting_transitions();
}

void Interpreter::Running::select_of(StateIndex leaf) {
    for (StateIndex at = leaf; at != no_state; at = definition.states[at].parent) {
        const State& state = definition.states[at];
        const Span span = matching == nullptr ? state.always : state.transitions;
        for (std::uint32_t transition = span.first; transition < span.first + span.count; ++transition) {
            if (!is_enabled(transition)) continue;
            // The other leaves within the same state select it too.
            if (std::find(candidates.begin(), candidates.end(), transition) == candidates.end())
                candidates.push_back(transition);
            return;
        }
    }
}

bool Interpreter::Running::is_enabled(std::uint32_t index) {
    const Transition& transition = definition.transitions[index];
    if (matching != nullptr && !(*matching)[transition.descriptor]) return false;
    if (transition.guard == nothing) return true;
    std::optional<GuardFailure> failure;
    const bool holds = guard_holds(transition.guard, failure);
    if (oracle != nullptr) oracle->weighed(transition.guard, holds);
    if (!failure) return holds;
    // Asked again before anything happened it fails again; once told is enough.
    if (guards_told[index]) return false;
    guards_told[index] = true;
    any_guard_told = true;
    tell_error(failure->pointer, failure->type);
    return false;
}

void Interpreter::Running::forget_told_guards() {
    if (!any_guard_told) return;
    guards_told.assign(guards_told.size(), false);
    any_guard_told = false;
}

void Interpreter::Running::remove_conflicting_transitions() {
    selected.clear();
    exit_sets.clear();
    for (const std::uint32_t first : candidates) {
        const StateSet exits = exit_set_of(first);
        const StateIndex source = definition.transitions[first].source;
        bool is_preempted = false;
        for (std::size_t at = 0; at < selected.size() && !is_preempted; ++at) {
            const bool conflicts = exits.meets(exit_sets[at]);
            is_preempted =
                conflicts && !definition.is_descendant(source, definition.transitions[selected[at]].source);
        }
        if (is_preempted) continue;
        std::size_t kept = 0;
        for (std::size_t at = 0; at < selected.size(); ++at) {
            if (exits.meets(exit_sets[at])) continue;
            selected[kept] = selected[at];
            exit_sets[kept++] = exit_sets[at];
        }
        selected.resize(kept);
        exit_sets.resize(kept);
        selected.push_back(first);
        exit_sets.push_back(exits);
    }
}

StateSet Interpreter::Running::exit_set_of(std::uint32_t index) {
    StateSet exits;
    const Transition& transition = definition.transitions[index];
    if (transition.targets.count == 0) return exits;
    const Domain domain = domain_of_now(transition);
    const StateIndex end = definition.states[domain.state].end;
    for (auto state = machine->active.next(domain.state + (domain.leaves_all ? 0U : 1U)); state < end;
         state = machine->active.next(state + 1U))
        exits.add(state);
    return exits;
}

Domain Interpreter::Running::domain_of_now(const Transition& transition) {
    if (!transition.leads_to_history) return {transition.domain, transition.leaves_all};
    targets.clear();
    effective_targets(transition.targets, targets);
    return domain_of(definition, transition, targets.data(), targets.size());
}

void Interpreter::Running::effective_targets(Span span, std::vector<StateIndex>& out) const {
    for (std::uint32_t at = span.first; at < span.first + span.count; ++at) {
        const StateIndex target = definition.targets[at];
        const State& state = definition.states[target];
        if (!state.is_history()) {
            out.push_back(target);
            continue;
        }
        const StateSet& remembered = machine->history[state.history];
        if (remembered.is_empty()) {
            effective_targets(state.initial, out);
            continue;
        }
        for (auto one = remembered.first(); one != no_state; one = remembered.next(one + 1U))
            out.push_back(one);
    }
}

}  // namespace wissel::statechart
