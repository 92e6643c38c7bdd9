#include "engine/statechart/running.hpp"

#include <algorithm>

namespace wissel::statechart {

void Interpreter::Running::microstep() {
    if (selected.empty() || is_endless) return;
    transitions_taken += selected.size();
    if (transitions_taken > transitions_max) {
        is_endless = true;
        return;
    }
    forget_told_guards();
    told->transitions.insert(told->transitions.end(), selected.begin(), selected.end());
    StateSet exits;
    for (const auto& one : exit_sets) exits.add(one);
    exit_states(exits);
    for (const std::uint32_t transition : selected) execute(definition.transitions[transition].actions);
    compute_entry_set();
    enter_states();
}

void Interpreter::Running::exit_states(const StateSet& exits) {
    // All of it is remembered before any of it is left.
    for (auto state = exits.first(); state != no_state; state = exits.next(state + 1U)) remember(state);
    for (auto state = exits.previous(states_max); state != no_state; state = exits.previous(state))
        leave(state);
}

void Interpreter::Running::remember(StateIndex index) {
    const State& state = definition.states[index];
    for (std::uint32_t at = state.histories.first; at < state.histories.first + state.histories.count; ++at) {
        const State& history = definition.states[definition.children[at]];
        save_history();
        StateSet& memory = machine->history[history.history];
        memory.clear();
        const bool deep = history.kind == State::Kind::deep_history;
        for (auto one = machine->active.next(index + 1U); one < state.end;
             one = machine->active.next(one + 1U)) {
            const State& active = definition.states[one];
            if (deep ? active.is_leaf() : active.parent == index) memory.add(one);
        }
    }
}

void Interpreter::Running::leave(StateIndex index) {
    const State& state = definition.states[index];
    execute(state.exit);
    if (state.after.count != 0) {
        save_timers();
        std::erase_if(machine->timers, [&](const Timer& timer) { return timer.state == index; });
    }
    machine->active.remove(index);
}

}  // namespace wissel::statechart
