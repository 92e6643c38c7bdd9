#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// "This needs longer, and here is why."
struct ExtendTerm {
    Principal by;
    CaseId case_id;
    std::int64_t if_version = 0;
    std::optional<std::string> leg;  ///< as the caller wrote it; none: of the lifecycle
    std::string extension;           ///< ISO 8601, on the term's own calendar
    std::string reason;              ///< sealed
    std::vector<std::string> not_bsn;
    std::vector<Issue> faults;
};

/// In the order of design.md, section 7. Whoever's turn it is, who answers for the case, or a coordinator extends;
/// a term that was passed can be extended beyond now. `conflict` where no term runs, or where it was extended
/// ten times. Pure.
[[nodiscard]] Result<Decision> decide(
    const ExtendTerm& command, const CaseState& state, Surroundings& surroundings
);

}  // namespace wissel::cases
