#include "api/resources/case_drawing.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::resources {
namespace {

constexpr int events_at_a_time = 1000;

/// A machine of a case: of a leg, or of the lifecycle.
struct Run {
    const cases::MachineState* machine = nullptr;
    std::optional<cases::LegId> leg;
    bool ended = false;
};

/// The one that runs `workflow`: of several legs the last. Without a machine: none does.
Run run_of(const cases::CaseState& state, std::string_view workflow) {
    if (state.lifecycle && state.lifecycle->workflow == workflow) {
        const auto& lifecycle = *state.lifecycle;
        return {&lifecycle, std::nullopt, lifecycle.snapshot.value("status", "running") != "running"};
    }
    const auto found = std::find_if(state.legs.rbegin(), state.legs.rend(), [workflow](const cases::Leg& one) {
        return one.machine.workflow == workflow;
    });
    if (found == state.legs.rend()) return {};
    return {&found->machine, found->id, !found->open()};
}

void add_way(CaseOnChart& chart, const cases::Event& event) {
    for (const auto& pointer : event.data.value("taken", nlohmann::json::array()))
        chart.taken.insert(pointer.get<std::string>());
    for (const auto& name : event.data.value("passed", nlohmann::json::array()))
        chart.passed.insert(name.get<std::string>());
}

}  // namespace

Result<std::optional<CaseOnChart>> find_on_chart(
    cases::ReadStore& store, const cases::Scope& scope, const cases::CaseId& id, std::string_view workflow
) {
    auto found = store.find_case(scope, id);
    if (!found) return fail_as(found);
    if (!*found) return std::nullopt;
    const auto& state = (*found)->state;
    const auto run = run_of(state, workflow);
    if (run.machine == nullptr) return std::nullopt;
    CaseOnChart chart{run.machine->hash, run.machine->configuration, {}, {}, run.ended};
    const nlohmann::json named = run.leg ? nlohmann::json(run.leg->str()) : nlohmann::json();
    for (std::int64_t after = 0; after < state.version;) {
        auto page = store.list_events(scope, id, after, events_at_a_time);
        if (!page) return fail_as(page);
        if (!*page || (*page)->items.empty()) break;
        for (const auto& text : (*page)->items) {
            const cases::Event event = cases::decode_event(text);
            after = event.version;
            // What came after the state was read belongs to the next drawing.
            const bool counts = event.version <= state.version && event.type == "transitioned";
            if (counts && event.data.at("leg") == named) add_way(chart, event);
        }
    }
    return chart;
}

statechart::Drawing draw_case(
    const cases::RunnableWorkflow& workflow,
    const CaseOnChart& found,
    const statechart::RoleWords& roles,
    Language language
) {
    using statechart::Box;
    auto drawing = statechart::draw(workflow.workflow, roles, language);
    const auto& machine = workflow.machine();
    // Boxes and arrows stand in the order of the states and transitions that they draw.
    for (std::size_t at = 0; at < machine.states.size(); ++at) {
        if (found.passed.contains(machine.states[at].name)) drawing.boxes[at].mark = Box::Mark::passed;
    }
    std::vector<bool> active(machine.states.size(), false);
    for (const auto& name : found.here) {
        const auto state = machine.find(name);
        if (!state) continue;
        drawing.boxes[*state].mark = Box::Mark::here;
        for (auto at = *state; at != statechart::no_state; at = machine.states[at].parent) active[at] = true;
    }
    for (std::size_t at = 0; at < machine.transitions.size(); ++at) {
        const auto& transition = machine.transitions[at];
        if (found.taken.contains(transition.pointer)) drawing.arrows[at].mark = Box::Mark::passed;
        // Whether a guard lets it through is found out when it is tried.
        drawing.arrows[at].open = !found.ended && active[transition.source];
    }
    return drawing;
}

}  // namespace wissel::resources
