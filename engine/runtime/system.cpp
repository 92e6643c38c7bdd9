#include "engine/runtime/system.hpp"

#include "engine/base/ensure.hpp"

#include <sys/random.h>

#include <chrono>

namespace wissel::runtime {

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Digest SystemSeeds::next_seed() {
    Digest seed{};
    // Up to 256 bytes come whole or not at all, and only before the generator is ready could it fail.
    ensure(
        getrandom(seed.data(), seed.size(), 0) == static_cast<ssize_t>(seed.size()),
        "Linux gives random bytes"
    );
    return seed;
}

}  // namespace wissel::runtime
