#pragma once

#include "engine/metrics/histogram.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace wissel::http {

/// What the transport counts. Operations are those that the application names, so that no path that somebody thinks up
/// makes a new one; a number for each of them is there from the start, and recording one answer is three relaxed
/// additions. Safe from any thread once the operations are named.
class Figures {
public:
    /// Of what is no operation: unknown paths, methods that a path does not have, heads that cannot be read.
    static constexpr std::size_t other = 0;

    /// By the first digit of the status.
    static constexpr std::array<const char*, 5> classes = {"1xx", "2xx", "3xx", "4xx", "5xx"};
    static constexpr int status_min = 100;
    static constexpr int status_max = 599;

    /// Microseconds, from the first byte of a request until its answer was ready to be sent.
    static constexpr std::array<std::uint64_t, 14> bounds = {
        100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 5'000'000, 30'000'000};

    Figures() { name_operations({}); }

    /// Names those from 1 on, such as `GET /v1/cases/{id}`, and counts anew. Before the first request.
    void name_operations(std::vector<std::string> names);

    /// `other` and the operations that were named.
    [[nodiscard]] const std::vector<std::string>& operations() const { return operations_; }

    /// An answer is about to be sent. An operation or a status that there is not counts as `other`, or as 500.
    void answered(std::size_t operation, int status, std::chrono::steady_clock::duration took) noexcept;

    [[nodiscard]] std::uint64_t answers(std::size_t operation, int status) const;
    [[nodiscard]] metrics::Reading durations(std::size_t operation, std::size_t status_class) const;

    metrics::Gauge requests_in_flight;     ///< from their first byte to the last of their answer
    metrics::Counter requests_abandoned;   ///< whose client left before its answer was sent whole
    metrics::Gauge connections_open;
    metrics::Counter connections_accepted;
    metrics::Counter connections_refused;  ///< over a cap

private:
    static constexpr std::size_t statuses = status_max - status_min + 1;

    std::vector<std::string> operations_;
    std::vector<metrics::Counter> answers_;     ///< by operation, and in it by status
    std::deque<metrics::Histogram> durations_;  ///< by operation, and in it by class
};

}  // namespace wissel::http
