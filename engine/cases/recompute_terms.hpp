#pragma once

#include "engine/cases/decision.hpp"

namespace wissel::cases {

/// "The calendar has changed."
struct RecomputeTerms {
    CaseId case_id;
};

/// Reckons every term and timer that runs anew, on the almanac of `surroundings`, and until when holders are heard: an
/// event for each machine for which something changes, none where nothing does. What was passed stays passed. Pure.
[[nodiscard]] Result<Decision> decide(
    const RecomputeTerms& command, const CaseState& state, Surroundings& surroundings
);

}  // namespace wissel::cases
