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
    std::chrono::milliseconds gather{50};        ///< from the first change on, so that one step takes in several
    std::chrono::milliseconds breath{2};         ///< between two steps, for whoever else wants the disk
    std::chrono::milliseconds look_around{2'000};  ///< at the longest between two steps
    std::chrono::milliseconds retry_min{1'000};  ///< after a failure; doubled with each further one
    std::chrono::milliseconds retry_max{60'000};
};

/// Keeps the search index up with the register, on a thread of its own that gives way to all others. Whatever goes
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
    bool stopping_ = false;

    int failures_ = 0;  ///< in a row
    bool filling_ = false;
    std::thread thread_;
};

}  // namespace wissel::runtime
