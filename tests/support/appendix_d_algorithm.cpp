#include "tests/support/appendix_d_interpreter.hpp"
#include "tests/support/appendix_d_states.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

// The procedures of appendix D, in its order. Where docs/statecharts.md adds to it, a comment says so.

namespace wissel::test::appendix_d {
namespace {

using nlohmann::json;

constexpr std::size_t transitions_max = 1'000;

bool has_intersection(const States& left, const States& right) {
    return std::ranges::any_of(left, [&right](const Node* state) { return right.contains(state); });
}

/// `a.b` takes `a.b` and `a.b.c`; `a.*` the same as `a`; `*` all.
bool descriptor_match(std::string descriptor, const std::string& event) {
    if (descriptor == "*") return true;
    if (descriptor.ends_with(".*")) descriptor.erase(descriptor.size() - 2);
    return event == descriptor || event.starts_with(descriptor + ".");
}

bool name_match(const Transition& transition, const std::string& event) {
    return std::ranges::any_of(transition.events, [&](const std::string& descriptor) {
        return transition.exactly ? descriptor == event : descriptor_match(descriptor, event);
    });
}

}  // namespace

void Interpreter::main_event_loop() {
    complete_macrostep();
    if (!memory_.running) exit_interpreter();
    // Here the loop of the standard waits for the next external event: the next step begins with it.
}

void Interpreter::complete_macrostep() {
    while (memory_.running) {
        const Transitions enabled = select_eventless_transitions();
        if (!enabled.empty()) {
            microstep(enabled);
        } else if (memory_.internal_queue.empty()) {
            return;
        } else {
            const Event internal_event = std::move(memory_.internal_queue.front());
            memory_.internal_queue.pop_front();
            take(internal_event);
        }
    }
}

void Interpreter::exit_interpreter() {
    const States states_to_exit = memory_.configuration;
    for (const Node* state : states_to_exit | std::views::reverse) {
        execute_content(state->exit);
        memory_.configuration.erase(state);
    }
    // Kept for reading; there is no way back in.
    memory_.configuration = states_to_exit;
    memory_.timers.clear();
    memory_.internal_queue.clear();
}

Transitions Interpreter::select_eventless_transitions() {
    return select([](const Transition& transition) { return transition.events.empty(); });
}

Transitions Interpreter::select_transitions(const std::string& event) {
    return select([&event](const Transition& transition) { return name_match(transition, event); });
}

Transitions Interpreter::select(const std::function<bool(const Transition&)>& matches) {
    Transitions enabled;
    const auto first_of = [&](const Node* atomic) -> const Transition* {
        std::vector<const Node*> around = get_proper_ancestors(atomic, nullptr);
        around.insert(around.begin(), atomic);
        for (const Node* state : around) {
            for (const Transition& transition : state->transitions) {
                if (matches(transition) && condition_match(transition)) return &transition;
            }
        }
        return nullptr;
    };
    for (const Node* state : memory_.configuration) {
        if (!is_atomic_state(state)) continue;
        const Transition* first = first_of(state);
        if (first != nullptr && std::ranges::find(enabled, first) == enabled.end()) enabled.push_back(first);
    }
    return remove_conflicting_transitions(enabled);
}

Transitions Interpreter::remove_conflicting_transitions(const Transitions& enabled) const {
    Transitions filtered;
    for (const Transition* t1 : enabled) {
        bool t1_preempted = false;
        Transitions to_remove;
        for (const Transition* t2 : filtered) {
            if (!has_intersection(compute_exit_set({t1}), compute_exit_set({t2}))) continue;
            if (is_descendant(t1->source, t2->source)) {
                to_remove.push_back(t2);
            } else {
                t1_preempted = true;
                break;
            }
        }
        if (t1_preempted) continue;
        for (const Transition* t3 : to_remove) std::erase(filtered, t3);
        filtered.push_back(t1);
    }
    return filtered;
}

void Interpreter::microstep(const Transitions& enabled) {
    transitions_taken_ += enabled.size();
    if (transitions_taken_ > transitions_max) throw Endless();
    told_to_fail_.clear();
    Transitions entering;
    for (const Transition* transition : enabled) {
        // One that leads back to the leaf in which it stands exits nothing, and so may be taken beside one
        // that leaves this leaf. It enters nothing either, even if it leads there by a history state of which
        // the exits below change where it leads.
        const Node* domain = transition->target.empty() ? nullptr : get_transition_domain(*transition);
        if (domain == nullptr || !is_atomic_state(domain)) entering.push_back(transition);
    }
    exit_states(enabled);
    execute_transition_content(enabled);
    enter_states(entering);
}

void Interpreter::exit_states(const Transitions& enabled) {
    const States states_to_exit = compute_exit_set(enabled);
    for (const Node* state : states_to_exit) {
        for (const auto& child : state->children) {
            if (!is_history_state(child.get())) continue;
            auto& remembered = memory_.history_value[child.get()];
            remembered.clear();
            for (const Node* active : memory_.configuration) {
                const bool belongs = child->deep ? is_atomic_state(active) && is_descendant(active, state)
                                                 : active->parent == state;
                if (belongs) remembered.push_back(active);
            }
        }
    }
    for (const Node* state : states_to_exit | std::views::reverse) {
        execute_content(state->exit);
        std::erase_if(memory_.timers, [state](const Timer& timer) { return timer.state == state; });
        memory_.configuration.erase(state);
    }
}

States Interpreter::compute_exit_set(const Transitions& transitions) const {
    States states_to_exit;
    for (const Transition* transition : transitions) {
        if (transition->target.empty()) continue;
        const Node* domain = get_transition_domain(*transition);
        for (const Node* state : memory_.configuration) {
            if (is_descendant(state, domain)) states_to_exit.insert(state);
        }
    }
    return states_to_exit;
}

void Interpreter::execute_transition_content(const Transitions& enabled) {
    for (const Transition* transition : enabled) execute_content(transition->actions);
}

void Interpreter::enter_states(const Transitions& enabled) {
    const auto [states_to_enter, states_for_default_entry] = compute_entry_set(enabled);
    States concerned = states_to_enter;
    // A state that stays active may begin anew: its `initial` is followed, and so its actions run.
    concerned.insert(states_for_default_entry.begin(), states_for_default_entry.end());
    for (const Node* state : concerned) {
        const bool is_entered = states_to_enter.contains(state);
        if (is_entered) {
            memory_.configuration.insert(state);
            execute_content(state->entry);
            // As XState has it: to start the timers is the last thing that entry does.
            for (const Delayed& after : state->after) start_timer({after.event, nullptr}, after.delay, state);
        }
        if (states_for_default_entry.contains(state)) execute_content(state->initial_actions);
        if (is_entered && is_final_state(state)) enter_final_state(*state);
    }
}

void Interpreter::enter_final_state(const Node& state) {
    json data;
    if (state.output) {
        auto value = evaluate(*state.output);
        if (value) {
            data = *std::move(value);
        } else {
            raise_error(value.error());
        }
    }
    const Node* root = chart_.root.get();
    const Node* parent = state.parent;
    if (parent == root) {
        memory_.running = false;
        memory_.output = std::move(data);
        return;
    }
    enqueue({"done.state." + parent->name, std::move(data)});
    const Node* grandparent = parent->parent;
    const auto regions = get_child_states(grandparent);
    const auto is_done = [this](const Node* region) { return is_in_final_state(region); };
    if (is_parallel_state(grandparent) && std::ranges::all_of(regions, is_done))
        enqueue({"done.state." + grandparent->name, nullptr});
    // Not in appendix D, where the outermost state is never parallel.
    if (is_parallel_state(root) && is_in_final_state(root)) memory_.running = false;
}

Interpreter::EntrySet Interpreter::compute_entry_set(const Transitions& transitions) const {
    EntrySet all;
    for (const Transition* transition : transitions) {
        if (transition->target.empty()) continue;
        EntrySet entered;
        for (const Node* state : transition->target) add_descendant_states_to_enter(state, entered);
        const Node* ancestor = get_transition_domain(*transition);
        for (const Node* state : get_effective_target_states(transition->target))
            add_ancestor_states_to_enter(state, ancestor, entered);
        if (ancestor != nullptr) {
            // Not in appendix D, where no domain is parallel: what is left of the other regions is entered
            // anew.
            if (is_parallel_state(ancestor)) add_regions_to_enter(ancestor, entered);
            // Nor there: a transition to the state that it stands in, which this transition does not leave.
            // Another may: so it is not taken off what they enter together.
            entered.states_to_enter.erase(ancestor);
            // Nor does it say so: a history further out leads in from there (its ancestors are added up to
            // its parent), but what lies around the domain was not left.
            const auto lies_outside = [ancestor](const Node* state) {
                return state != ancestor && !is_descendant(state, ancestor);
            };
            std::erase_if(entered.states_to_enter, lies_outside);
            std::erase_if(entered.states_for_default_entry, lies_outside);
        }
        all.states_to_enter.merge(entered.states_to_enter);
        all.states_for_default_entry.merge(entered.states_for_default_entry);
    }
    return all;
}

void Interpreter::add_descendant_states_to_enter(const Node* state, EntrySet& entered) const {
    if (is_history_state(state)) {
        const auto states = where_history_leads(state);
        const bool is_beginning = !memory_.history_value.contains(state) && state->target.empty();
        // XState: the parent begins as if it were itself the target.
        if (is_beginning && is_compound_state(state->parent))
            entered.states_for_default_entry.insert(state->parent);
        for (const Node* inner : states) add_descendant_states_to_enter(inner, entered);
        for (const Node* inner : states) add_ancestor_states_to_enter(inner, state->parent, entered);
        return;
    }
    entered.states_to_enter.insert(state);
    if (is_compound_state(state)) {
        entered.states_for_default_entry.insert(state);
        for (const Node* inner : state->initial) add_descendant_states_to_enter(inner, entered);
        for (const Node* inner : state->initial) add_ancestor_states_to_enter(inner, state, entered);
    } else if (is_parallel_state(state)) {
        add_regions_to_enter(state, entered);
    }
}

void Interpreter::add_ancestor_states_to_enter(const Node* state, const Node* ancestor, EntrySet& entered)
    const {
    for (const Node* around : get_proper_ancestors(state, ancestor)) {
        entered.states_to_enter.insert(around);
        if (is_parallel_state(around)) add_regions_to_enter(around, entered);
    }
}

void Interpreter::add_regions_to_enter(const Node* parallel, EntrySet& entered) const {
    for (const Node* child : get_child_states(parallel)) {
        const bool is_begun = std::ranges::any_of(entered.states_to_enter, [child](const Node* state) {
            return is_descendant(state, child);
        });
        if (!is_begun) add_descendant_states_to_enter(child, entered);
    }
}

bool Interpreter::is_in_final_state(const Node* state) const {
    const auto children = get_child_states(state);
    if (is_compound_state(state)) {
        return std::ranges::any_of(children, [this](const Node* child) {
            return is_final_state(child) && memory_.configuration.contains(child);
        });
    }
    if (!is_parallel_state(state)) return false;
    return std::ranges::all_of(children, [this](const Node* child) { return is_in_final_state(child); });
}

const Node* Interpreter::get_transition_domain(const Transition& transition) const {
    const Node* source = transition.source;
    if (source == nullptr) return nullptr;
    std::vector<const Node*> states = get_effective_target_states(transition.target);
    const bool lies_within = std::ranges::all_of(states, [source](const Node* state) {
        return state == source || is_descendant(state, source);
    });
    if (!transition.reenter && lies_within) return source;
    states.insert(states.begin(), source);
    return find_lcca(states);
}

std::vector<const Node*> Interpreter::get_effective_target_states(const std::vector<const Node*>& target
) const {
    std::vector<const Node*> states;
    for (const Node* state : target) {
        if (!is_history_state(state)) {
            states.push_back(state);
            continue;
        }
        const auto inner = get_effective_target_states(where_history_leads(state));
        states.insert(states.end(), inner.begin(), inner.end());
    }
    return states;
}

/// What is remembered, or else the target of its own, or else where its parent begins.
std::vector<const Node*> Interpreter::where_history_leads(const Node* history) const {
    const auto remembered = memory_.history_value.find(history);
    if (remembered != memory_.history_value.end()) return remembered->second;
    if (!history->target.empty()) return history->target;
    if (is_parallel_state(history->parent)) return get_child_states(history->parent);
    return history->parent->initial;
}

}  // namespace wissel::test::appendix_d
