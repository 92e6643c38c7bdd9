#include "engine/base/ensure.hpp"
#include "engine/cases/term_state.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/worklist.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "engine/store/sqlite/found_by.hpp"
#include "engine/store/sqlite/migrate.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "engine/store/sqlite/sqlite_failure.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace wissel::store::sqlite {
namespace {

using cases::ApiKey;
using cases::CaseId;
using cases::CaseNumber;
using cases::CaseState;
using cases::CommitOutcome;
using cases::Definition;
using cases::Event;
using cases::KeptEntry;
using cases::SealedValue;

/// Above this the WAL is truncated, even if that makes the writer wait for readers for a moment.
constexpr std::int64_t wal_bytes_max = 64LL * 1024 * 1024;

std::vector<CaseId> ids_in(Query& rows) {
    std::vector<CaseId> ids;
    while (rows.next()) {
        const auto id = Uuid::from_bytes(rows.text_at(0));
        ensure(id.has_value(), "a case's id has 16 bytes");
        ids.push_back(CaseId(*id));
    }
    return ids;
}

struct LastEvent {
    std::int64_t sequence = 0;
    Instant at{};
};

/// What a transaction knows of its end without asking again: nobody else writes. Forgotten where something is undone.
struct Last {
    std::optional<LastEvent> event;
    std::optional<CaseNumber> number;
};

class SqliteWriteStore : public cases::WriteStore {
public:
    explicit SqliteWriteStore(const Settings& settings) : db_(settings, Access::write), found_by_(db_) {}

    Result<void> prepare(const Settings& settings) { return migrate(db_, settings); }

    Result<void> begin() override {
        last_ = {};
        return execute("BEGIN IMMEDIATE");
    }
    Result<void> savepoint() override { return execute("SAVEPOINT command"); }
    Result<void> release() override { return execute("RELEASE command"); }
    Result<void> undo() override {
        last_ = {};
        found_by_.forget();
        return guarded([this]() -> Result<void> {
            db_.execute("ROLLBACK TO command");
            db_.execute("RELEASE command");
            return {};
        });
    }

    CommitOutcome commit() override {
        const auto committed = execute("COMMIT");
        if (committed) return CommitOutcome::durable;
        if (committed.error().code != FailureCode::unavailable) return CommitOutcome::unknown;
        rollback();
        return CommitOutcome::refused;
    }

    void rollback() override {
        last_ = {};
        found_by_.forget();
        // SQLite rolls back by itself on some errors; then there is nothing left to do.
        if (db_.in_transaction()) (void)execute("ROLLBACK");
    }

    Result<int> last_number(int year) override {
        return guarded([&]() -> Result<int> {
            if (!last_.number || last_.number->year != year) {
                auto row = db_.query("SELECT coalesce(max(number), 0) FROM cases WHERE year = ?");
                row.integer(year);
                last_.number = {year, row.next() ? static_cast<int>(row.integer_at(0)) : 0};
            }
            return last_.number->number;
        });
    }

    Result<Instant> last_instant() override {
        return guarded([&]() -> Result<Instant> {
            return last_event().at;
        });
    }

    Result<std::optional<CaseState>> load(const CaseId& id) override {
        return guarded([&]() -> Result<std::optional<CaseState>> {
            auto row = db_.query(
                "SELECT d.state FROM cases c JOIN case_documents d ON d.case_id = c.id WHERE c.uuid = ?"
            );
            row.blob(id.uuid().bytes());
            if (!row.next()) return std::nullopt;
            return cases::decode_case(row.text_at(0));
        });
    }

    Result<std::optional<CaseId>> find_id(const CaseNumber& number) override {
        return guarded([&]() -> Result<std::optional<CaseId>> {
            auto row = db_.query("SELECT uuid FROM cases WHERE year = ? AND number = ?");
            if (!row.integer(number.year).integer(number.number).next()) return std::nullopt;
            const auto id = Uuid::from_bytes(row.text_at(0));
            ensure(id.has_value(), "a case's id has 16 bytes");
            return CaseId(*id);
        });
    }

    Result<std::vector<CaseId>> watched_cases(const std::optional<CaseId>& after, int limit) override {
        return guarded([&]() -> Result<std::vector<CaseId>> {
            auto rows = db_.query(
                "SELECT c.uuid FROM cases c WHERE c.id > coalesce((SELECT id FROM cases WHERE uuid = ?), 0) AND "
                "EXISTS (SELECT 1 FROM timers t WHERE t.case_id = c.id) ORDER BY c.id LIMIT ?"
            );
            rows.blob(after ? after->uuid().bytes() : std::string_view()).integer(limit);
            return ids_in(rows);
        });
    }

    Result<std::optional<std::string>> find_mark(const std::string& name) override {
        return guarded([&]() -> Result<std::optional<std::string>> {
            auto row = db_.query("SELECT value FROM marks WHERE name = ?");
            if (!row.text(name).next()) return std::nullopt;
            return std::string(row.text_at(0));
        });
    }

    Result<void> set_mark(const std::string& name, const std::string& value) override {
        return guarded([&]() -> Result<void> {
            db_.query(
                   "INSERT INTO marks (name, value) VALUES (?, ?) "
                   "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            )
                .text(name)
                .text(value)
                .run();
            return {};
        });
    }

    Result<std::vector<CaseId>> due_cases(Instant now, int limit) override {
        return guarded([&]() -> Result<std::vector<CaseId>> {
            // The plus keeps SQLite from going through the timers of all cases, in order to group them without sorting.
            auto rows = db_.query(
                "SELECT c.uuid FROM timers t JOIN cases c ON c.id = t.case_id WHERE t.due_at <= ? GROUP BY "
                "+t.case_id ORDER BY min(t.due_at), t.case_id LIMIT ?"
            );
            rows.integer(to_integer(now)).integer(limit);
            return ids_in(rows);
        });
    }

    Result<cases::TimerCounts> count_timers(Instant now) override {
        return guarded([&]() -> Result<cases::TimerCounts> {
            auto row = db_.query(
                "SELECT (SELECT count(*) FROM timers), (SELECT count(*) FROM timers WHERE due_at <= ?)"
            );
            if (!row.integer(to_integer(now)).next()) return cases::TimerCounts{};
            return cases::TimerCounts{row.integer_at(0), row.integer_at(1)};
        });
    }

    Result<std::vector<SealedValue>> sealed_of(const CaseId& id) override {
        return guarded([&]() -> Result<std::vector<SealedValue>> {
            auto row = db_.query("SELECT id FROM cases WHERE uuid = ?");
            if (!row.blob(id.uuid().bytes()).next()) return std::vector<SealedValue>();
            return read_sealed(db_, row.integer_at(0));
        });
    }

    Result<void> append(
        std::vector<Event>& events, const std::vector<SealedValue>& sealed, const CaseState& after
    ) override {
        ensure(
            !events.empty() && events.back().version == after.version, "a state is the fold of its events"
        );
        return guarded([&]() -> Result<void> {
            const std::int64_t before = events.front().version - 1;
            const auto case_key = before == 0 ? insert_case(after) : update_case(after, before);
            if (!case_key) return std::unexpected(case_key.error());
            write_events(*case_key, events);
            write_sealed(*case_key, sealed);
            write_derived(*case_key, after, before == 0);
            return {};
        });
    }

    Result<std::optional<KeptEntry>> find_answer(const Digest& key) override {
        return guarded([&]() -> Result<std::optional<KeptEntry>> {
            auto row = db_.query(
                "SELECT fingerprint, kept_at, status, location, etag, body FROM kept_answers WHERE key = ?"
            );
            row.blob(bytes_of(key));
            if (!row.next()) return std::nullopt;
            return KeptEntry{
                to_digest(row.text_at(0)),
                to_instant(row.integer_at(1)),
                {static_cast<int>(row.integer_at(2)), row.text_at(3), row.text_at(4), row.text_at(5)}};
        });
    }

    Result<void> keep_answer(const Digest& key, const KeptEntry& entry) override {
        return guarded([&]() -> Result<void> {
            auto row = db_.query(
                "INSERT INTO kept_answers (key, fingerprint, kept_at, status, location, etag, body) VALUES "
                "(?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, "
                "kept_at = excluded.kept_at, status = excluded.status, location = excluded.location, "
                "etag = excluded.etag, body = excluded.body"
            );
            row.blob(bytes_of(key)).blob(bytes_of(entry.fingerprint)).integer(to_integer(entry.kept_at));
            row.integer(entry.answer.status).text(entry.answer.location).text(entry.answer.etag);
            row.text(entry.answer.body).run();
            return {};
        });
    }

    Result<void> forget_answers_before(Instant moment) override {
        return guarded([&]() -> Result<void> {
            db_.query("DELETE FROM kept_answers WHERE kept_at < ?").integer(to_integer(moment)).run();
            return {};
        });
    }

    Result<void> keep_definition(const Definition& definition) override {
        return guarded([&]() -> Result<void> {
            auto kept = db_.query("SELECT hash FROM definitions WHERE kind = ? AND id = ? AND version = ?");
            kept.text(definition.kind).text(definition.id).text(definition.version);
            if (kept.next()) {
                if (kept.text_at(0) == definition.hash) return {};
                return std::unexpected(cases::definition_changed(definition));
            }
            auto row = db_.query(
                "INSERT INTO definitions (kind, id, version, hash, content, kept_at) VALUES (?, ?, ?, ?, ?, "
                "?)"
            );
            row.text(definition.kind).text(definition.id).text(definition.version).text(definition.hash);
            row.text(definition.content).integer(to_integer(definition.kept_at)).run();
            return {};
        });
    }

    Result<void> add_key(const ApiKey& key) override {
        return guarded([&]() -> Result<void> {
            auto row = db_.query(
                "INSERT INTO api_keys (prefix, hash, organisation, roles, label, created_at, created_by) "
                "VALUES (?, ?, "
                "?, ?, ?, ?, ?)"
            );
            row.text(key.prefix).blob(bytes_of(key.hash)).text(key.organisation);
            row.text(nlohmann::json(key.roles).dump()).text(key.label).integer(to_integer(key.created_at));
            row.text(key.created_by).run();
            return {};
        });
    }

    Result<void> revoke_key(const std::string& prefix, Instant at, const std::string& by) override {
        return guarded([&]() -> Result<void> {
            auto row = db_.query(
                "UPDATE api_keys SET revoked_by = CASE WHEN revoked_at IS NULL THEN ? ELSE revoked_by END, "
                "revoked_at = "
                "coalesce(revoked_at, ?) WHERE prefix = ?"
            );
            if (row.text(by).integer(to_integer(at)).text(prefix).run() == 1) return {};
            return fail(FailureCode::not_found, {"Deze sleutel is er niet.", "There is no such key."});
        });
    }

    Result<std::vector<ApiKey>> keys() override {
        return guarded([&]() -> Result<std::vector<ApiKey>> { return read_keys(db_); });
    }

    Result<void> checkpoint() override {
        int frames = 0;
        int moved = 0;
        int status =
            sqlite3_wal_checkpoint_v2(db_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
        if (status == SQLITE_OK && std::int64_t{frames} * page_bytes > wal_bytes_max) {
            // Not waited for: all commands would wait along, each second, as long as somebody reads (a backup).
            db_.wait_for_locks(false);
            status = sqlite3_wal_checkpoint_v2(
                db_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr
            );
            db_.wait_for_locks(true);
        }
        // Busy: a reader holds an old snapshot; the next round gets further.
        if (status == SQLITE_OK || status == SQLITE_BUSY || status == SQLITE_LOCKED) return {};
        return std::unexpected(to_failure(SQLite::Exception(db_.handle(), status)));
    }

private:
    static constexpr std::int64_t page_bytes = 4096;

    Result<void> execute(const char* sql) {
        return guarded([&]() -> Result<void> {
            db_.query(sql).run();
            return {};
        });
    }

    Result<std::int64_t> insert_case(const CaseState& after) {
        const FoundRow found = found_by_.row_of(after);
        auto row = db_.query(
            "INSERT INTO cases (uuid, year, number, version, phase, changed_at, due_at, facets, closed_at, legs, "
            "reported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        );
        row.blob(after.id.uuid().bytes()).integer(after.number.year).integer(after.number.number);
        row.integer(after.version).text(after.phase).integer(to_integer(after.changed_at));
        row.integer(found.due_at).text(found.facets).integer(found.closed_at).text(found.legs);
        row.integer(to_integer(after.created_at)).run();
        const std::int64_t case_key = db_.last_row();
        if (last_.number && last_.number->year == after.number.year)
            last_.number->number = std::max(last_.number->number, after.number.number);
        found_by_.change(case_key, {}, found);
        return case_key;
    }

    Result<std::int64_t> update_case(const CaseState& after, std::int64_t before) {
        std::int64_t case_key = 0;
        FoundRow found;
        {
            auto row = db_.query(
                "UPDATE cases SET version = ?, phase = ?, changed_at = ? WHERE uuid = ? AND version = ? "
                "RETURNING id, facets, due_at, closed_at, legs"
            );
            row.integer(after.version).text(after.phase).integer(to_integer(after.changed_at));
            row.blob(after.id.uuid().bytes()).integer(before);
            if (!row.next()) return changed_since();
            case_key = row.integer_at(0);
            found = {std::string(row.text_at(1)), row.integer_at(2), row.integer_at(3), std::string(row.text_at(4))};
        }
        // Apart from the above: an index is written anew for every column that is set, whether it changes or not.
        const FoundRow now = found_by_.row_of(after);
        if (now == found) return case_key;
        found_by_.change(case_key, found, now);
        auto row = db_.query("UPDATE cases SET facets = ?, legs = ?, due_at = ? WHERE id = ?");
        row.text(now.facets).text(now.legs).integer(now.due_at).integer(case_key).run();
        if (now.closed_at == found.closed_at) return case_key;
        auto closing = db_.query("UPDATE cases SET closed_at = ? WHERE id = ?");
        closing.integer(now.closed_at).integer(case_key).run();
        return case_key;
    }

    static std::unexpected<Failure> changed_since() {
        return fail(
            FailureCode::stale,
            {"Het knelpunt is intussen gewijzigd; lees het opnieuw.",
             "The case has changed since; read it again."}
        );
    }

    void write_events(std::int64_t case_key, std::vector<Event>& events) {
        std::int64_t sequence = last_event().sequence;
        for (auto& event : events) {
            event.sequence = ++sequence;
            auto row =
                db_.query("INSERT INTO events (sequence, case_id, version, at, text) VALUES (?, ?, ?, ?, ?)");
            row.integer(event.sequence)
                .integer(case_key)
                .integer(event.version)
                .integer(to_integer(event.at));
            row.text(cases::encode_event(event)).run();
        }
        last_.event = LastEvent{sequence, events.back().at};
    }

    /// Of the history as this transaction has it so far.
    LastEvent last_event() {
        if (!last_.event) {
            auto row = db_.query("SELECT sequence, at FROM events ORDER BY sequence DESC LIMIT 1");
            last_.event = row.next() ? LastEvent{row.integer_at(0), to_instant(row.integer_at(1))} : LastEvent{};
        }
        return *last_.event;
    }

    void write_sealed(std::int64_t case_key, const std::vector<SealedValue>& sealed) {
        for (const auto& one : sealed) {
            auto row = db_.query("INSERT INTO sealed (case_id, uuid, salt, value) VALUES (?, ?, ?, ?)");
            row.integer(case_key).blob(one.id.uuid().bytes()).blob(one.salt).text(one.value).run();
        }
    }

    /// What can be rebuilt from the events: the state to read, and the ways to find it.
    void write_derived(std::int64_t case_key, const CaseState& after, bool is_new) {
        db_.query(
               "INSERT INTO case_documents (case_id, state) VALUES (?, ?) ON CONFLICT (case_id) DO UPDATE "
               "SET state = "
               "excluded.state"
        )
            .integer(case_key)
            .text(cases::encode_case(after))
            .run();
        for (const auto& party : after.parties) {
            db_.query("INSERT INTO case_parties (organisation, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .text(party)
                .integer(case_key)
                .run();
        }
        for (const auto& report : after.reports) {
            db_.query(
                   "INSERT INTO reports (uuid, case_id, own_reference) VALUES (?, ?, ?) ON CONFLICT DO "
                   "NOTHING"
            )
                .blob(report.id.uuid().bytes())
                .integer(case_key)
                .text_or_null(cases::own_reference(report))
                .run();
        }
        write_viewers(case_key, after, is_new);
        write_turns(case_key, after, is_new);
        write_timers(case_key, after, is_new);
    }

    /// Who sees it in its own right, and where it is open the one row that stands for all that take part.
    void write_viewers(std::int64_t case_key, const CaseState& after, bool is_new) {
        const auto write = [&](const std::string& viewer, bool sees) {
            // Of a new case there is nothing yet to take away.
            if (!sees && is_new) return;
            db_.query(
                   sees ? "INSERT INTO case_viewers (organisation, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
                        : "DELETE FROM case_viewers WHERE organisation = ? AND case_id = ?"
            )
                .text(viewer)
                .integer(case_key)
                .run();
        };
        const auto inside = cases::seen_by(after);
        for (const auto& viewer : after.viewers)
            write(viewer, std::find(inside.begin(), inside.end(), viewer) != inside.end());
        write(everybody, after.visibility.now() == cases::Visibility::open);
    }

    void write_turns(std::int64_t case_key, const CaseState& after, bool is_new) {
        if (!is_new) db_.query("DELETE FROM case_turns WHERE case_id = ?").integer(case_key).run();
        for (const auto& turn : cases::turn_rows(after)) {
            db_.query("INSERT INTO case_turns (organisation, urgent, due_at, case_id) VALUES (?, ?, ?, ?)")
                .text(turn.organisation)
                .integer(turn.urgent ? 1 : 0)
                .integer(turn.due_at ? to_integer(*turn.due_at) : no_term)
                .integer(case_key)
                .run();
        }
    }

    void write_timers(std::int64_t case_key, const CaseState& after, bool is_new) {
        if (!is_new) db_.query("DELETE FROM timers WHERE case_id = ?").integer(case_key).run();
        const auto write = [&](const std::vector<cases::DueTimer>& timers, std::string_view leg) {
            for (const auto& timer : timers) {
                db_.query("INSERT INTO timers (due_at, case_id, leg, timer) VALUES (?, ?, ?, ?)")
                    .integer(to_integer(timer.due_at))
                    .integer(case_key)
                    .blob(leg)
                    .integer(static_cast<std::int64_t>(timer.id))
                    .run();
            }
        };
        write(cases::watched_of_case(after), "");
        for (const auto& leg : after.legs) write(cases::watched(leg.machine), leg.id.uuid().bytes());
    }

    Connection db_;
    FoundBy found_by_;
    Last last_;
};

}  // namespace

Result<std::unique_ptr<cases::WriteStore>> open_writer(const Settings& settings) {
    return guarded([&]() -> Result<std::unique_ptr<cases::WriteStore>> {
        auto store = std::make_unique<SqliteWriteStore>(settings);
        if (auto prepared = store->prepare(settings); !prepared) return fail_as(prepared);
        return store;
    });
}

}  // namespace wissel::store::sqlite
