#pragma once

#include "engine/base/clock.hpp"
#include "engine/base/failure.hpp"
#include "engine/cases/store.hpp"
#include "engine/runtime/status_settings.hpp"
#include "engine/status/lists.hpp"
#include "engine/status/model.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace wissel::runtime {

/// A status document, ready to be sent. Immutable.
struct StatusDocument {
    status::Version version;
    std::string body;
    std::string etag;
};
using StatusDocumentPtr = std::shared_ptr<const StatusDocument>;

/// How the board stands, for whoever watches the register.
struct StatusFigures {
    status::Version version;
    std::size_t cases = 0;
    std::int64_t stuck = 0;            ///< cases that were called stuck
    std::vector<status::OpenCases> open;  ///< for every route and phase of the lists, and others that there are
    std::size_t pollers = 0;           ///< that wait for a change
    std::size_t documents_made = 0;
    bool broken = false;
};

enum class Coding : std::uint8_t { identity, gzip };

/// One of the documents there are.
struct StatusPage {
    status::Subject subject;
    Coding coding = Coding::identity;

    auto operator<=>(const StatusPage&) const = default;
};

/// The read model behind the status, and its documents. The writer tells it what was committed; a document is made on
/// a thread of its own, at most once a version and only when somebody asks, from a copy taken in one piece. Whoever
/// asks gets one that is no older than his question.
class StatusBoard {
public:
    /// Called exactly once, on the asker's or on the board's thread; it must only hand the document on.
    using Answer = std::move_only_function<void(Result<StatusDocumentPtr>)>;

    /// `clock` outlives it.
    StatusBoard(const Clock& clock, status::Lists lists, StatusSettings settings);
    ~StatusBoard();
    StatusBoard(const StatusBoard&) = delete;
    StatusBoard& operator=(const StatusBoard&) = delete;

    /// Folds in all that `store` holds, and begins to answer. Before the writer begins. A history that does not fold
    /// is told in the log, and the status is then refused until the program is started anew: the register itself
    /// goes on.
    [[nodiscard]] Result<void> open(cases::ReadStore& store);

    /// What a COMMIT added. Never throws; called on the writer's thread.
    void take(const std::vector<status::Fact>& facts) noexcept;

    /// Whether such a page exists: a route of the vocabulary, an organisation that takes part or that sees a case.
    [[nodiscard]] bool has(const status::Subject& subject) const;

    /// The document as it is now, if it is there already.
    [[nodiscard]] StatusDocumentPtr ready(const StatusPage& page);

    /// The document as it is now. Fails with `unavailable` once the board stopped, with `bug` where it broke.
    void ask(const StatusPage& page, Answer answer);

    /// The document as soon as it is another one than that of `known`; null where it is not after `within`, or where
    /// the server stops. `unavailable` where too many wait, or for too many periods.
    void wait(const StatusPage& page, const status::Version& known, std::chrono::milliseconds within, Answer answer);

    /// Nobody waits for a change any more, now or later: connections have to end.
    void end_waiting();

    /// Answers everybody. Idempotent.
    void stop();

    /// All in one piece, under the lock for microseconds. Safe from any thread.
    [[nodiscard]] StatusFigures figures() const;

    /// How many documents were made, how many pages are kept, and how many wait for a change; for tests and figures.
    [[nodiscard]] std::size_t made() const;
    [[nodiscard]] std::size_t kept() const;
    [[nodiscard]] std::size_t waiting() const;

private:
    using Steady = std::chrono::steady_clock;

    struct Waiter {
        std::optional<status::Version> known;  ///< none: wants what is there now
        Steady::time_point since;
        Steady::time_point until;
        Answer answer;
    };
    struct Slot {
        StatusDocumentPtr document;
        Steady::time_point made_at{};
        Steady::time_point asked_at{};
        std::vector<Waiter> waiters;
    };
    using Lock = std::unique_lock<std::mutex>;

    void loop();
    void turn_day();
    [[nodiscard]] bool current(const Slot& slot) const;
    [[nodiscard]] bool is_due(const Slot& slot, const Waiter& one) const;
    [[nodiscard]] std::optional<StatusPage> next_due() const;
    [[nodiscard]] std::vector<Answer> due(Slot& slot);
    [[nodiscard]] bool is_one_too_many(const StatusPage& page) const;
    [[nodiscard]] Steady::time_point next_look() const;
    [[nodiscard]] std::vector<Answer> expired();
    void forget_periods();
    void make(Lock& lock, const StatusPage& page, std::vector<Answer> answers);
    [[nodiscard]] StatusDocumentPtr word(const StatusPage& page, const status::Snapshot& snapshot) const;
    void answer_all(const Failure& failure);
    void fail(std::string_view what) noexcept;
    [[nodiscard]] static Failure broken();

    const Clock& clock_;
    const status::Lists lists_;
    const StatusSettings settings_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    status::Model model_;
    Instant day_ends_{};  ///< the moment at which the day of the model is over
    std::map<StatusPage, Slot> slots_;
    std::size_t pollers_ = 0;
    std::size_t made_ = 0;
    bool broken_ = false;
    bool no_waiting_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace wissel::runtime
