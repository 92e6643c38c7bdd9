#pragma once

#include "engine/cases/decision.hpp"

namespace wissel::cases {

/// "What is due in this case, comes": the program's own command, when a moment has come that a workflow waits for.
struct FireTimers {
    CaseId case_id;
};

/// Fires every timer that is due, of all machines of the case, the earliest first, each with all that follows.
/// Without events where none is due any more. A rule that fails is told in the history, and counts as fired. Pure.
[[nodiscard]] Result<Decision> decide(
    const FireTimers& command, const CaseState& state, Surroundings& surroundings
);

}  // namespace wissel::cases
