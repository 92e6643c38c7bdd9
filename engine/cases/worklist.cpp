#include "engine/cases/worklist.hpp"

#include "engine/cases/who.hpp"

#include <algorithm>
#include <map>

namespace wissel::cases {
namespace {

Task::Kind kind_of(const std::string& turn) {
    if (turn == "accept") return Task::Kind::accept;
    return turn == "answer" ? Task::Kind::answer : Task::Kind::act;
}

/// Whom a turn means now. Reporters are asked one by one: who has answered is not waited for.
std::vector<Owner> meant_now(const CaseState& state, const Turn& turn, const Owner& owner) {
    if (!turn.organisation.empty()) return {{turn.organisation, turn.role}};
    if (turn.kind != "answer") return {owner};
    std::vector<Owner> reporters;
    for (const auto& oin : reporters_of(state)) {
        const bool answered = state.phase == "evaluation" && state.says.contains(oin);
        if (!answered) reporters.push_back({oin, turn.role});
    }
    return reporters;
}

void add_machine(
    const CaseState& state,
    const std::optional<LegId>& leg,
    const MachineState& machine,
    const Owner& owner,
    std::vector<Task>& tasks
) {
    for (const auto& turn : machine.turns) {
        for (const auto& who : meant_now(state, turn, owner))
            tasks.push_back({kind_of(turn.kind), leg, who, "", machine.due_at, machine.since});
    }
}

void add_offer(
    const std::optional<LegId>& leg, const std::optional<Offer>& offer, std::vector<Task>& tasks
) {
    if (offer) tasks.push_back({Task::Kind::accept, leg, offer->to, "", std::nullopt, offer->at});
}

void add_signals(const CaseState& state, std::vector<Task>& tasks) {
    for (const auto& signal : state.signals) {
        for (const auto& to : signal.to)
            tasks.push_back({Task::Kind::signal, signal.leg, to, signal.about, std::nullopt, signal.at});
    }
}

}  // namespace

std::string_view code_of(Task::Kind kind) {
    switch (kind) {
        case Task::Kind::act:
            return "act";
        case Task::Kind::accept:
            return "accept";
        case Task::Kind::answer:
            return "answer";
        case Task::Kind::signal:
            break;
    }
    return "signal";
}

std::vector<Task> tasks_of(const CaseState& state) {
    std::vector<Task> tasks;
    add_signals(state, tasks);
    if (state.closed()) return tasks;
    // While a leg is on it the case itself waits for that leg, and for nobody else.
    const bool treated = std::any_of(state.legs.begin(), state.legs.end(), [](const Leg& leg) {
        return leg.open() && !leg.beside;
    });
    if (state.lifecycle && !treated)
        add_machine(state, std::nullopt, *state.lifecycle, state.owner, tasks);
    add_offer(std::nullopt, state.offer, tasks);
    for (const auto& leg : state.legs) {
        if (!leg.open()) continue;
        add_machine(state, leg.id, leg.machine, leg.owner, tasks);
        add_offer(leg.id, leg.offer, tasks);
    }
    // Where nobody else is asked, whoever answers for the case looks at it.
    const bool asked = std::any_of(tasks.begin(), tasks.end(), [](const Task& task) {
        return task.kind != Task::Kind::signal;
    });
    if (!asked)
        tasks.push_back({Task::Kind::act, std::nullopt, state.owner, "", std::nullopt, state.changed_at});
    return tasks;
}

std::vector<TurnRow> turn_rows(const CaseState& state) {
    std::map<Oin, TurnRow> rows;
    const bool urgent = state.routing && state.routing->urgent;
    for (const auto& task : tasks_of(state)) {
        auto& row = rows[task.who.organisation];
        row.organisation = task.who.organisation;
        row.urgent = urgent;
        if (task.due_at && (!row.due_at || *task.due_at < *row.due_at)) row.due_at = task.due_at;
    }
    std::vector<TurnRow> all;
    for (auto& [oin, row] : rows) all.push_back(std::move(row));
    return all;
}

}  // namespace wissel::cases
