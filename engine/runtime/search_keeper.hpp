#pragma once

#include "engine/cases/search_index.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace wissel::runtime {

struct SearchSettings {
    int batch_max = 64;                          ///< cases or events in one step
    int busy_batch_max = 512;                    ///< the same where the writer would not fall silent
    std::chrono::milliseconds quiet{50};         ///< for so long nothing is written before a step begins
    std::chrono::milliseconds patience{5'000};   ///< from the first change on; then it begins whatever is written
    std::chrono::milliseconds breath{2};         ///< between two steps, for whoever else wants the disk
    std::chrono::milliseconds look_around{2'000};  ///< at the longest between two steps
    std::chrono::milliseconds retry_min{1'000};  ///< after a failure; doubled with each further one
    std::chrono::milliseconds retry_max{60'000};
};

/// Keeps the search index up with the register, on a thread of its own that gives way to all others: while much is
/// written it waits, for a while, since taking in a case costs as much processor time as writing it. Whatever goes
/// wrong is told in the log and tried again; nothing of it reaches the register.
class SearchKeeper {
public:
    /// Begins at once. `has_room` is asked before each step: a disk that is nearly full is the register's.
    SearchKeeper(
        std::unique_ptr<cases::SearchIndex> index, std::function<bool()> has_room, SearchSettings settings = {}
    );

    /// Calls `stop`.
    ~SearchKeeper();
    SearchKeeper(const SearchKeeper&) = delete;
    SearchKeeper& operator=(const SearchKeeper&) = delete;

    /// Something was committed. Cheap; safe from any thread; never throws.
    void wake() noexcept;

    /// Ends after the step that runs, and closes the index. Idempotent.
    void stop();

private:
    using Lock = std::unique_lock<std::mutex>;

    void loop();
    /// Waits until something was committed, and then until nothing is any more or patience ends.
    void wait_for_change(Lock& lock);
    /// One step; how long to wait behind it. No value: until something is committed.
    [[nodiscard]] std::optional<std::chrono::milliseconds> step();
    [[nodiscard]] std::chrono::milliseconds failed(const char* how, std::string_view why);
    void tell(const cases::SearchStep& step);

    std::unique_ptr<cases::SearchIndex> index_;
    std::function<bool()> has_room_;
    const SearchSettings settings_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool woken_ = true;
    std::chrono::steady_clock::time_point written_at_{};  ///< when it was last woken
    bool stopping_ = false;
    bool busy_ = false;  ///< patience ended before the writer fell silent

    int failures_ = 0;  ///< in a row
    bool filling_ = false;
    std::thread thread_;
};

}  // namespace wissel::runtime
