#pragma once

#include "engine/runtime/key_ring.hpp"
#include "engine/runtime/reader_lanes.hpp"
#include "engine/runtime/search_keeper.hpp"
#include "engine/runtime/status_settings.hpp"
#include "engine/runtime/writer_lane.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace wissel::status {
struct Lists;
}

namespace wissel::runtime {

class StatusBoard;

struct RegisterSettings {
    WriterSettings writer;
    std::size_t read_queue_max = 4096;
    StatusSettings status;
    SearchSettings search{};
};

/// The running register: the writer lane, the reader lanes, the keys in force, the status. What the API talks to.
class Register {
public:
    /// `on_fatal` is called on the writer's thread after an I/O error (see WriterHooks). `has_room` is asked once a
    /// second, and before each step of the search's thread: it is safe from any. `lists` is what the status counts by.
    /// Reads the whole history once. Fails where it or the keys cannot be read. `search` is kept up with it, beside it;
    /// without one words cannot be searched for.
    [[nodiscard]] static Result<std::unique_ptr<Register>> open(
        std::unique_ptr<cases::WriteStore> writer,
        std::vector<std::unique_ptr<cases::ReadStore>> readers,
        const Domain& domain,
        status::Lists lists,
        const RegisterSettings& settings,
        std::function<void(const Failure&)> on_fatal,
        std::function<bool()> has_room,
        std::unique_ptr<cases::SearchIndex> search = nullptr
    );

    [[nodiscard]] WriterLane& writer() { return *writer_; }
    [[nodiscard]] ReaderLanes& readers() { return *readers_; }
    [[nodiscard]] const KeyRing& keys() const { return keys_; }
    [[nodiscard]] StatusBoard& status() { return *status_; }

    /// Whether writes are taken: false after an I/O error.
    [[nodiscard]] bool ready() const { return ready_.load(); }

    /// Events that were committed; the sequence of the last one. Safe from any thread.
    [[nodiscard]] std::int64_t events() const { return events_.load(); }

    /// The search and the readers first, then the writer: the last connection to close is the one that may checkpoint.
    /// Then the status.
    /// Idempotent.
    void stop();
    ~Register();

private:
    Register();

    KeyRing keys_;
    std::atomic<bool> ready_{true};
    std::atomic<std::int64_t> events_{0};
    std::unique_ptr<StatusBoard> status_;  ///< the writer's thread tells it what was committed
    std::unique_ptr<SearchKeeper> search_;  ///< it too; none: there is no index
    std::unique_ptr<WriterLane> writer_;
    std::unique_ptr<ReaderLanes> readers_;
};

}  // namespace wissel::runtime
