#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"

#include <string>
#include <vector>

namespace wissel::cases {

/// A remark on a case, or the view of an organisation that holds the data.
struct Say {
    enum class Kind : std::uint8_t { comment, position };

    Principal by;
    CaseId case_id;
    Kind kind = Kind::comment;
    nlohmann::json texts;  ///< an object of what was written; sealed as a whole
    std::vector<std::string> not_bsn;
    std::vector<Issue> faults;
};

/// In the order of design.md, section 7; there is no version to be stale, as nothing is overwritten. Whoever sees
/// the case may comment on it, but not who only looks on; a holder that the reports name gives a position. Pure.
[[nodiscard]] Result<Decision> decide(const Say& command, const CaseState& state, Surroundings& surroundings);

}  // namespace wissel::cases
