#pragma once

#include "engine/cases/store.hpp"
#include "engine/cases/workflows.hpp"
#include "engine/statechart/draw.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::resources {

/// Where a case stands on the chart of one workflow, and the way it came.
struct CaseOnChart {
    std::string hash;               ///< of the workflow that it runs
    std::vector<std::string> here;  ///< names of the states it is in
    std::set<std::string> passed;   ///< names of the states it came by
    std::set<std::string> taken;    ///< pointers of the transitions it took
    bool ended = false;             ///< nothing leads on from there
};

/// Of the lifecycle, or of the last leg on that workflow. No value: there is no such case to be seen, or it never
/// ran that workflow.
[[nodiscard]] Result<std::optional<CaseOnChart>> find_on_chart(
    cases::ReadStore& store, const cases::Scope& scope, const cases::CaseId& id, std::string_view workflow
);

/// The drawing of the workflow with that marked on it.
[[nodiscard]] statechart::Drawing draw_case(
    const cases::RunnableWorkflow& workflow,
    const CaseOnChart& found,
    const statechart::RoleWords& roles,
    Language language
);

}  // namespace wissel::resources
