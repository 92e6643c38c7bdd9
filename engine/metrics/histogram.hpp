#pragma once

#include "engine/metrics/meter.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wissel::metrics {

/// What a histogram holds, in its own whole units.
struct Reading {
    std::span<const std::uint64_t> bounds;  ///< upper ones, each inclusive, rising
    std::vector<std::uint64_t> up_to;       ///< for each bound, how many values were no larger
    std::uint64_t count = 0;                ///< of all values, also those above the last bound
    std::uint64_t sum = 0;
};

/// How values are spread: whole numbers, such as microseconds, in buckets with upper bounds. Recording is two relaxed
/// additions. Safe from any thread.
class Histogram {
public:
    static constexpr std::size_t bounds_max = 16;

    /// `bounds` rise, are `bounds_max` at most, and outlive it. Throws LogicError otherwise.
    explicit Histogram(std::span<const std::uint64_t> bounds);

    void observe(std::uint64_t value) noexcept {
        std::size_t at = 0;
        // A few comparisons that mostly go the same way; a binary search is no faster over so few.
        while (at < bounds_.size() && value > bounds_[at]) ++at;
        buckets_[at].add();
        sum_.add(value);
    }

    /// The count is the sum over the buckets, so the two agree; a value that comes in meanwhile may be in the sum of
    /// values and not yet in the count, or the other way round.
    [[nodiscard]] Reading read() const;

private:
    std::span<const std::uint64_t> bounds_;
    std::array<Counter, bounds_max + 1> buckets_;
    Counter sum_;
};

}  // namespace wissel::metrics
