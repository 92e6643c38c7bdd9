#pragma once

#include "engine/cases/standing.hpp"
#include "engine/statechart/interpreter.hpp"

#include <nlohmann/json_fwd.hpp>

namespace wissel::cases {

/// One step of a machine, as its term has to know it.
struct TermStep {
    const statechart::Definition& definition;
    statechart::Machine& machine;  ///< after the step
    const statechart::Told& told;
    const Standing& standing;    ///< of `machine`
    const MachineState* before;  ///< null: it begins
    bool suspended;              ///< it was, before the step
    bool by_coordinator;
    bool by_clock;  ///< what the clock does by itself is no movement, unless it leads elsewhere
    Instant now;
    const Almanac& almanac;
};

/// Puts into the data of a `transitioned` event what becomes of the machine's term, and when it will have stood
/// still for too long. What goes on after a suspension goes on where it was: such timers of `machine` are
/// moved, so its snapshot comes after this.
///
/// A term begins when its state is entered, and runs on while what lies within moves. A suspension holds it: it
/// stands still while the leg waits for information, another party or advice; for a decision or another case
/// where a coordinator suspends; and for nothing else (`capacity` would hide a queue).
void put_terms(nlohmann::json& data, TermStep step);

/// The delay by which that timer of `state` was started; null: there is none.
[[nodiscard]] const statechart::Delay* delay_of(
    const statechart::Definition& definition, std::string_view state, std::string_view event
);

}  // namespace wissel::cases
