#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/organisations.hpp"
#include "engine/cases/principal.hpp"
#include "engine/cases/workflows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// A transition that a machine can take where it stands, as far as can be told without what will be filled in.
struct Candidate {
    std::uint32_t transition = 0;     ///< in the workflow
    std::optional<std::string> role;  ///< in which the caller may cause it; none: it may not
    bool kept_out = false;            ///< only because its own organisation reported the case (`notIf`)
    bool holds = true;                ///< its guard may hold; false: it cannot, now
};

/// Those of the lifecycle (`leg` null) or the leg that take `event`, innermost first; of all events where it is
/// empty. Those that only the program causes are left out. Empty where the machine has ended or its workflow
/// is not there.
[[nodiscard]] std::vector<Candidate> candidates(
    const CaseState& state,
    const Leg* leg,
    std::string_view event,
    const Principal& by,
    const Workflows& workflows,
    const Organisations& organisations,
    Instant now
);

/// Something that the caller may do now.
struct Possible {
    std::optional<LegId> leg;  ///< none: the lifecycle
    std::string event;
    std::string role;  ///< in which
    const RunnableWorkflow* workflow = nullptr;
    std::uint32_t transition = 0;
};

/// All of it: first the lifecycle, then the legs in turn; each event of a machine once. Pure.
[[nodiscard]] std::vector<Possible> possible_now(
    const CaseState& state,
    const Principal& by,
    const Workflows& workflows,
    const Organisations& organisations,
    Instant now
);

}  // namespace wissel::cases
