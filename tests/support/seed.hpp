#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>

namespace wissel::test {

/// The seed of this run: WISSEL_SEED where it is set, so that a run can be repeated; chance otherwise. Tests print it
/// with each failure.
[[nodiscard]] inline std::uint64_t test_seed() {
    if (const char* given = std::getenv("WISSEL_SEED")) return std::strtoull(given, nullptr, 10);
    static const std::uint64_t drawn = std::random_device()();
    return drawn;
}

}  // namespace wissel::test
