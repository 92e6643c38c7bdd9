#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// What somebody does about who holds a case or a leg.
enum class HandOverAction : std::uint8_t { offer, accept, refuse, withdraw };

[[nodiscard]] std::optional<HandOverAction> read_hand_over_action(std::string_view code);

/// "You take this over", and the answers to it. Until it is accepted the old owner stays.
struct HandOver {
    Principal by;
    CaseId case_id;
    std::int64_t if_version = 0;
    std::optional<std::string> leg;  ///< as the caller wrote it; none: the case itself
    HandOverAction action = HandOverAction::offer;
    Owner to;             ///< of an offer; without a role: any of that organisation
    std::string mailbox;  ///< of an offer, where the new owner is to be written to; sealed
    std::string code;     ///< of a refusal
    std::string reason;   ///< sealed
    std::vector<std::string> not_bsn;
    std::vector<Issue> faults;
};

/// In the order of design.md, section 7. An owner or a coordinator offers and withdraws; only whom it was offered
/// to accepts or refuses. `conflict` where nothing is offered, or already something else, or it is over. Pure.
[[nodiscard]] Result<Decision> decide(
    const HandOver& command, const CaseState& state, Surroundings& surroundings
);

}  // namespace wissel::cases
