#pragma once

#include "engine/base/clock.hpp"
#include "engine/base/entropy.hpp"

#include <atomic>
#include <cstdint>

namespace wissel::test {

/// Time that stands still until a test moves it, either way. Safe from any thread.
class SimulatedClock : public Clock {
public:
    /// Starts on 24 November 2026, half past nine in the morning, UTC.
    SimulatedClock();

    [[nodiscard]] Instant now() const override { return Instant(std::chrono::milliseconds(now_.load())); }

    void advance(std::chrono::milliseconds by) { now_ += by.count(); }
    void set(Instant to) { now_ = to.time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> now_;
};

/// Seeds that follow from a number and how many were drawn before: the same test makes the same identifiers.
/// Safe from any thread.
class CountingSeeds : public SeedSource {
public:
    explicit CountingSeeds(std::uint64_t series = 0) : series_(series) {}

    [[nodiscard]] Digest next_seed() override;

private:
    std::uint64_t series_;
    std::atomic<std::uint64_t> drawn_{0};
};

}  // namespace wissel::test
