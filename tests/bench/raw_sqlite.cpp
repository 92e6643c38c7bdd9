// How fast SQLite alone takes the rows that Wissel writes for a case: one thread, prepared statements, texts
// that are there already, and the checkpoint each second that the writer makes too. The measure for durable
// creates.
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
              "PRAGMA wal_autocheckpoint = 0"}) {
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
    std::string event;
    std::string own_reference;
    std::vector<std::string> parties;
    std::vector<std::string> sealed;
};

Texts read_texts(const std::string& path) {
    Database database(path);
    Texts texts;
    auto one = database.prepare(
        "SELECT c.phase, d.state, e.text, r.own_reference FROM cases c JOIN case_documents d ON d.case_id = "
        "c.id "
        "JOIN events e ON e.case_id = c.id JOIN reports r ON r.case_id = c.id WHERE c.id = 1"
    );
    if (!one.next()) throw std::runtime_error(path + ": no case to copy");
    texts.phase = one.bytes_at(0);
    texts.state = one.bytes_at(1);
    texts.event = one.bytes_at(2);
    texts.own_reference = one.bytes_at(3);
    auto parties = database.prepare("SELECT organisation FROM case_parties WHERE case_id = 1");
    while (parties.next()) texts.parties.push_back(parties.bytes_at(0));
    auto sealed = database.prepare("SELECT value FROM sealed WHERE case_id = 1 ORDER BY rowid");
    while (sealed.next()) texts.sealed.push_back(sealed.bytes_at(0));
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
    Writer(Database& database, Texts texts) : database_(database), texts_(std::move(texts)) {}

    void write_batch(int cases) {
        begin_.run();
        for (int count = 0; count < cases; ++count) write_case();
        commit_.run();
    }

    [[nodiscard]] std::int64_t written() const { return number_; }

private:
    void write_case() {
        const std::int64_t key = ++number_;
        const std::string id = fresh_id();
        case_.blob(id).integer(2026).integer(key).integer(1).text(texts_.phase).integer(moment).run();
        event_.integer(key).integer(key).integer(1).integer(moment).text(texts_.event).run();
        for (const auto& value : texts_.sealed) {
            const std::string sealed_id = fresh_id();
            sealed_.integer(key).blob(sealed_id).blob(salt_).text(value).run();
        }
        document_.integer(key).text(texts_.state).run();
        for (const auto& party : texts_.parties) party_.text(party).integer(key).run();
        const std::string report_id = fresh_id();
        const std::string reference = fmt::format("{}-{}", texts_.own_reference, key);
        report_.blob(report_id).integer(key).text(reference).run();
    }

    std::string fresh_id() { return id_bytes(++ids_); }

    static constexpr std::int64_t moment = 1'790'000'000'000;

    Database& database_;
    Texts texts_;
    std::string salt_ = std::string(32, 's');
    std::int64_t number_ = 0;
    std::uint64_t ids_ = 0;
    Statement begin_ = database_.prepare("BEGIN IMMEDIATE");
    Statement commit_ = database_.prepare("COMMIT");
    Statement case_ = database_.prepare(
        "INSERT INTO cases (uuid, year, number, version, phase, changed_at) VALUES (?, ?, ?, ?, ?, ?)"
    );
    Statement event_ =
        database_.prepare("INSERT INTO events (sequence, case_id, version, at, text) VALUES (?, ?, ?, ?, ?)");
    Statement sealed_ =
        database_.prepare("INSERT INTO sealed (case_id, uuid, salt, value) VALUES (?, ?, ?, ?)");
    Statement document_ = database_.prepare("INSERT INTO case_documents (case_id, state) VALUES (?, ?)");
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

    std::vector<double> transactions;
    const auto start = Clock::now();
    const auto end =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
    auto checkpoint_at = start + std::chrono::seconds{1};
    auto now = start;
    while (now < end) {
        const auto begun = now;
        writer.write_batch(options.batch);
        now = Clock::now();
        transactions.push_back(milliseconds(now - begun));
        if (now < checkpoint_at) continue;
        database.checkpoint();
        now = Clock::now();
        checkpoint_at = now + std::chrono::seconds{1};
    }

    std::sort(transactions.begin(), transactions.end());
    fmt::print(
        R"({{"creates":{},"seconds":{:.6f},"transactions":{},"p50":{:.3f},"p99":{:.3f}}})"
        "\n",
        writer.written(),
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
    CLI11_PARSE(app, count, arguments);
    try {
        measure(options);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "raw_sqlite: %s\n", error.what());
        return 1;
    }
}
