#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/access.hpp"
#include "engine/cases/api_key.hpp"
#include "engine/cases/case_list.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/definition.hpp"
#include "engine/cases/sealed.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The ports that storage implements, in the words of the register. engine/store/sqlite is one implementation,
// the memory store of tests/support another; tests/contract holds both to the same promises.

namespace wissel::cases {

/// The answer to a command as it is kept for a retry with the same Idempotency-Key.
struct KeptAnswer {
    int status = 0;
    std::string location;
    std::string etag;
    std::string body;

    bool operator==(const KeptAnswer&) const = default;
};

struct KeptEntry {
    Digest fingerprint;  ///< of body and query: a key that comes again with another body is a mistake
    Instant kept_at;
    KeptAnswer answer;
};

/// How a COMMIT ended.
enum class CommitOutcome : std::uint8_t {
    durable,  ///< on the disk: it may be answered
    refused,  ///< nothing of it was kept (disk full, busy); the store goes on
    unknown,  ///< an I/O error: it may or may not be there after a restart. The store must not be used again
};

/// What will come of itself, for whoever watches the register.
struct TimerCounts {
    std::int64_t waiting = 0;  ///< timers and terms that are kept, those that are due among them
    std::int64_t due = 0;      ///< whose moment has come, and that were not fired yet

    bool operator==(const TimerCounts&) const = default;
};

/// The one writer. Not thread-safe: it belongs to the writer lane. One transaction holds many commands, each
/// behind a savepoint. A failure with the code `unavailable` or `internal` from any function means that the
/// whole transaction is lost and must be rolled back; `internal` also that the store must not be used again.
class WriteStore {
public:
    virtual ~WriteStore() = default;

    [[nodiscard]] virtual Result<void> begin() = 0;
    [[nodiscard]] virtual CommitOutcome commit() = 0;
    virtual void rollback() = 0;

    [[nodiscard]] virtual Result<void> savepoint() = 0;
    [[nodiscard]] virtual Result<void> release() = 0;
    [[nodiscard]] virtual Result<void> undo() = 0;  ///< back to the savepoint, which is gone afterwards

    /// The highest number that a case of `year` has; 0 without one.
    [[nodiscard]] virtual Result<int> last_number(int year) = 0;

    /// When the last event of the register was; the epoch without one.
    [[nodiscard]] virtual Result<Instant> last_instant() = 0;

    /// No value: there is no such case.
    [[nodiscard]] virtual Result<std::optional<CaseState>> load(const CaseId& id) = 0;

    /// Which case has this reference. No value: none.
    [[nodiscard]] virtual Result<std::optional<CaseId>> find_id(const CaseNumber& number) = 0;

    /// Cases with a timer that is due at `now`, the earliest first.
    [[nodiscard]] virtual Result<std::vector<CaseId>> due_cases(Instant now, int limit) = 0;

    /// How many timers there are, and how many of them are due at `now`. Counts them: 10 ms for each million.
    [[nodiscard]] virtual Result<TimerCounts> count_timers(Instant now) = 0;

    /// All cases for which something is still due at all, in the order in which they came; `after`: from behind
    /// that one on.
    [[nodiscard]] virtual Result<std::vector<CaseId>> watched_cases(
        const std::optional<CaseId>& after, int limit
    ) = 0;

    /// What the program remembers for itself, by a name.
    [[nodiscard]] virtual Result<std::optional<std::string>> find_mark(const std::string& name) = 0;
    [[nodiscard]] virtual Result<void> set_mark(const std::string& name, const std::string& value) = 0;

    /// What of a case's texts was not erased, by rising id; empty without such a case.
    [[nodiscard]] virtual Result<std::vector<SealedValue>> sealed_of(const CaseId& id) = 0;

    /// Writes the events of one case (numbering each: `sequence` is set on return), what they sealed, and the
    /// state that they lead to. `stale` where the case is not at the version before the first event.
    [[nodiscard]] virtual Result<void> append(
        std::vector<Event>& events, const std::vector<SealedValue>& sealed, const CaseState& after
    ) = 0;

    /// The answer kept under `key` (a digest over scope and Idempotency-Key).
    [[nodiscard]] virtual Result<std::optional<KeptEntry>> find_answer(const Digest& key) = 0;
    [[nodiscard]] virtual Result<void> keep_answer(const Digest& key, const KeptEntry& entry) = 0;
    [[nodiscard]] virtual Result<void> forget_answers_before(Instant moment) = 0;

    /// Keeps a version for as long as the register lives. Kept already with the same hash: nothing happens,
    /// and the first `kept_at` stays. With another hash: `definition_changed`. `conflict` also where its hash
    /// is kept under another kind, id or version.
    [[nodiscard]] virtual Result<void> keep_definition(const Definition& definition) = 0;

    /// `conflict` where the prefix is taken.
    [[nodiscard]] virtual Result<void> add_key(const ApiKey& key) = 0;
    /// `not_found` without such a key; revoking twice keeps the first moment.
    [[nodiscard]] virtual Result<void> revoke_key(
        const std::string& prefix, Instant at, const std::string& by
    ) = 0;
    [[nodiscard]] virtual Result<std::vector<ApiKey>> keys() = 0;

    /// Moves what was committed into the main file, as far as readers allow, outside a transaction. Called
    /// about once a second; cheap when there is nothing to do.
    [[nodiscard]] virtual Result<void> checkpoint() = 0;
};

struct CaseView {
    CaseState state;
    std::vector<SealedValue> sealed;  ///< what of its texts was not erased, by rising id
    bool outside = false;             ///< less of it, for who sees it only because it is open (outside_view.hpp)
};

/// One page of a list of cases. `next` is absent on the last page.
struct CasePage {
    std::vector<CaseView> items;
    std::optional<CasePlace> next{};
    std::optional<std::int64_t> total{};  ///< all that fits and is seen, on whichever page; where it was asked for
    std::optional<std::int64_t> searched_to{};  ///< where words were searched: the sequence up to which they are known
};

/// One page of something that is sorted by a growing number. `next` is absent on the last page.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::int64_t> next;
};

/// A reader beside the writer, over a snapshot of its own in each call. Not thread-safe: each reader lane has
/// one. A case outside `scope` is answered like one that does not exist, and a view holds what the scope may read
/// (`as_seen`, outside_view.hpp).
class ReadStore {
public:
    virtual ~ReadStore() = default;

    [[nodiscard]] virtual Result<std::optional<CaseView>> find_case(const Scope& scope, const CaseId& id) = 0;

    /// The same by its reference.
    [[nodiscard]] virtual Result<std::optional<CaseView>> find_case(
        const Scope& scope, const CaseNumber& number
    ) = 0;

    /// Walking from `next` to `next` neither skips nor repeats a case that does not change meanwhile. Words are
    /// searched for as engine/search says; what cannot be asked for is `invalid`, and `unavailable` where they cannot
    /// be searched for now. A case may be found by its words a moment later than it is there: `searched_to` tells.
    [[nodiscard]] virtual Result<CasePage> list_cases(const Scope& scope, const CaseList& asked) = 0;

    /// Cases that wait for `organisation` and that the scope sees in its own right, the urgent ones first, then by
    /// term; from the `offset`th on. `next` is the offset to go on from.
    [[nodiscard]] virtual Result<Page<CaseView>> list_waiting(
        const Scope& scope, const Oin& organisation, std::int64_t offset, int limit
    ) = 0;

    /// The exact texts of a case's events with a version above `after`, oldest first. No value: no such case.
    [[nodiscard]] virtual Result<std::optional<Page<std::string>>> list_events(
        const Scope& scope, const CaseId& id, std::int64_t after, int limit
    ) = 0;

    /// Calls `each` with the exact text of every event in `scope` whose sequence is above `after`, in the order of
    /// their sequence, over one snapshot. A text lives until `each` returns. What `each` throws ends it and goes on up.
    [[nodiscard]] virtual Result<void> each_event(
        const Scope& scope, std::int64_t after, const std::function<void(std::string_view)>& each
    ) = 0;

    /// The definition that a case or a decision names by its hash.
    [[nodiscard]] virtual Result<std::optional<Definition>> find_definition(const std::string& hash) = 0;

    /// All that are kept, by kind, id and age, without their `content`.
    [[nodiscard]] virtual Result<std::vector<Definition>> definitions() = 0;

    [[nodiscard]] virtual Result<std::vector<ApiKey>> keys() = 0;

    /// The highest sequence given; 0 without events. Cheap: for the readiness check.
    [[nodiscard]] virtual Result<std::int64_t> last_sequence() = 0;
};

}  // namespace wissel::cases
