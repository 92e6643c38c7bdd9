#include "engine/base/ensure.hpp"
#include "engine/search/case_words.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "engine/store/sqlite/search_file.hpp"
#include "engine/store/sqlite/sqlite_failure.hpp"
#include "engine/store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <set>
#include <utility>

namespace wissel::store::sqlite {
namespace {

using cases::SearchStep;

/// What was read of the register for one step, and where that brings the index.
struct Batch {
    std::vector<std::pair<std::int64_t, std::string>> cases;  ///< by number, with their terms
    SearchProgress after;
    std::int64_t last_sequence = 0;
    std::int64_t last_case = 0;
    std::int64_t unreadable = 0;
};

/// Terms with spaces between; they come sorted.
std::string joined(const search::Terms& terms) {
    return fmt::format("{}", fmt::join(terms, " "));
}

/// Whether some term of `before` is not in `after`; both sorted, with spaces between.
bool lost_some(std::string_view before, std::string_view after) {
    const auto split = [](std::string_view text) {
        std::vector<std::string_view> terms;
        while (!text.empty()) {
            const auto end = std::min(text.find(' '), text.size());
            terms.push_back(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return terms;
    };
    const auto had = split(before);
    const auto has = split(after);
    return !std::includes(has.begin(), has.end(), had.begin(), had.end());
}

class SqliteSearchIndex : public cases::SearchIndex {
public:
    explicit SqliteSearchIndex(const Settings& settings) : settings_(settings) {}

    void throw_away() override { no_good_ = "damaged"; }

    Result<SearchStep> follow(int limit) override {
        SearchStep step;
        if (auto opened = open(step); !opened) return fail_as(opened);
        const auto before = at_file([&]() -> Result<SearchProgress> {
            auto progress = read_progress(*search_, "main");
            ensure(progress.has_value(), "a search file says how far it is");
            return std::move(*progress);
        });
        if (!before) return std::unexpected(before.error());
        auto batch = guarded([&]() -> Result<Batch> { return read(*before, limit); });
        if (!batch) return fail_as(batch);
        auto written = at_file([&]() -> Result<void> {
            write(*batch);
            return {};
        });
        if (!written) return fail_as(written);
        const auto& after = batch->after;
        step.through = after.through;
        step.whole = after.whole;
        step.behind = !after.whole || after.through < batch->last_sequence;
        step.filled = after.filled_to;
        step.of = batch->last_case;
        step.unreadable = batch->unreadable;
        return step;
    }

private:
    /// Runs what reads or writes the file. After a failure it is closed, and opened afresh with the next step; where
    /// it is damaged it is thrown away then.
    template <class Work>
    auto at_file(Work&& work) -> decltype(work()) {
        try {
            return work();
        } catch (const SQLite::Exception& error) {
            if (says_damaged(error.getErrorCode())) no_good_ = "damaged";
            search_.reset();
            return std::unexpected(to_failure(error));
        } catch (const std::filesystem::filesystem_error& error) {
            search_.reset();
            return fail(
                FailureCode::unavailable,
                {"Het zoekbestand kan niet worden verwijderd.",
                 std::string("The search file cannot be removed: ") + error.what()}
            );
        }
    }

    Result<void> open(SearchStep& step) {
        if (settings_.search.damaged->exchange(false)) no_good_ = "damaged";
        if (!reg_) {
            auto opened = guarded([&]() -> Result<void> {
                reg_ = std::make_unique<Connection>(settings_, Access::read);
                return {};
            });
            if (!opened) return opened;
        }
        // Somebody removed it, or put another there: what is written on would be found by nobody.
        if (search_ && identity_of(settings_.search.path) != opened_) search_.reset();
        if (search_ && no_good_.empty()) return {};
        return at_file([&]() -> Result<void> {
            search_.reset();
            if (no_good_.empty()) no_good_ = look_at_file();
            opened_ = identity_of(settings_.search.path);
            if (no_good_.empty()) return {};
            search_.reset();
            remove_search_file(settings_.search.path);
            search_ = open_search_file(settings_);
            make_search_tables(*search_, *reg_);
            opened_ = identity_of(settings_.search.path);
            step.began_anew = std::exchange(no_good_, {});
            return {};
        });
    }

    /// Opens it as it is; what is wrong with it.
    std::string look_at_file() try {
        if (!std::filesystem::exists(settings_.search.path)) return "missing";
        search_ = open_search_file(settings_);
        return fault_of(*search_, *reg_);
    } catch (const SQLite::Exception& error) {
        if (says_damaged(error.getErrorCode())) return "damaged";
        throw;
    }

    /// A case as it stands in the register.
    struct Stored {
        std::int64_t key = 0;
        cases::CaseNumber number;
        std::string state;
        std::vector<cases::SealedValue> sealed;
    };

    /// In short snapshots, so that the register's WAL is not held up: words are made of it afterwards.
    Batch read(const SearchProgress& before, int limit) {
        Batch batch{{}, before, 0, 0, 0};
        std::vector<Stored> all;
        reg_->execute("BEGIN");
        try {
            std::set<std::int64_t> keys = before.whole ? follow_events(batch, limit) : fill(batch, limit);
            for (const auto key : keys) all.push_back(stored(key));
            reg_->execute("COMMIT");
        } catch (...) {
            if (reg_->in_transaction()) reg_->execute("ROLLBACK");
            throw;
        }
        for (const auto& one : all) batch.cases.emplace_back(one.key, terms_of(one, batch));
        return batch;
    }

    /// The next cases by number, whatever happened to them: what changes them meanwhile is followed afterwards.
    std::set<std::int64_t> fill(Batch& batch, int limit) {
        std::set<std::int64_t> keys;
        {
            auto rows = reg_->query("SELECT id FROM cases WHERE id > ? ORDER BY id LIMIT ?");
            rows.integer(batch.after.filled_to).integer(limit);
            while (rows.next()) keys.insert(rows.integer_at(0));
        }
        auto last = reg_->query("SELECT coalesce(max(id), 0) FROM cases");
        batch.last_case = last.next() ? last.integer_at(0) : 0;
        batch.last_sequence = batch.after.through + 1;  // whether there is more is looked at with the next step
        if (keys.empty()) {
            batch.after.whole = true;
        } else {
            batch.after.filled_to = *keys.rbegin();
        }
        return keys;
    }

    /// The cases that the next events are about.
    std::set<std::int64_t> follow_events(Batch& batch, int limit) {
        std::set<std::int64_t> keys;
        const auto from = batch.after.through;
        {
            auto rows =
                reg_->query("SELECT sequence, case_id FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?");
            rows.integer(from).integer(limit);
            while (rows.next()) {
                batch.after.through = rows.integer_at(0);
                keys.insert(rows.integer_at(1));
            }
        }
        if (batch.after.through != from) batch.after.last_event = hash_of_event(*reg_, batch.after.through);
        auto last = reg_->query("SELECT coalesce(max(sequence), 0) FROM events");
        batch.last_sequence = last.next() ? last.integer_at(0) : 0;
        return keys;
    }

    Stored stored(std::int64_t key) {
        Stored one{key, {}, {}, {}};
        {
            auto row = reg_->query(
                "SELECT d.state, c.year, c.number FROM cases c LEFT JOIN case_documents d ON d.case_id = c.id "
                "WHERE c.id = ?"
            );
            ensure(row.integer(key).next(), "a case whose number was read is there");
            one.state = row.text_at(0);
            one.number = {static_cast<int>(row.integer_at(1)), static_cast<int>(row.integer_at(2))};
        }
        one.sealed = read_sealed(*reg_, key);
        return one;
    }

    std::string terms_of(const Stored& one, Batch& batch) {
        try {
            return joined(search::terms_of(cases::CaseView{cases::decode_case(one.state), one.sealed}));
        } catch (const std::exception&) {
            // One case that was tampered with must not keep the others from being found.
            ++batch.unreadable;
        }
        cases::CaseView bare;
        bare.state.number = one.number;
        return joined(search::terms_of(bare));
    }

    void write(const Batch& batch) {
        search_->execute("BEGIN IMMEDIATE");
        try {
            bool lost = false;
            for (const auto& [key, terms] : batch.cases) lost = write_case(key, terms) || lost;
            // An FTS5 table keeps what was removed in its older parts until they are merged. A term is only ever
            // lost where a text was erased, so that all of it is merged at once, in the same transaction.
            if (lost) search_->execute("INSERT INTO found (found) VALUES ('optimize')");
            write_progress(*search_, batch.after);
            search_->execute("COMMIT");
            if (lost) search_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (...) {
            if (search_->in_transaction()) search_->execute("ROLLBACK");
            throw;
        }
    }

    /// Whether it lost a term. One that stands as it stood costs nothing.
    bool write_case(std::int64_t key, const std::string& terms) {
        bool there = false;
        bool lost = false;
        {
            auto row = search_->query("SELECT terms FROM found WHERE rowid = ?");
            there = row.integer(key).next();
            if (there) {
                const auto before = row.text_at(0);
                if (before == terms) return false;
                lost = lost_some(before, terms);
            }
        }
        auto row = search_->query(
            there ? "UPDATE found SET terms = ? WHERE rowid = ?" : "INSERT INTO found (terms, rowid) VALUES (?, ?)"
        );
        row.text(terms).integer(key).run();
        return lost;
    }

    Settings settings_;
    std::unique_ptr<Connection> reg_;
    std::unique_ptr<Connection> search_;
    std::optional<FileIdentity> opened_;
    std::string no_good_;  ///< why what is there is to be thrown away
};

}  // namespace

std::unique_ptr<cases::SearchIndex> make_search_index(const Settings& settings) {
    return std::make_unique<SqliteSearchIndex>(settings);
}

}  // namespace wissel::store::sqlite
