#pragma once

#include "engine/runtime/execute.hpp"
#include "engine/runtime/writer_meters.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace wissel::runtime {

struct WriterSettings {
    std::size_t queue_max = 4096;  ///< commands that wait; beyond, they are refused at once
    std::size_t batch_max = 512;   ///< commands in one transaction
};

/// Figures for tests.
struct WriterFigures {
    std::uint64_t commits = 0;
    std::uint64_t commands = 0;
};

/// What the lane tells the rest of the program. All are called on the writer's thread.
struct WriterHooks {
    /// After each COMMIT, before the answers go out: what was done, in order.
    std::function<void(const Done&)> on_done;
    /// After an I/O error. Nothing more may be acknowledged: the lane answers no command any more, and the
    /// process has to end.
    std::function<void(const Failure&)> on_fatal;
    /// Free bytes on the disk of the store; below the floor writes are refused.
    std::function<bool()> has_room;
};

/// The one thread that writes. It takes all commands that wait, runs each behind a savepoint in one
/// transaction, commits once, and only then answers (group commit). A command that is refused costs the
/// others nothing. Between transactions, once a second, it fires what is due in the cases.
class WriterLane {
public:
    WriterLane(
        std::unique_ptr<cases::WriteStore> store,
        const Domain& domain,
        WriterSettings settings,
        WriterHooks hooks
    );

    /// Calls `stop`.
    ~WriterLane();

    WriterLane(const WriterLane&) = delete;
    WriterLane& operator=(const WriterLane&) = delete;

    /// Hands over a command. Where the queue is full or the lane stopped, `done` is called at once, on the
    /// caller's thread, with `unavailable`. Safe from any thread.
    void push(Work work);

    /// Takes no more commands, answers those that wait, closes the store. Idempotent; not from the writer's
    /// thread.
    void stop();

    /// Holds the lane between two transactions until the returned guard is released: commands queue up
    /// meanwhile. For tests of group commit and, later, for exclusive work.
    class Hold {
    public:
        explicit Hold(std::mutex& gate) : lock_(gate) {}

    private:
        std::unique_lock<std::mutex> lock_;
    };
    [[nodiscard]] Hold hold() { return Hold(gate_); }

    [[nodiscard]] WriterFigures figures() const { return {commits_.load(), commands_.load()}; }
    [[nodiscard]] const WriterMeters& meters() const { return meters_; }

    /// Commands that wait, and how many may.
    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t waiting_max() const { return settings_.queue_max; }

    /// Whether the disk of the store had room when it was last looked at; writes are refused otherwise.
    [[nodiscard]] bool has_room() const { return room_.load(); }

private:
    using Batch = std::vector<Work>;

    /// A command of the batch with what it came to, until the COMMIT is known.
    struct Settled {
        Result<Reply> reply;
        std::optional<Done> done;
    };

    void loop();
    [[nodiscard]] bool wait_for_work();
    [[nodiscard]] Batch take();
    void run_batch(Batch& batch);
    [[nodiscard]] cases::CommitOutcome commit();
    [[nodiscard]] Result<std::vector<Settled>> run_commands(Batch& batch);
    [[nodiscard]] Settled run_command(Work& work);
    [[nodiscard]] Result<std::optional<Reply>> replay(const Work& work);
    void refuse_all(Batch& batch, const Failure& failure);
    void housekeep();
    void fire_timers();
    void look_for_room();
    void count_timers();
    void forget_answers();
    void fatal(const Failure& failure);

    std::unique_ptr<cases::WriteStore> store_;
    Domain domain_;
    WriterSettings settings_;
    WriterHooks hooks_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Work> queue_;
    bool stopping_ = false;

    std::mutex gate_;
    std::atomic<std::uint64_t> commits_{0};
    std::atomic<std::uint64_t> commands_{0};
    bool dead_ = false;
    std::atomic<bool> room_{true};
    Instant answers_forgotten_at_{};
    std::chrono::steady_clock::time_point timers_counted_at_{};
    WriterMeters meters_;
    std::set<cases::CaseId> stuck_;  ///< cases whose timers could not be fired; told once, tried again after a restart
    std::thread thread_;
};

}  // namespace wissel::runtime
