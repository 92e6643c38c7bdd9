#pragma once

#include <atomic>
#include <cstdint>

// What is counted while the program works. Recording is one relaxed atomic addition: no lock, no allocation, and
// nothing is published by it. Whoever reads gets each number as it is at that moment, not all of one moment.

namespace wissel::metrics {

/// Only grows, from 0 at the start of the process. Safe from any thread.
class Counter {
public:
    void add(std::uint64_t by = 1) noexcept { value_.fetch_add(by, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// Goes up and down. Safe from any thread.
class Gauge {
public:
    void add(std::int64_t by) noexcept { value_.fetch_add(by, std::memory_order_relaxed); }
    void set(std::int64_t to) noexcept { value_.store(to, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// One more in a gauge for as long as it lives. The gauge outlives it.
class Held {
public:
    explicit Held(Gauge& gauge) noexcept : gauge_(gauge) { gauge_.add(1); }
    ~Held() { gauge_.add(-1); }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

private:
    Gauge& gauge_;
};

}  // namespace wissel::metrics
