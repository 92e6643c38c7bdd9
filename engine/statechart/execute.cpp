#include "engine/calendar/term.hpp"
#include "engine/statechart/running.hpp"

#include <algorithm>

namespace wissel::statechart {

bool Interpreter::Running::execute(Span actions) {
    for (std::uint32_t at = actions.first; at < actions.first + actions.count; ++at) {
        if (!execute(definition.actions[at])) return false;
    }
    return true;
}

bool Interpreter::Running::execute(const Action& action) {
    switch (action.kind) {
        case Action::Kind::assign:
            return assign(action);
        case Action::Kind::raise:
        case Action::Kind::send:
            return send(action);
        case Action::Kind::cancel:
            save_timers();
            std::erase_if(machine->timers, [&](const Timer& timer) { return timer.send_id == action.id; });
            return true;
        case Action::Kind::choose:
            return choose(action);
        case Action::Kind::log:
        case Action::Kind::effect:
            return tell_effect(action);
    }
    return true;
}

bool Interpreter::Running::assign(const Action& action) {
    if (oracle != nullptr) {
        oracle->assigned();
        return true;
    }
    for (const auto& member : action.values.members) {
        auto value = value_of(member.rule);
        if (!value) return false;
        set_context(member.name, std::move(*value));
    }
    return true;
}

bool Interpreter::Running::send(const Action& action) {
    auto event_data = value_of(action.values);
    if (!event_data) return false;
    if (action.kind == Action::Kind::raise) {
        enqueue(action.event, std::move(*event_data));
    } else {
        Timer timer;
        timer.send_id = action.id;
        timer.event = action.event;
        timer.data = std::move(*event_data);
        start_timer(action.delay, std::move(timer));
    }
    return true;
}

bool Interpreter::Running::choose(const Action& action) {
    for (std::uint32_t at = 0; at < action.branches.count; ++at) {
        const Branch& branch = definition.branches[action.branches.first + at];
        if (branch.guard != nothing) {
            // As SCXML has it: a condition that fails is told, and does not hold.
            std::optional<GuardFailure> failure;
            const bool holds = guard_holds(branch.guard, failure);
            if (failure) tell_error(failure->pointer, failure->type);
            if (failure || !holds) continue;
        }
        return execute(branch.actions);
    }
    return true;
}

bool Interpreter::Running::tell_effect(const Action& action) {
    if (oracle != nullptr) return true;
    Effect effect{&action, action.params};
    if (action.kind == Action::Kind::log) {
        auto value = value_of(action.values);
        if (!value) return false;
        effect.params = {{"label", action.label}, {"value", std::move(*value)}};
    } else {
        for (const auto& member : action.values.members) {
            auto value = value_of(member.rule);
            if (!value) return false;
            effect.params[member.name] = std::move(*value);
        }
    }
    told->effects.push_back(std::move(effect));
    return true;
}

std::optional<nlohmann::json> Interpreter::Running::value_of(const Expression& expression) {
    if (oracle != nullptr) return nlohmann::json();
    if (!expression.is_object)
        return expression.rule == nothing ? nlohmann::json() : value_of(expression.rule);
    nlohmann::json object = nlohmann::json::object();
    for (const auto& member : expression.members) {
        auto value = value_of(member.rule);
        if (!value) return std::nullopt;
        object[member.name] = std::move(*value);
    }
    return object;
}

std::optional<nlohmann::json> Interpreter::Running::value_of(std::uint32_t rule) {
    const PlacedRule& placed = definition.rules[rule];
    auto value = logic::evaluate(placed.rule, data());
    if (value) return std::move(*value);
    tell_error(placed.pointer + value.error().pointer, value.error().type);
    return std::nullopt;
}

void Interpreter::Running::start_timer(std::uint32_t index, Timer timer) {
    save_timers();
    if (oracle != nullptr) {
        // That of a state may fire whenever the state is active; only what was sent has to be remembered.
        if (timer.state == no_state) machine->timers.push_back(std::move(timer));
        return;
    }
    timer.id = ++machine->timers_made;
    timer.due_at = surroundings->now;
    if (index != nothing) {
        const Delay& delay = definition.delays[index];
        static const Almanac law_alone;
        const Almanac& almanac = surroundings->almanac == nullptr ? law_alone : *surroundings->almanac;
        const auto due = due_at(surroundings->now, delay.duration, delay.calendar, almanac);
        // Only past the last year that a date can have; such a timer never comes due.
        timer.due_at = due ? *due : Instant::max();
    }
    if (timer.state == no_state && ++events_queued > events_a_step_max) is_endless = true;
    machine->timers.push_back(std::move(timer));
}

}  // namespace wissel::statechart
