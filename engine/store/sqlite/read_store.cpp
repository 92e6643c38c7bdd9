#include "engine/base/ensure.hpp"
#include "engine/cases/outside_view.hpp"
#include "engine/store/sqlite/case_search.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "engine/store/sqlite/migrate.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "engine/store/sqlite/search_reader.hpp"
#include "engine/store/sqlite/sqlite_failure.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace wissel::store::sqlite {
namespace {

using cases::CaseId;
using cases::CaseView;
using cases::Definition;
using cases::Page;
using cases::Scope;

/// One snapshot for the several statements of one call.
class Snapshot {
public:
    explicit Snapshot(Connection& db) : db_(db) { db_.execute("BEGIN"); }
    ~Snapshot() {
        try {
            if (db_.in_transaction()) db_.execute("COMMIT");
        } catch (const SQLite::Exception&) {
            // A reader that cannot end its snapshot has nothing to lose; the next BEGIN tells.
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Connection& db_;
};

/// What a row that begins with these columns says of a definition: all but its content.
Definition definition_in(Query& row) {
    return {
        row.text_at(0), row.text_at(1), row.text_at(2), row.text_at(3), {}, to_instant(row.integer_at(4))};
}

class SqliteReadStore : public cases::ReadStore {
public:
    explicit SqliteReadStore(const Settings& settings)
        : db_(settings, Access::read), search_(db_, settings.search) {}

    Result<void> prepare() { return check_version(db_); }

    Result<std::optional<CaseView>> find_case(const Scope& scope, const CaseId& id) override {
        return guarded([&]() -> Result<std::optional<CaseView>> {
            const Snapshot snapshot(db_);
            const auto key = find_key(scope, id);
            if (!key) return std::nullopt;
            return view(scope, *key);
        });
    }

    Result<std::optional<CaseView>> find_case(const Scope& scope, const cases::CaseNumber& number) override {
        return guarded([&]() -> Result<std::optional<CaseView>> {
            const Snapshot snapshot(db_);
            std::optional<CaseId> id;
            {
                auto row = db_.query("SELECT uuid FROM cases WHERE year = ? AND number = ?");
                if (!row.integer(number.year).integer(number.number).next()) return std::nullopt;
                const auto read = Uuid::from_bytes(row.text_at(0));
                ensure(read.has_value(), "a case's id has 16 bytes");
                id = CaseId(*read);
            }
            const auto key = find_key(scope, *id);
            if (!key) return std::nullopt;
            return view(scope, *key);
        });
    }

    Result<cases::CasePage> list_cases(const Scope& scope, const cases::CaseList& asked) override {
        if (!asked.filter.text.empty()) return list_found(scope, asked);
        return guarded([&]() -> Result<cases::CasePage> {
            const Snapshot snapshot(db_);
            return page_of(scope, places_of(scope, asked), asked);
        });
    }

    Result<Page<CaseView>> list_waiting(
        const Scope& scope, const cases::Oin& organisation, std::int64_t offset, int limit
    ) override {
        return guarded([&]() -> Result<Page<CaseView>> {
            const Snapshot snapshot(db_);
            std::vector<std::int64_t> keys;
            {
                auto rows = db_.query(
                    "SELECT t.case_id FROM case_turns t WHERE t.organisation = ? AND (? OR EXISTS (SELECT 1 "
                    "FROM case_viewers v WHERE v.organisation = ? AND v.case_id = t.case_id)) ORDER BY "
                    "t.urgent DESC, t.due_at, t.case_id LIMIT ? OFFSET ?"
                );
                rows.text(organisation).integer(scope.sees_all() ? 1 : 0);
                rows.text(scope.organisation().value_or(std::string())).integer(limit + 1).integer(offset);
                while (rows.next()) keys.push_back(rows.integer_at(0));
            }
            Page<CaseView> page;
            for (const auto key : keys) {
                if (page.items.size() == static_cast<std::size_t>(limit)) break;
                page.items.push_back(view(scope, key));
            }
            if (keys.size() > static_cast<std::size_t>(limit)) page.next = offset + limit;
            return page;
        });
    }

    Result<std::optional<Page<std::string>>> list_events(
        const Scope& scope, const CaseId& id, std::int64_t after, int limit
    ) override {
        return guarded([&]() -> Result<std::optional<Page<std::string>>> {
            const Snapshot snapshot(db_);
            const auto key = find_key(scope, id);
            if (!key) return std::nullopt;
            Page<std::string> page;
            auto rows = db_.query(
                "SELECT version, text FROM events WHERE case_id = ? AND version > ? ORDER BY version LIMIT ?"
            );
            rows.integer(*key).integer(after).integer(limit + 1);
            std::int64_t last = after;
            while (rows.next()) {
                if (page.items.size() == static_cast<std::size_t>(limit)) {
                    page.next = last;
                    break;
                }
                last = rows.integer_at(0);
                page.items.push_back(rows.text_at(1));
            }
            return page;
        });
    }

    Result<void> each_event(
        const Scope& scope, std::int64_t after, const std::function<void(std::string_view)>& each
    ) override {
        return guarded([&]() -> Result<void> {
            auto rows = db_.query(
                scope.sees_all() ? "SELECT text FROM events WHERE sequence > ? ORDER BY sequence"
                                 : "SELECT e.text FROM events e WHERE e.sequence > ? AND EXISTS (SELECT 1 FROM "
                                   "case_viewers v WHERE v.organisation IN (?, ?) AND v.case_id = e.case_id) ORDER BY "
                                   "e.sequence"
            );
            rows.integer(after);
            if (!scope.sees_all()) {
                const auto seen_as = viewer_rows(scope);
                rows.text(seen_as.own).text(seen_as.open);
            }
            while (rows.next()) each(rows.view_at(0));
            return {};
        });
    }

    Result<std::optional<Definition>> find_definition(const std::string& hash) override {
        return guarded([&]() -> Result<std::optional<Definition>> {
            auto row =
                db_.query("SELECT kind, id, version, hash, kept_at, content FROM definitions WHERE hash = ?");
            if (!row.text(hash).next()) return std::nullopt;
            Definition found = definition_in(row);
            found.content = row.text_at(5);
            return found;
        });
    }

    Result<std::vector<Definition>> definitions() override {
        return guarded([&]() -> Result<std::vector<Definition>> {
            std::vector<Definition> all;
            auto rows = db_.query(
                "SELECT kind, id, version, hash, kept_at FROM definitions ORDER BY kind, id, kept_at, rowid"
            );
            while (rows.next()) all.push_back(definition_in(rows));
            return all;
        });
    }

    Result<std::vector<cases::ApiKey>> keys() override {
        return guarded([&]() -> Result<std::vector<cases::ApiKey>> { return read_keys(db_); });
    }

    Result<std::int64_t> last_sequence() override {
        return guarded([&]() -> Result<std::int64_t> {
            auto row = db_.query("SELECT coalesce(max(sequence), 0) FROM events");
            return row.next() ? row.integer_at(0) : 0;
        });
    }

private:
    /// By words too. What goes wrong with the search file is no fault of the register.
    Result<cases::CasePage> list_found(const Scope& scope, const cases::CaseList& asked) {
        if (const auto question = search::read_question(asked.filter.text); !question)
            return fail(FailureCode::invalid, question.error().message);
        // What goes wrong in reading the cases themselves is not its fault either, and must not cost a good file.
        return guarded([&]() -> Result<cases::CasePage> {
            FoundPlaces found;
            std::optional<Snapshot> snapshot;
            std::int64_t known_to = 0;
            try {
                if (auto attached = search_.attach(); !attached) return fail_as(attached);
                snapshot.emplace(db_);
                const auto known = search_.known_to();
                if (!known) return std::unexpected(known.error());
                known_to = *known;
                found = places_of(scope, asked);
            } catch (const SQLite::Exception& error) {
                snapshot.reset();
                return std::unexpected(search_.failed(error));
            }
            cases::CasePage page = page_of(scope, found, asked);
            page.searched_to = known_to;
            return page;
        });
    }

    struct FoundPlaces {
        std::vector<cases::CasePlace> places;  ///< one more than the page has, where there are more
        std::optional<std::int64_t> total;
    };

    FoundPlaces places_of(const Scope& scope, const cases::CaseList& asked) {
        CaseSearch search(db_, scope, asked.filter);
        FoundPlaces found;
        if (asked.counted) found.total = search.count();
        found.places = search.places(asked.sort, asked.after, asked.limit + 1);
        return found;
    }

    cases::CasePage page_of(const Scope& scope, const FoundPlaces& found, const cases::CaseList& asked) {
        const auto& places = found.places;
        cases::CasePage page;
        page.total = found.total;
        for (const auto& place : places) {
            if (page.items.size() == static_cast<std::size_t>(asked.limit)) break;
            page.items.push_back(view(scope, place.number));
            page.next = place;
        }
        if (places.size() <= static_cast<std::size_t>(asked.limit)) page.next.reset();
        return page;
    }

    std::optional<std::int64_t> find_key(const Scope& scope, const CaseId& id) {
        auto row = db_.query(
            "SELECT c.id FROM cases c WHERE c.uuid = ? AND (? OR EXISTS (SELECT 1 FROM case_viewers v WHERE "
            "v.organisation IN (?, ?) AND v.case_id = c.id))"
        );
        const auto seen_as = viewer_rows(scope);
        row.blob(id.uuid().bytes()).integer(scope.sees_all() ? 1 : 0).text(seen_as.own).text(seen_as.open);
        if (!row.next()) return std::nullopt;
        return row.integer_at(0);
    }

    CaseView view(const Scope& scope, std::int64_t key) {
        CaseView made;
        {
            auto row = db_.query("SELECT state FROM case_documents WHERE case_id = ?");
            ensure(row.integer(key).next(), "every case has its document");
            made.state = cases::decode_case(row.text_at(0));
        }
        made.sealed = read_sealed(db_, key);
        return cases::as_seen(std::move(made), scope);
    }

    Connection db_;
    SearchReader search_;
};

}  // namespace

Result<std::unique_ptr<cases::ReadStore>> open_reader(const Settings& settings) {
    return guarded([&]() -> Result<std::unique_ptr<cases::ReadStore>> {
        auto store = std::make_unique<SqliteReadStore>(settings);
        if (auto prepared = store->prepare(); !prepared) return fail_as(prepared);
        return store;
    });
}

}  // namespace wissel::store::sqlite
