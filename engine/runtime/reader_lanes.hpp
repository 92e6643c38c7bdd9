#pragma once

#include "engine/cases/store.hpp"
#include "engine/metrics/meter.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace wissel::runtime {

/// A question to the store. Runs on a reader's thread; it must hand its answer on itself, exactly once,
/// whatever happens (see api/resources/await.hpp). Called with nullptr where the lanes stop before its turn.
using Query = std::move_only_function<void(cases::ReadStore*)>;

/// What the reader lanes tell of themselves.
struct ReaderMeters {
    metrics::Counter taken;    ///< questions that came into the queue
    metrics::Counter refused;  ///< that did not: it was full, or the lanes stopped
    metrics::Gauge busy;       ///< lanes that are at a question
};

/// A few threads, each with a read-only connection of its own, beside the writer: a slow question holds up
/// one of them and never a write.
class ReaderLanes {
public:
    ReaderLanes(std::vector<std::unique_ptr<cases::ReadStore>> stores, std::size_t queue_max);
    ~ReaderLanes();
    ReaderLanes(const ReaderLanes&) = delete;
    ReaderLanes& operator=(const ReaderLanes&) = delete;

    /// False: the queue is full or the lanes stopped, and `query` was not taken. Safe from any thread.
    [[nodiscard]] bool push(Query& query);

    /// Answers what waits with nullptr, waits for those that run, closes the stores. Idempotent.
    void stop();

    [[nodiscard]] const ReaderMeters& meters() const { return meters_; }
    [[nodiscard]] std::size_t lanes() const { return lanes_; }

    /// Questions that wait, and how many may.
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t waiting_max() const { return queue_max_; }

private:
    void loop(cases::ReadStore& store);

    std::vector<std::unique_ptr<cases::ReadStore>> stores_;
    const std::size_t lanes_;
    const std::size_t queue_max_;
    ReaderMeters meters_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Query> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace wissel::runtime
