#include "api/resources/case_drawing.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::resources {
namespace {

constexpr int events_at_a_time = 1000;

/// The machine of `state` that runs `workflow`: of several legs the last. Null: none does.
const cases::MachineState* machine_on(
    const cases::CaseState& state, std::string_view workflow, std::optional<cases::LegId>& leg
) {
    if (state.lifecycle && state.lifecycle->workflow == workflow) return &*state.lifecycle;
    const auto found = std::find_if(state.legs.rbegin(), state.legs.rend(), [workflow](const cases::Leg& one) {
        return one.machine.workflow == workflow;
    });
    if (found == state.legs.rend()) return nullptr;
    leg = found->id;
    return &found->machine;
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
    std::optional<cases::LegId> leg;
    const auto* machine = machine_on(state, workflow, leg);
    if (machine == nullptr) return std::nullopt;
    CaseOnChart chart{machine->hash, machine->configuration, {}, {}};
    const nlohmann::json named = leg ? nlohmann::json(leg->str()) : nlohmann::json();
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
    for (const auto& name : found.here) {
        if (const auto state = machine.find(name)) drawing.boxes[*state].mark = Box::Mark::here;
    }
    for (std::size_t at = 0; at < machine.transitions.size(); ++at) {
        if (found.taken.contains(machine.transitions[at].pointer)) drawing.arrows[at].mark = Box::Mark::passed;
    }
    return drawing;
}

}  // namespace wissel::resources
