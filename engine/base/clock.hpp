#pragma once

#include "engine/base/instant.hpp"

namespace wissel {

/// The port through which time comes in. Only `engine/runtime` and tests implement it; pure code takes an
/// `Instant` as an argument instead.
class Clock {
public:
    virtual ~Clock() = default;

    /// Wall-clock time; may jump either way. Safe to call from any thread.
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace wissel
