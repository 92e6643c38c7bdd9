#include "tests/support/appendix_d_interpreter.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

// Guards, actions, and what they raise and send.

namespace wissel::test::appendix_d {

using nlohmann::json;

namespace {

constexpr std::size_t events_made_max = 10'000;

}  // namespace

void Interpreter::execute_content(const std::vector<Action>& actions) {
    // Whatever failed has been told already.
    static_cast<void>(execute_all(actions));
}

bool Interpreter::execute_all(const std::vector<Action>& actions) {
    return std::ranges::all_of(actions, [this](const Action& action) { return execute(action); });
}

bool Interpreter::execute(const Action& action) {
    if (action.type == "assign") return execute_assign(action);
    if (action.type == "raise" || action.type == "send") return execute_event(action);
    if (action.type == "choose") return execute_choose(action);
    if (action.type != "cancel") return execute_effect(action);
    cancel(action.id);
    return true;
}

bool Interpreter::execute_assign(const Action& action) {
    for (const auto& [name, rule] : action.assigned) {
        auto value = evaluate(rule);
        if (!value) {
            raise_error(value.error());
            return false;
        }
        memory_.datamodel[name] = *std::move(value);
    }
    return true;
}

bool Interpreter::execute_event(const Action& action) {
    auto data = evaluate(action.data);
    if (!data) {
        raise_error(data.error());
        return false;
    }
    Event event{action.event, *std::move(data), action.id};
    if (action.type == "raise") {
        enqueue(std::move(event));
    } else {
        count_event();
        start_timer(std::move(event), action.delay.value_or(0), nullptr);
    }
    return true;
}

bool Interpreter::execute_choose(const Action& action) {
    for (const Branch& branch : action.branches) {
        if (!branch.guard) return execute_all(branch.actions);
        const auto held = holds(*branch.guard);
        // As in SCXML, what cannot be evaluated does not hold, and that ends nothing.
        if (!held) raise_error(held.error());
        if (held.value_or(false)) return execute_all(branch.actions);
    }
    return true;
}

bool Interpreter::execute_effect(const Action& action) {
    json params = json::object();
    for (const auto& [name, param] : action.params) {
        auto value = evaluate(param);
        if (!value) {
            raise_error(value.error());
            return false;
        }
        params[name] = *std::move(value);
    }
    effects_.push_back({{"type", action.type}, {"params", std::move(params)}});
    return true;
}

void Interpreter::cancel(const std::string& id) {
    std::erase_if(memory_.timers, [&id](const Timer& timer) { return timer.event.send_id == id; });
}

bool Interpreter::condition_match(const Transition& transition) {
    if (!transition.guard) return true;
    const auto held = holds(*transition.guard);
    if (held) return *held;
    // Told once, until some transition is taken: else what handles the error would be asked in vain for ever.
    if (told_to_fail_.insert(&transition).second) raise_error(held.error());
    return false;
}

std::expected<bool, Interpreter::Failed> Interpreter::holds(const Guard& guard) const {
    switch (guard.kind) {
        case Guard::Kind::rule: {
            const std::array<logic::Named, 2> beside{{{"event", &memory_.event}, {"_event", &memory_.event}}};
            const logic::Data data{.base = &memory_.datamodel, .beside = beside, .world = this};
            const auto held = logic::holds(guard.rule->rule, data);
            if (!held) return std::unexpected(Failed{held.error().type, guard.rule->place});
            return *held;
        }
        case Guard::Kind::state_in:
            return in_state(guard.state);
        case Guard::Kind::all_of:
            for (const Guard& inner : guard.guards) {
                const auto held = holds(inner);
                if (!held || !*held) return held;
            }
            return true;
        case Guard::Kind::any_of:
            for (const Guard& inner : guard.guards) {
                const auto held = holds(inner);
                if (!held || *held) return held;
            }
            return false;
        case Guard::Kind::none_of: {
            const auto held = holds(guard.guards.at(0));
            if (!held) return held;
            return !*held;
        }
    }
    throw std::logic_error("there is no other kind of guard");
}

std::expected<json, Interpreter::Failed> Interpreter::evaluate(const RuleAt& rule) const {
    const std::array<logic::Named, 2> beside{{{"event", &memory_.event}, {"_event", &memory_.event}}};
    const logic::Data data{.base = &memory_.datamodel, .beside = beside, .world = this};
    auto value = logic::evaluate(rule.rule, data);
    if (!value) return std::unexpected(Failed{value.error().type, rule.place});
    return *std::move(value);
}

std::expected<json, Interpreter::Failed> Interpreter::evaluate(const Value& value) const {
    if (value.rule) return evaluate(*value.rule);
    if (!value.members) return value.constant;
    json members = json::object();
    for (const auto& [name, rule] : *value.members) {
        auto member = evaluate(rule);
        if (!member) return member;
        members[name] = *std::move(member);
    }
    return members;
}

bool Interpreter::in_state(std::string_view name) const {
    return std::ranges::any_of(memory_.configuration, [name](const Node* state) {
        return state->name == name;
    });
}

void Interpreter::raise_error(const Failed& failed) {
    Event event{"error.execution", {{"type", failed.type}, {"place", failed.place}}};
    event.error = errors_caught_.size();
    errors_caught_.push_back(false);
    enqueue(std::move(event));
}

void Interpreter::enqueue(Event event) {
    count_event();
    memory_.internal_queue.push_back(std::move(event));
}

/// Of those that are raised, by actions or by the machine itself, or sent.
void Interpreter::count_event() {
    if (++events_made_ > events_made_max) throw Endless();
}

void Interpreter::start_timer(Event event, std::int64_t delay, const Node* state) {
    memory_.timers.push_back({std::move(event), now_ + delay, memory_.timers_started++, state});
}

std::vector<Timer> Interpreter::timers_in_order() const {
    std::vector<Timer> timers = memory_.timers;
    std::ranges::sort(timers, [](const Timer& left, const Timer& right) {
        return std::pair(left.due, left.started) < std::pair(right.due, right.started);
    });
    return timers;
}

}  // namespace wissel::test::appendix_d
