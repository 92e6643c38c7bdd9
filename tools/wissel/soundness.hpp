#pragma once

#include "tools/wissel/configuration.hpp"

#include <vector>

namespace wissel::tool {

/// Refuses a routing table or workflow in force that `wissel lint` finds an error in, each told with line and
/// column: a rule that never has its turn, or a state that nothing leads out of, is found at the start and
/// not by a case.
[[nodiscard]] Result<void> check_sound(
    const Configuration& configuration, const std::vector<WorkflowFile>& workflows, Instant now
);

}  // namespace wissel::tool
