#pragma once

#include "engine/cases/submit.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a coordinator does with a routing decision. The decisions themselves stay in the history, all of them.

namespace wissel::cases {

/// "That is right." For a fast lane whose ministry nobody could tell, with the ministry.
struct ConfirmRoute {
    std::string ministry;
};

/// "No: this one, because …"
struct OverruleRoute {
    std::string route;
    std::string ministry;
    std::string referral;
    std::string reason;
};

/// "Look again", with what was learnt since; answers may be empty.
struct RouteAgain {
    nlohmann::json answers;
};

struct RouteCase {
    Principal by;
    CaseId case_id;
    std::int64_t if_version = 0;  ///< what the caller last saw (If-Match)
    std::variant<ConfirmRoute, OverruleRoute, RouteAgain> action;
    std::vector<std::string>
        not_bsn;  ///< pointers of texts that the caller confirms to hold no citizen's number
    std::vector<Issue>
        faults;  ///< what is wrong with the request itself: told once the case and its version are right
};

/// Whether `by` may route cases at all (`forbidden`): a coordinator may.
[[nodiscard]] Result<void> may_route(const Principal& by);

/// Decides in the order of design.md, section 7: `stale`, then `invalid` with every fault, `forbidden`,
/// `conflict`. The caller saw to it that `state` is a case that `command.by` may see.
[[nodiscard]] Result<Decision> decide(
    const RouteCase& command, const CaseState& state, Surroundings& surroundings
);

}  // namespace wissel::cases
