#pragma once

#include <cstdint>

namespace wissel::statechart {

/// Answers for rules whose data nobody has: soundness tries every answer. Asked for each leaf of a guard.
class GuardOracle {
public:
    virtual ~GuardOracle() = default;

    /// `rule`: its place in the definition's `rules`.
    [[nodiscard]] virtual bool holds(std::uint32_t rule) = 0;

    /// Something was assigned, so that rules may answer differently from here on.
    virtual void assigned() = 0;

    /// The guard of a transition came to this.
    virtual void weighed(std::uint32_t guard, bool holds) = 0;
};

}  // namespace wissel::statechart
