#pragma once

#include "engine/base/clock.hpp"
#include "engine/base/entropy.hpp"

namespace wissel::runtime {

/// The machine's wall clock.
class SystemClock : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// The operating system's random generator.
class SystemSeeds : public SeedSource {
public:
    [[nodiscard]] Digest next_seed() override;
};

}  // namespace wissel::runtime
