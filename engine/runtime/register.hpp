#pragma once

#include "engine/runtime/key_ring.hpp"
#include "engine/runtime/reader_lanes.hpp"
#include "engine/runtime/writer_lane.hpp"

#include <atomic>
#include <memory>
#include <vector>

namespace wissel::runtime {

struct RegisterSettings {
    WriterSettings writer;
    std::size_t read_queue_max = 4096;
};

/// The running register: the writer lane, the reader lanes, the keys in force. What the API talks to.
class Register {
public:
    /// `on_fatal` is called on the writer's thread after an I/O error (see WriterHooks); `has_room` is asked
    /// once a second. Fails where the keys cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<Register>> open(
        std::unique_ptr<cases::WriteStore> writer,
        std::vector<std::unique_ptr<cases::ReadStore>> readers,
        const Domain& domain,
        const RegisterSettings& settings,
        std::function<void(const Failure&)> on_fatal,
        std::function<bool()> has_room
    );

    [[nodiscard]] WriterLane& writer() { return *writer_; }
    [[nodiscard]] ReaderLanes& readers() { return *readers_; }
    [[nodiscard]] const KeyRing& keys() const { return keys_; }

    /// Whether writes are taken: false after an I/O error.
    [[nodiscard]] bool ready() const { return ready_.load(); }

    /// Readers first, the writer last: the last connection to close is the one that may checkpoint.
    /// Idempotent.
    void stop();
    ~Register() { stop(); }

private:
    Register() = default;

    KeyRing keys_;
    std::atomic<bool> ready_{true};
    std::unique_ptr<WriterLane> writer_;
    std::unique_ptr<ReaderLanes> readers_;
};

}  // namespace wissel::runtime
