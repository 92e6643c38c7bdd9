#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/store.hpp"
#include "engine/cases/workflows.hpp"
#include "tools/wissel/configuration.hpp"

#include <vector>

// What a register's cases run on, put in force and kept.

namespace wissel::tool {

/// The workflows of these files, all of them in force. Fails where a route of the vocabulary, the lifecycle or the
/// intervention is not among them: cases cannot go on without.
[[nodiscard]] Result<void> put_in_force(
    cases::Workflows& workflows, const std::vector<WorkflowFile>& files, const Configuration& configuration
);

/// Keeps the table and the workflows in force, as cases will name them by their hash from now on, in a transaction
/// of its own. Refuses a changed one under an old version.
[[nodiscard]] Result<void> keep_definitions(
    cases::WriteStore& store, const Configuration& configuration, const cases::Workflows& workflows, Instant now
);

}  // namespace wissel::tool
