#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// "This case is for these to see, and here is why."
struct SetVisibility {
    Principal by;
    CaseId case_id;
    std::int64_t if_version = 0;
    Visibility visibility = Visibility::open;
    std::string ground;     ///< a code of the vocabulary's list `wooGrounds`; none where it is open
    std::string review_on;  ///< a date, on which it is looked at again; none where it is open
    std::string reason;     ///< sealed
    std::vector<std::string> not_bsn;
    std::vector<Issue> faults;
};

/// In the order of design.md, section 7. A coordinator or the programme's lead; what is not open needs a ground and a
/// day within five years. `open` never comes before the holders were heard: until then the case is its parties'.
/// Whoever closes it off for the holders ends that, and it begins anew once they may see it. Pure.
[[nodiscard]] Result<Decision> decide(
    const SetVisibility& command, const CaseState& state, Surroundings& surroundings
);

}  // namespace wissel::cases
