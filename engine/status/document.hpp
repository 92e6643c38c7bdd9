#pragma once

#include "engine/status/lists.hpp"
#include "engine/status/model.hpp"

#include <string>

namespace wissel::status {

/// The status as JSON text, for every language: of all cases, of one route, or of what one organisation sees
/// (docs/status.md). It depends on nothing but what is given, so it is the same bytes for the same version.
[[nodiscard]] std::string word_status(const Snapshot& snapshot, const Lists& lists);

/// What every number means, by the member that has it.
[[nodiscard]] std::string word_definitions();

}  // namespace wissel::status
