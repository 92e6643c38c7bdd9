#include "engine/base/ensure.hpp"
#include "engine/cases/evolving.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/term_state.hpp"

#include <algorithm>

// How a machine's term and timers go on, as the events have them: nothing is reckoned here.

namespace wissel::cases {
namespace {

using nlohmann::json;

Term begun(const json& data, Instant at) {
    Term term;
    term.state = data.at("state").get<std::string>();
    term.within = data.at("within").get<std::string>();
    term.calendar = data.at("calendar").get<std::string>();
    term.basis = data.at("basis").get<std::string>();
    term.started_at = at;
    return term;
}

/// Only timers that run: those of a suspended machine have no moment.
std::vector<DueTimer> timers_in(const json& snapshot, const std::vector<DueTimer>& known, Instant at) {
    std::vector<DueTimer> timers;
    for (const auto& timer : snapshot.at("timers")) {
        // A moment that no date can have never comes.
        if (!timer.contains("dueAt") || timer.at("dueAt").is_null()) continue;
        DueTimer read{timer.at("id"), decode_instant(timer.at("dueAt")), at};
        const auto before = std::find_if(known.begin(), known.end(), [&read](const DueTimer& one) {
            return one.id == read.id;
        });
        if (before != known.end()) {
            read.started_at = before->started_at;
            read.stops = before->stops;
        }
        timers.push_back(std::move(read));
    }
    return timers;
}

/// Timers that go on after a suspension have begun before it.
void resume_timers(std::vector<DueTimer>& timers, const json& resumed) {
    for (const auto& told : resumed) {
        const auto timer = std::find_if(timers.begin(), timers.end(), [&told](const DueTimer& one) {
            return one.id == told.at("id").get<std::uint64_t>();
        });
        ensure(timer != timers.end(), "a timer that goes on is one of its machine");
        timer->started_at = decode_instant(told.at("startedAt"));
        timer->stops = decode_stops(told.at("stops"));
    }
}

void hold(MachineState& machine, const json& held, Instant at) {
    machine.held_timers = decode_held(held.at("timers"));
    if (!machine.term) return;
    machine.term->held = true;
    if (!held.at("stopped").get<bool>()) return;
    machine.term->suspensions.push_back({{at, std::nullopt}, text_in(held, "kind"), text_in(held, "waitingOn")});
}

void release(MachineState& machine, Instant at) {
    machine.held_timers.clear();
    if (!machine.term) return;
    machine.term->held = false;
    auto& suspensions = machine.term->suspensions;
    if (!suspensions.empty() && !suspensions.back().stop.until) suspensions.back().stop.until = at;
}

std::optional<Instant> moment_in(const json& data, const char* name) {
    const auto found = data.find(name);
    if (found == data.end()) return std::nullopt;
    return decode_instant(*found);
}

MachineState& machine_at(CaseState& state, const json& data) {
    if (const auto id = leg_id_in(data)) return leg_at(state, *id).machine;
    ensure(state.lifecycle.has_value(), "a term of the lifecycle belongs to one");
    return *state.lifecycle;
}

Term& term_at(MachineState& machine) {
    ensure(machine.term.has_value(), "only a term that runs is passed or extended");
    return *machine.term;
}

}  // namespace

void move_terms(MachineState& machine, const Event& event) {
    const json& data = event.data;
    machine.timers = timers_in(data.at("snapshot"), machine.timers, event.at);
    machine.due_at = moment_in(data, "due");
    machine.stalls_at = moment_in(data, "stalls");
    if (data.contains("held")) return hold(machine, data.at("held"), event.at);
    if (data.contains("resumed")) {
        release(machine, event.at);
        resume_timers(machine.timers, data.at("resumed"));
    }
    if (data.contains("term")) {
        machine.term = begun(data.at("term"), event.at);
    } else if (!machine.due_at && machine.term && !machine.term->held) {
        machine.term.reset();
    }
}

void end_terms(MachineState& machine) {
    machine.timers.clear();
    machine.held_timers.clear();
    machine.term.reset();
    machine.due_at.reset();
    machine.stalls_at.reset();
}

void on_term_reached(CaseState& state, const Event& event) {
    MachineState& machine = machine_at(state, event.data);
    term_at(machine).reached = true;
    ++machine.terms_reached;
}

void on_term_extended(CaseState& state, const Event& event) {
    MachineState& machine = machine_at(state, event.data);
    Term& term = term_at(machine);
    term.extensions.push_back({event.data.at("by"), event.at});
    term.reached = false;
    machine.due_at = moment_in(event.data, "due");
    keep_note(state, event, event.type);
}

void on_term_recomputed(CaseState& state, const Event& event) {
    MachineState& machine = machine_at(state, event.data);
    machine.snapshot = event.data.at("snapshot");
    machine.timers = timers_in(machine.snapshot, machine.timers, event.at);
    machine.due_at = moment_in(event.data, "due");
}

}  // namespace wissel::cases
