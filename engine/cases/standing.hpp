#pragma once

#include "engine/cases/who.hpp"
#include "engine/cases/workflows.hpp"
#include "engine/statechart/machine.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// What a workflow says of where its machine stands now: whose turn it is, until when, and who has to see it.
struct Standing {
    std::string owner;  ///< a role or relation; empty: none, as where the case is closed
    std::vector<Turn> turns;
    std::vector<Oin> invited;  ///< organisations that may act here and do not see the case yet
    std::optional<statechart::Due> due;
    statechart::StateIndex due_state = statechart::no_state;  ///< whose term that is
    std::vector<Duration> stalled_after;  ///< of each leaf that says so: how long it may stand still
};

/// `leg` is null for the lifecycle. Pure.
[[nodiscard]] Standing standing_of(
    const statechart::Workflow& workflow,
    const statechart::Machine& machine,
    const CaseState& state,
    const Leg* leg,
    const Organisations& organisations
);

}  // namespace wissel::cases
