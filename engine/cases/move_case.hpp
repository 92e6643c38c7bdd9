#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// "Let this happen", to the lifecycle or to a leg.
struct MoveCase {
    Principal by;
    CaseId case_id;
    std::int64_t if_version = 0;     ///< what the caller last saw (If-Match)
    std::optional<std::string> leg;  ///< as the caller wrote it; none: the lifecycle
    std::string event;
    nlohmann::json data = nlohmann::json::object();  ///< what was filled in
    std::vector<std::string> not_bsn;                ///< pointers of texts confirmed to hold no citizen's number
    std::vector<Issue> faults;  ///< what is wrong with the request itself: told once the case and its version are right
};

/// The case that the data name (`/data/case`), for whoever can look whether it is there; no value: none.
[[nodiscard]] std::optional<std::string> named_case(const MoveCase& command);

/// Decides in the order of design.md, section 7: `stale`, then `invalid` with every fault, `forbidden`,
/// `conflict` with what is possible instead. The caller saw to it that `state` is a case that `command.by` may
/// see. Pure.
[[nodiscard]] Result<Decision> decide(
    const MoveCase& command, const CaseState& state, Surroundings& surroundings
);

/// `stale`: somebody changed the case since version `seen`.
[[nodiscard]] std::unexpected<Failure> stale_case(const CaseState& state, std::int64_t seen);

}  // namespace wissel::cases
