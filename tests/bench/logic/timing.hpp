#pragma once

#include <cstddef>
#include <ctime>

namespace wissel::bench {

/// Seconds of processor time that this program took: others on the same machine do not count.
inline double now() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Nanoseconds for one call, measured for `seconds`. `batch` makes `count` calls.
template <class Batch>
double time_of(const Batch& batch, std::size_t count, double seconds) {
    const double start = now();
    std::size_t calls = 0;
    double taken = 0;
    while (taken < seconds) {
        batch();
        calls += count;
        taken = now() - start;
    }
    return taken * 1e9 / static_cast<double>(calls);
}

}  // namespace wissel::bench
