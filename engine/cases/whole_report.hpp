#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/sealed.hpp"

#include <vector>

namespace wissel::cases {

/// The report as it was handed in, its texts put back in place; without those that were erased. Throws
/// LogicError where a text does not fit its seal: somebody changed the file.
[[nodiscard]] nlohmann::json whole_report(const ReportState& report, const std::vector<SealedValue>& sealed);

}  // namespace wissel::cases
