// How fast SQLite alone takes the rows that Wissel writes for a case: one thread, prepared statements, texts
// that are there already, and the checkpoint each second that the writer makes too. The measure for durable
// creates and, with --after, for transitions.
#include "engine/store/sqlite/sqlite_store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string like;
    std::string database;
    double seconds = 3;
    int batch = 32;
    std::int64_t after = 0;  ///< a version: what came later in the example is written to cases that are there
    int cases = 2000;        ///< how many are there then
};

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};

class Statement {
public:
    Statement(sqlite3* database, const char* sql) : database_(database) {
        sqlite3_stmt* made = nullptr;
        const int status = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        handle_.reset(made);
        if (status != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database));
    }

    Statement& integer(std::int64_t value) {
        sqlite3_bind_int64(handle_.get(), ++bound_, value);
        return *this;
    }
    /// The text has to stay until `run`.
    Statement& text(std::string_view value) {
        sqlite3_bind_text(
            handle_.get(), ++bound_, value.data(), static_cast<int>(value.size()), SQLITE_STATIC
        );
        return *this;
    }
    Statement& blob(std::string_view value) {
        sqlite3_bind_blob(
            handle_.get(), ++bound_, value.data(), static_cast<int>(value.size()), SQLITE_STATIC
        );
        return *this;
    }

    /// On to the next row; false, and the statement reset, when there is none.
    bool next() {
        const int status = sqlite3_step(handle_.get());
        if (status == SQLITE_ROW) return true;
        sqlite3_reset(handle_.get());
        bound_ = 0;
        if (status != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
        return false;
    }
    void run() {
        while (next()) {
        }
    }

    [[nodiscard]] std::string bytes_at(int column) const {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
        return bytes == nullptr
                   ? std::string()
                   : std::string(
                         bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))
                     );
    }

private:
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, FinishStatement> handle_;
    int bound_ = 0;
};

class Database {
public:
    explicit Database(const std::string& path) {
        sqlite3* opened = nullptr;
        const int status = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
        handle_.reset(opened);
        if (status != SQLITE_OK) throw std::runtime_error(path + ": " + sqlite3_errmsg(opened));
    }

    /// The settings of engine/store/sqlite.
    void as_the_writer() {
        for (const char* sql :
             {"PRAGMA synchronous = FULL",
              "PRAGMA journal_mode = WAL",
              "PRAGMA foreign_keys = ON",
              "PRAGMA trusted_schema = OFF",
              "PRAGMA cell_size_check = ON",
              "PRAGMA wal_autocheckpoint = 0",
              "PRAGMA temp_store = MEMORY"}) {
            prepare(sql).run();
        }
    }

    void checkpoint() {
        sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }

    [[nodiscard]] Statement prepare(const char* sql) { return {handle_.get(), sql}; }

private:
    std::unique_ptr<sqlite3, CloseDatabase> handle_;
};

/// The texts of one case of a register that Wissel wrote.
struct Texts {
    std::string phase;
    std::string state;
    std::string own_reference;
    std::vector<std::string> events;  ///< by version, from 1
    std::vector<std::string> parties;
    std::vector<std::string> viewers;
    std::vector<std::string> turns;   ///< organisations
    std::vector<std::string> timers;  ///< legs
    std::vector<std::string> sealed;
    std::string facets;                ///< the numbers of its facets, as its row has them
    std::vector<std::int64_t> values;  ///< the same, one by one
};

std::vector<std::string> read_column(Database& database, const char* sql) {
    std::vector<std::string> values;
    auto rows = database.prepare(sql);
    while (rows.next()) values.push_back(rows.bytes_at(0));
    return values;
}

Texts read_texts(const std::string& path) {
    Database database(path);
    Texts texts;
    auto one = database.prepare(
        "SELECT c.phase, d.state, r.own_reference, c.facets FROM cases c JOIN case_documents d ON d.case_id = c.id "
        "JOIN reports r ON r.case_id = c.id WHERE c.id = 1"
    );
    if (!one.next()) throw std::runtime_error(path + ": no case to copy");
    texts.phase = one.bytes_at(0);
    texts.state = one.bytes_at(1);
    texts.own_reference = one.bytes_at(2);
    texts.facets = one.bytes_at(3);
    const auto values = read_column(database, "SELECT value_id FROM case_facets WHERE case_id = 1");
    for (const auto& value : values) texts.values.push_back(std::stoll(value));
    texts.events = read_column(database, "SELECT text FROM events WHERE case_id = 1 ORDER BY version");
    texts.parties = read_column(database, "SELECT organisation FROM case_parties WHERE case_id = 1");
    texts.viewers = read_column(database, "SELECT organisation FROM case_viewers WHERE case_id = 1");
    texts.turns = read_column(database, "SELECT organisation FROM case_turns WHERE case_id = 1");
    texts.timers = read_column(database, "SELECT leg FROM timers WHERE case_id = 1");
    texts.sealed = read_column(database, "SELECT value FROM sealed WHERE case_id = 1 ORDER BY rowid");
    return texts;
}

/// Sixteen bytes in the order of time, as the register's ids are.
std::string id_bytes(std::uint64_t number) {
    std::string bytes(16, '\0');
    for (std::size_t at = 0; at < 8; ++at)
        bytes[at] = static_cast<char>(static_cast<unsigned char>(number >> (8 * (7 - at))));
    std::uint64_t noise = number * 0x9e3779b97f4a7c15ULL;
    for (std::size_t at = 8; at < 16; ++at, noise >>= 8)
        bytes[at] = static_cast<char>(static_cast<unsigned char>(noise));
    return bytes;
}

/// Writes the rows of a case as the store does.
class Writer {
public:
    Writer(Database& database, Texts texts) : database_(database), texts_(std::move(texts)) {
        auto value = database_.prepare("INSERT INTO facet_values (id, facet, value) VALUES (?, 1, ?)");
        for (const auto number : texts_.values) value.integer(number).text(std::to_string(number)).run();
    }

    void write_batch(int cases) {
        begin_.run();
        for (int count = 0; count < cases; ++count) write_case();
        commit_.run();
    }

    /// Moves the cases that are there on, one after the other, by what came after version `after`.
    void move_batch(int moves, std::int64_t after) {
        begin_.run();
        for (int count = 0; count < moves; ++count) move_case(moved_++ % number_ + 1, after);
        commit_.run();
    }

    [[nodiscard]] std::int64_t written() const { return number_; }
    [[nodiscard]] std::int64_t moved() const { return moved_; }

private:
    void write_case() {
        const std::int64_t key = ++number_;
        const std::string id = fresh_id();
        case_.blob(id).integer(2026).integer(key).integer(1).text(texts_.phase).integer(moment);
        case_.integer(moment).text(texts_.facets).integer(moment + key).run();
        write_events(key, 0, 0);
        for (const auto& value : texts_.sealed) write_sealed(key, value);
        document_.integer(key).text(texts_.state).run();
        for (const auto& party : texts_.parties) party_.text(party).integer(key).run();
        write_found(key);
        for (const auto value : texts_.values) facet_.integer(value).integer(key).run();
        const std::string report_id = fresh_id();
        const std::string reference = fmt::format("{}-{}", texts_.own_reference, key);
        report_.blob(report_id).integer(key).text(reference).run();
    }

    /// Those of the example after version `after`, on from the version that the case is at.
    void write_events(std::int64_t key, std::int64_t after, std::int64_t at_version) {
        for (auto at = static_cast<std::size_t>(after); at < texts_.events.size(); ++at)
            event_.integer(++sequence_)
                .integer(key)
                .integer(++at_version)
                .integer(moment)
                .text(texts_.events[at])
                .run();
    }

    void write_sealed(std::int64_t key, const std::string& value) {
        const std::string sealed_id = fresh_id();
        sealed_.integer(key).blob(sealed_id).blob(salt_).text(value).run();
    }

    /// The ways to find it.
    void write_found(std::int64_t key) {
        for (const auto& viewer : texts_.viewers) viewer_.text(viewer).integer(key).run();
        for (const auto& turn : texts_.turns) turn_.text(turn).integer(0).integer(moment).integer(key).run();
        std::int64_t timer = 0;
        for (const auto& leg : texts_.timers) timer_.integer(moment).integer(key).blob(leg).integer(++timer).run();
    }

    void move_case(std::int64_t key, std::int64_t after) {
        const auto events = static_cast<std::int64_t>(texts_.events.size());
        const std::int64_t version = events + (moved_ - 1) / number_ * (events - after);
        changed_.integer(version + events - after).text(texts_.phase).integer(moment);
        changed_.integer(key).integer(version).run();
        write_events(key, after, version);
        write_sealed(key, texts_.sealed.back());
        document_.integer(key).text(texts_.state).run();
        no_turns_.integer(key).run();
        no_timers_.integer(key).run();
        write_found(key);
    }

    std::string fresh_id() { return id_bytes(++ids_); }

    static constexpr std::int64_t moment = 1'790'000'000'000;

    Database& database_;
    Texts texts_;
    std::string salt_ = std::string(32, 's');
    std::int64_t number_ = 0;
    std::int64_t moved_ = 0;
    std::int64_t sequence_ = 0;
    std::uint64_t ids_ = 0;
    Statement begin_ = database_.prepare("BEGIN IMMEDIATE");
    Statement commit_ = database_.prepare("COMMIT");
    Statement case_ = database_.prepare(
        "INSERT INTO cases (uuid, year, number, version, phase, changed_at, due_at, facets, reported_at) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
    );
    Statement facet_ = database_.prepare("INSERT INTO case_facets (value_id, case_id) VALUES (?, ?)");
    Statement event_ =
        database_.prepare("INSERT INTO events (sequence, case_id, version, at, text) VALUES (?, ?, ?, ?, ?)");
    Statement sealed_ =
        database_.prepare("INSERT INTO sealed (case_id, uuid, salt, value) VALUES (?, ?, ?, ?)");
    Statement document_ = database_.prepare(
        "INSERT INTO case_documents (case_id, state) VALUES (?, ?) ON CONFLICT (case_id) DO UPDATE SET state = "
        "excluded.state"
    );
    Statement viewer_ = database_.prepare(
        "INSERT INTO case_viewers (organisation, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
    );
    Statement turn_ = database_.prepare(
        "INSERT INTO case_turns (organisation, urgent, due_at, case_id) VALUES (?, ?, ?, ?)"
    );
    Statement timer_ =
        database_.prepare("INSERT INTO timers (due_at, case_id, leg, timer) VALUES (?, ?, ?, ?)");
    Statement no_turns_ = database_.prepare("DELETE FROM case_turns WHERE case_id = ?");
    Statement no_timers_ = database_.prepare("DELETE FROM timers WHERE case_id = ?");
    Statement changed_ = database_.prepare(
        "UPDATE cases SET version = ?, phase = ?, changed_at = ? WHERE id = ? AND version = ?"
    );
    Statement party_ = database_.prepare("INSERT INTO case_parties (organisation, case_id) VALUES (?, ?)");
    Statement report_ =
        database_.prepare("INSERT INTO reports (uuid, case_id, own_reference) VALUES (?, ?, ?)");
};

double milliseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

void measure(const Options& options) {
    // Makes the file with the register's own schema.
    if (const auto store = wissel::store::sqlite::open_writer({options.database, "FULL", ""}); !store)
        throw std::runtime_error(store.error().message.en);
    Database database(options.database);
    database.as_the_writer();
    Writer writer(database, read_texts(options.like));

    if (options.after > 0) writer.write_batch(options.cases);
    std::vector<double> transactions;
    const auto start = Clock::now();
    const auto end =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
    auto checkpoint_at = start + std::chrono::seconds{1};
    auto now = start;
    while (now < end) {
        const auto begun = now;
        if (options.after > 0) {
            writer.move_batch(options.batch, options.after);
        } else {
            writer.write_batch(options.batch);
        }
        now = Clock::now();
        transactions.push_back(milliseconds(now - begun));
        if (now < checkpoint_at) continue;
        database.checkpoint();
        now = Clock::now();
        checkpoint_at = now + std::chrono::seconds{1};
    }

    std::sort(transactions.begin(), transactions.end());
    fmt::print(
        R"({{"creates":{},"moves":{},"seconds":{:.6f},"transactions":{},"p50":{:.3f},"p99":{:.3f}}})"
        "\n",
        writer.written(),
        writer.moved(),
        milliseconds(now - start) / 1000,
        transactions.size(),
        transactions[transactions.size() / 2],
        transactions[transactions.size() * 99 / 100]
    );
}

}  // namespace

int main(int count, char** arguments) {
    CLI::App app("Writes the rows of Wissel's cases with SQLite alone and prints one line of JSON.");
    Options options;
    app.add_option("--like", options.like, "A register with a case whose rows are copied")->required();
    app.add_option("--database", options.database, "The file to make and fill")->required();
    app.add_option("--seconds", options.seconds, "How long");
    app.add_option("--batch", options.batch, "Cases a transaction")->check(CLI::PositiveNumber);
    app.add_option("--after", options.after, "Write what came after this version, to cases that are there");
    app.add_option("--cases", options.cases, "How many cases are there with --after")->check(CLI::PositiveNumber);
    CLI11_PARSE(app, count, arguments);
    try {
        measure(options);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "raw_sqlite: %s\n", error.what());
        return 1;
    }
}
