#include "tests/support/ports.hpp"

#include <string>

namespace wissel::test {

SimulatedClock::SimulatedClock()
    : now_(parse_instant("2026-11-24T09:30:00.000Z")->time_since_epoch().count()) {}

Digest CountingSeeds::next_seed() {
    return sha256({"seed ", std::to_string(series_), " ", std::to_string(drawn_++)});
}

}  // namespace wissel::test
