#pragma once

#include "engine/routing/analysis.hpp"
#include "tools/wissel/configuration.hpp"

namespace wissel::tool {

/// What examples of a routing table are made of: the example report of the demonstration, and for each list
/// and text of the form values to try, made from the form's schema (ministries are those of the
/// organisations).
[[nodiscard]] routing::Examples examples_of(const Configuration& configuration);

/// Refuses a table in force that `wissel lint` finds an error in, each told with line and column: a rule that
/// never has its turn, or a combination that nothing covers, is found at the start and not by a case.
[[nodiscard]] Result<void> check_sound(const Configuration& configuration, Instant now);

}  // namespace wissel::tool
