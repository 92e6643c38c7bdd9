#pragma once

#include "engine/metrics/histogram.hpp"

#include <array>
#include <cstdint>

namespace wissel::runtime {

/// What the writer lane tells of itself. Recorded on its thread, read from any.
struct WriterMeters {
    static constexpr std::array<std::uint64_t, 10> batch_bounds = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
    /// Microseconds. A sync takes from 0.1 ms on a quiet disk to seconds on a broken one.
    static constexpr std::array<std::uint64_t, 13> commit_bounds = {
        100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 5'000'000};

    metrics::Histogram batch{batch_bounds};    ///< commands of each transaction that was committed
    metrics::Histogram commit{commit_bounds};  ///< COMMIT alone, however it ended, in microseconds

    metrics::Counter durable;  ///< COMMITs, by how they ended
    metrics::Counter refused_commits;
    metrics::Counter unknown;

    metrics::Counter done;         ///< commands that were carried out, or answered from a kept answer
    metrics::Counter refused;      ///< by a rule of the register
    metrics::Counter failed;       ///< with their transaction
    metrics::Counter turned_away;  ///< before anybody looked: queue full, disk full, stopping

    metrics::Counter fired_cases;    ///< commands that carried out what was due in a case
    metrics::Gauge stuck_cases;      ///< whose timers could not be fired
    metrics::Gauge timers_waiting;   ///< as last counted
    metrics::Gauge timers_overdue;   ///< as last counted: due and not fired
};

}  // namespace wissel::runtime
