#include "engine/statechart/interpreter.hpp"

#include "engine/statechart/running.hpp"

#include <algorithm>
#include <utility>

namespace wissel::statechart {
namespace {

std::unexpected<Failure> endless() {
    return fail(
        FailureCode::conflict,
        {"De werkwijze komt niet tot rust: de ene overgang volgt uit de andere, zonder einde.",
         "The workflow does not come to rest: one transition follows from another, without an end."},
        "endless"
    );
}

std::unexpected<Failure> done_already() {
    return fail(FailureCode::conflict, {"Dit is al afgelopen.", "This has ended already."}, "done");
}

/// Whether some rule asks for the event; otherwise it is not put together for them.
bool reads_event(const Definition& definition) {
    return std::any_of(definition.rules.begin(), definition.rules.end(), [](const PlacedRule& one) {
        const auto& reads = one.rule.reads();
        return one.rule.reads_anything() ||
               std::any_of(reads.begin(), reads.end(), [](const std::string& path) {
                   return path.starts_with("event") || path.starts_with("_event");
               });
    });
}

}  // namespace

void Told::clear() {
    taken = false;
    effects.clear();
    errors.clear();
    transitions.clear();
    entered.clear();
}

Interpreter::Interpreter(const Definition& definition, GuardOracle* oracle)
    : running_(std::make_unique<Running>(definition, oracle)) {}

Interpreter::~Interpreter() = default;

Result<void> Interpreter::start(Machine& machine, const Surroundings& surroundings, Told& told) {
    return running_->start(machine, surroundings, told);
}

Result<void> Interpreter::step(
    Machine& machine, const Event& event, const Surroundings& surroundings, Told& told
) {
    return running_->step(machine, event, surroundings, told);
}

Result<void> Interpreter::fire(
    Machine& machine, std::uint64_t timer, const Surroundings& surroundings, Told& told
) {
    return running_->fire(machine, timer, surroundings, told);
}

Interpreter::Running::Running(const Definition& of, GuardOracle* asked)
    : definition(of),
      oracle(asked),
      transitions_max(asked == nullptr ? transitions_a_step_max : 2 * of.transitions.size() + 20),
      event_is_read(reads_event(of)) {
    guards_told.resize(of.transitions.size());
    scanned.resize(of.descriptors.size());
}

Result<void> Interpreter::Running::start(Machine& made, const Surroundings& around, Told& out) {
    Machine fresh;
    fresh.history.resize(definition.histories);
    fresh.context = definition.context;
    begin(fresh, around, out);
    to_enter.clear();
    by_default.clear();
    add_descendant_states_to_enter(0);
    enter_states();
    macrostep();
    if (auto ended = finish(); !ended) return ended;
    made = std::move(fresh);
    return {};
}

Result<void> Interpreter::Running::step(
    Machine& given, const Event& event, const Surroundings& around, Told& out
) {
    if (given.status == Machine::Status::done) {
        out.clear();
        return done_already();
    }
    begin(given, around, out);
    take(event.name, event.data);
    out.taken = !selected.empty();
    microstep();
    macrostep();
    return finish();
}

Result<void> Interpreter::Running::fire(
    Machine& given, std::uint64_t timer, const Surroundings& around, Told& out
) {
    const auto found = std::find_if(given.timers.begin(), given.timers.end(), [&](const Timer& one) {
        return one.id == timer;
    });
    if (given.status == Machine::Status::done || found == given.timers.end()) {
        out.clear();
        return fail(FailureCode::not_found, {"Deze termijn loopt niet.", "No such timer runs."});
    }
    begin(given, around, out);
    save_timers();
    const std::string name = std::move(found->event);
    const nlohmann::json data = std::move(found->data);
    given.timers.erase(found);
    take(name, &data);
    out.taken = !selected.empty();
    microstep();
    macrostep();
    return finish();
}

void Interpreter::Running::begin(Machine& given, const Surroundings& around, Told& out) {
    machine = &given;
    surroundings = &around;
    told = &out;
    out.clear();
    ends = false;
    is_endless = false;
    transitions_taken = 0;
    events_queued = 0;
    internal.clear();
    selected.clear();
    forget_told_guards();
    active_before = given.active;
    timers_made_before = given.timers_made;
    history_is_saved = false;
    timers_are_saved = false;
    context_before.clear();
    named.clear();
    named.push_back({"event", &no_event});
    named.push_back({"_event", &no_event});
    named.insert(named.end(), around.beside.begin(), around.beside.end());
    set_event({}, nullptr);
}

void Interpreter::Running::take(std::string_view name, const nlohmann::json* event_data) {
    set_event(name, event_data);
    select_transitions(name);
}

void Interpreter::Running::macrostep() {
    while (!ends && !is_endless) {
        select_eventless_transitions();
        if (selected.empty()) {
            if (internal.is_empty()) return;
            // A guard that fails puts another event on the queue, so this one is taken off it first.
            const Queued event = internal.pop();
            take(event.name, &event.data);
            if (event.error != no_error && !selected.empty()) told->errors[event.error].caught = true;
        }
        microstep();
    }
}

Result<void> Interpreter::Running::finish() {
    if (ends && !is_endless) exit_interpreter();
    if (!is_endless) return {};
    give_back();
    told->taken = false;
    told->effects.clear();
    told->errors.clear();
    return endless();
}

void Interpreter::Running::exit_interpreter() {
    machine->status = Machine::Status::done;
    const StateSet at_the_end = machine->active;
    for (auto state = at_the_end.previous(states_max); state != no_state;
         state = at_the_end.previous(state)) {
        execute(definition.states[state].exit);
        machine->active.remove(state);
    }
    // Kept for reading.
    machine->active = at_the_end;
    save_timers();
    machine->timers.clear();
}

void Interpreter::Running::give_back() {
    machine->active = active_before;
    machine->timers_made = timers_made_before;
    if (history_is_saved) machine->history = history_before;
    if (timers_are_saved) machine->timers = timers_before;
    give_back_context();
    machine->status = Machine::Status::running;
}

void Interpreter::Running::save_timers() {
    if (timers_are_saved) return;
    timers_before = machine->timers;
    timers_are_saved = true;
}

void Interpreter::Running::save_history() {
    if (history_is_saved) return;
    history_before = machine->history;
    history_is_saved = true;
}

void Interpreter::Running::set_context(const std::string& name, nlohmann::json value) {
    const auto found = machine->context.find(name);
    if (found == machine->context.end()) {
        context_before.push_back({name, std::nullopt});
        machine->context[name] = std::move(value);
    } else {
        context_before.push_back({name, std::exchange(*found, std::move(value))});
    }
}

void Interpreter::Running::give_back_context() {
    for (; !context_before.empty(); context_before.pop_back()) {
        auto& [name, value] = context_before.back();
        if (value) {
            machine->context[name] = std::move(*value);
        } else {
            machine->context.erase(name);
        }
    }
}

}  // namespace wissel::statechart
