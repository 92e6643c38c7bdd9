#include "engine/statechart/running.hpp"

#include <algorithm>

namespace wissel::statechart {

void Interpreter::Running::compute_entry_set() {
    StateSet all;
    StateSet all_by_default;
    for (std::size_t number = 0; number < selected.size(); ++number) {
        const Transition& transition = definition.transitions[selected[number]];
        // One that leads back to the leaf it stands in leaves nothing, and enters nothing: another transition
        // of the same step may have left that leaf.
        if (transition.targets.count == 0 || exit_sets[number].is_empty()) continue;
        const Domain domain = compute_entry_set_of(transition);
        // A history that stands further out leads in from there; what lies around the domain was never left.
        const StateIndex end = definition.states[domain.state].end;
        const auto from = static_cast<StateIndex>(domain.state + (domain.leaves_all ? 0U : 1U));
        all.add(to_enter.between(from, end));
        all_by_default.add(by_default.between(domain.state, end));
    }
    to_enter = all;
    by_default = all_by_default;
}

Domain Interpreter::Running::compute_entry_set_of(const Transition& transition) {
    to_enter.clear();
    by_default.clear();
    for (std::uint32_t at = 0; at < transition.targets.count; ++at)
        add_descendant_states_to_enter(definition.targets[transition.targets.first + at]);
    entered_for.clear();
    effective_targets(transition.targets, entered_for);
    const Domain domain = domain_of(definition, transition, entered_for.data(), entered_for.size());
    for (const StateIndex target : entered_for)
        add_ancestor_states_to_enter(target, domain.leaves_all ? no_state : domain.state);
    // A parallel that is the domain stays, and its other regions were left.
    if (definition.states[domain.state].kind == State::Kind::parallel) add_missing_regions(domain.state);
    return domain;
}

void Interpreter::Running::add_descendant_states_to_enter(StateIndex index) {
    const State& state = definition.states[index];
    if (state.is_history()) {
        const StateSet& remembered = machine->history[state.history];
        if (remembered.is_empty()) {
            if (state.begins_parent) by_default.add(state.parent);
            for (std::uint32_t at = 0; at < state.initial.count; ++at)
                add_descendant_states_to_enter(definition.targets[state.initial.first + at]);
            for (std::uint32_t at = 0; at < state.initial.count; ++at)
                add_ancestor_states_to_enter(definition.targets[state.initial.first + at], state.parent);
            return;
        }
        for (auto one = remembered.first(); one != no_state; one = remembered.next(one + 1U))
            add_descendant_states_to_enter(one);
        for (auto one = remembered.first(); one != no_state; one = remembered.next(one + 1U))
            add_ancestor_states_to_enter(one, state.parent);
        return;
    }
    to_enter.add(index);
    if (state.kind == State::Kind::compound) {
        by_default.add(index);
        for (std::uint32_t at = 0; at < state.initial.count; ++at)
            add_descendant_states_to_enter(definition.targets[state.initial.first + at]);
        for (std::uint32_t at = 0; at < state.initial.count; ++at)
            add_ancestor_states_to_enter(definition.targets[state.initial.first + at], index);
    } else if (state.kind == State::Kind::parallel) {
        add_missing_regions(index);
    }
}

void Interpreter::Running::add_ancestor_states_to_enter(StateIndex index, StateIndex until) {
    if (index == until) return;
    for (StateIndex at = definition.states[index].parent; at != no_state && at != until;
         at = definition.states[at].parent) {
        to_enter.add(at);
        if (definition.states[at].kind == State::Kind::parallel) add_missing_regions(at);
    }
}

void Interpreter::Running::add_missing_regions(StateIndex parallel) {
    const Span regions = definition.states[parallel].children;
    for (std::uint32_t at = regions.first; at < regions.first + regions.count; ++at) {
        const StateIndex region = definition.children[at];
        const bool has_some = to_enter.next(region + 1U) < definition.states[region].end;
        if (!has_some) add_descendant_states_to_enter(region);
    }
}

void Interpreter::Running::enter_states() {
    StateSet all = to_enter;
    all.add(by_default);
    for (auto state = all.first(); state != no_state; state = all.next(state + 1U)) {
        // What a transition within a state leads to may be that state itself, which was not left.
        if (!machine->active.has(state)) {
            enter(state);
        } else if (by_default.has(state)) {
            execute(definition.states[state].initial_actions);
        }
    }
}

void Interpreter::Running::enter(StateIndex index) {
    const State& state = definition.states[index];
    machine->active.add(index);
    told->entered.add(index);
    execute(state.entry);
    start_timers(state, index);
    if (by_default.has(index)) execute(state.initial_actions);
    if (state.kind == State::Kind::final_state) tell_done(index);
}

void Interpreter::Running::start_timers(const State& state, StateIndex index) {
    for (std::uint32_t at = state.after.first; at < state.after.first + state.after.count; ++at) {
        Timer timer;
        timer.state = index;
        timer.event = definition.after[at].event;
        start_timer(definition.after[at].delay, std::move(timer));
    }
}

void Interpreter::Running::tell_done(StateIndex index) {
    const State& state = definition.states[index];
    nlohmann::json output = value_of(state.output).value_or(nullptr);
    if (state.parent == 0) {
        machine->output = std::move(output);
        ends = true;
        return;
    }
    const State& parent = definition.states[state.parent];
    enqueue(definition.names[parent.done_event], std::move(output));
    const StateIndex around = parent.parent;
    if (around != 0 && definition.states[around].kind == State::Kind::parallel && is_in_final_state(around))
        enqueue(definition.names[definition.states[around].done_event], nullptr);
    // Not in appendix D, where the outermost state is never parallel.
    ends = definition.states[0].kind == State::Kind::parallel && is_in_final_state(0);
}

bool Interpreter::Running::is_in_final_state(StateIndex index) const {
    const State& state = definition.states[index];
    const auto begin = definition.children.begin() + state.children.first;
    const auto end = begin + state.children.count;
    if (state.kind == State::Kind::compound) {
        return std::any_of(begin, end, [&](StateIndex child) {
            return definition.states[child].kind == State::Kind::final_state && machine->active.has(child);
        });
    }
    if (state.kind != State::Kind::parallel) return false;
    return std::all_of(begin, end, [&](StateIndex child) { return is_in_final_state(child); });
}

}  // namespace wissel::statechart
