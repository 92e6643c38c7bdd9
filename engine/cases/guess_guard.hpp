#pragma once

#include "engine/logic/rule.hpp"
#include "engine/statechart/machine.hpp"

#include <span>

namespace wissel::cases {

/// Whether a guard may hold before the event is there: true where that depends on the event. Pure.
[[nodiscard]] bool may_hold(
    const statechart::Definition& definition,
    const statechart::Machine& machine,
    std::uint32_t guard,
    std::span<const logic::Named> beside
);

}  // namespace wissel::cases
