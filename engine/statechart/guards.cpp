#include "engine/statechart/running.hpp"

namespace wissel::statechart {

bool Interpreter::Running::guard_holds(std::uint32_t index, std::optional<GuardFailure>& failure) {
    const Guard& guard = definition.guards[index];
    switch (guard.kind) {
        case Guard::Kind::rule:
            return rule_holds(guard.rule, failure);
        case Guard::Kind::state_in:
            return machine->active.has(guard.state);
        case Guard::Kind::negation:
            return !guard_holds(definition.guard_parts[guard.parts.first], failure) && !failure;
        case Guard::Kind::all:
        case Guard::Kind::any:
            break;
    }
    const bool stops_at = guard.kind == Guard::Kind::any;
    for (std::uint32_t at = guard.parts.first; at < guard.parts.first + guard.parts.count; ++at) {
        const bool holds = guard_holds(definition.guard_parts[at], failure);
        if (failure) return false;
        if (holds == stops_at) return stops_at;
    }
    return !stops_at;
}

bool Interpreter::Running::rule_holds(std::uint32_t index, std::optional<GuardFailure>& failure) {
    const PlacedRule& placed = definition.rules[index];
    if (oracle != nullptr && placed.reads_something) return oracle->holds(index);
    const auto truth = logic::holds(placed.rule, data());
    if (truth) return *truth;
    failure = GuardFailure{placed.pointer + truth.error().pointer, truth.error().type};
    return false;
}

bool Interpreter::Running::in_state(std::string_view name) const {
    const auto state = definition.find(name);
    return state && machine->active.has(*state);
}

logic::Data Interpreter::Running::data() const {
    return {&machine->context, named, this};
}

void Interpreter::Running::set_event(std::string_view name, const nlohmann::json* event_data) {
    if (!event_is_read) return;
    const nlohmann::json* const seen = name.empty() ? &no_event : &event_json;
    named[0].value = seen;
    named[1].value = seen;
    if (name.empty()) return;
    // In place, so that an event without data asks for no memory.
    seen_name.assign(name);
    seen_data = event_data == nullptr ? nlohmann::json() : *event_data;
}

void Interpreter::Running::tell_error(const std::string& pointer, const std::string& type) {
    told->errors.push_back({pointer, type, false});
    enqueue("error.execution", {{"type", type}, {"place", pointer}}, told->errors.size() - 1);
}

void Interpreter::Running::enqueue(std::string_view name, nlohmann::json event_data, std::size_t error) {
    if (++events_queued > events_a_step_max) {
        is_endless = true;
        return;
    }
    internal.push({std::string(name), std::move(event_data), error});
}

}  // namespace wissel::statechart
