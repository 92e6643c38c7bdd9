#include "engine/store/sqlite/search_file.hpp"

#include "engine/base/sha256.hpp"
#include "engine/search/words.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>

namespace wissel::store::sqlite {
namespace {

/// Raised where the tables change, or what of a case is searched.
constexpr const char* tables_version = "2";

// The terms come ready-made from engine/search, letters and digits with spaces between: `ascii` only takes them apart
// again. Words are asked for by AND and OR alone, so that their places in a text need not be kept (detail); nothing
// is ranked (columnsize).
constexpr const char* tables = R"sql(
CREATE TABLE progress (
    only       INTEGER PRIMARY KEY CHECK (only = 1),
    version    TEXT    NOT NULL,
    through    INTEGER NOT NULL,
    last_event TEXT    NOT NULL,
    filled_to  INTEGER NOT NULL,
    whole      INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE found USING fts5(terms, tokenize = 'ascii', detail = none, columnsize = 0);
)sql";

std::int64_t last_sequence(Connection& reg) {
    auto row = reg.query("SELECT coalesce(max(sequence), 0) FROM events");
    return row.next() ? row.integer_at(0) : 0;
}

}  // namespace

const std::string& search_version() {
    static const std::string version = tables_version + (" " + search::words_version());
    return version;
}

std::string hash_of_event(Connection& reg, std::int64_t sequence) {
    auto row = reg.query("SELECT text FROM events WHERE sequence = ?");
    if (!row.integer(sequence).next()) return {};
    return tell(sha256({row.view_at(0)}));
}

std::optional<SearchProgress> read_progress(Connection& db, const std::string& schema) {
    auto row = db.query("SELECT version, through, last_event, filled_to, whole FROM " + schema + ".progress");
    if (!row.next()) return std::nullopt;
    return SearchProgress{
        row.text_at(0), row.integer_at(1), row.text_at(2), row.integer_at(3), row.integer_at(4) != 0};
}

void write_progress(Connection& db, const SearchProgress& progress) {
    auto row = db.query(
        "INSERT INTO progress (only, version, through, last_event, filled_to, whole) VALUES (1, ?, ?, ?, ?, ?) ON "
        "CONFLICT DO UPDATE SET version = excluded.version, through = excluded.through, last_event = "
        "excluded.last_event, filled_to = excluded.filled_to, whole = excluded.whole"
    );
    row.text(progress.version).integer(progress.through).text(progress.last_event).integer(progress.filled_to);
    row.integer(progress.whole ? 1 : 0).run();
}

std::unique_ptr<Connection> open_search_file(const Settings& settings) {
    const Settings file{settings.search.path, {}, settings.vfs};
    auto opened = std::make_unique<Connection>(file, Access::write);
    // What was erased from the register is not to stay behind in a free page here.
    opened->execute("PRAGMA secure_delete = ON");
    // Losing the last steps with the power costs nothing: they are taken again, from the register.
    opened->write_ahead("NORMAL");
    // The only connection that writes here, and so the only one that checkpoints.
    opened->execute("PRAGMA wal_autocheckpoint = 1000");
    return opened;
}

void make_search_tables(Connection& search, Connection& reg) {
    SearchProgress progress{search_version(), last_sequence(reg), {}, 0, false};
    progress.last_event = hash_of_event(reg, progress.through);
    search.execute("BEGIN IMMEDIATE");
    search.execute(tables);
    write_progress(search, progress);
    search.execute("COMMIT");
}

std::string fault_of(Connection& search, Connection& reg) {
    {
        auto tables_there = search.query("SELECT count(*) FROM sqlite_schema WHERE name IN ('progress', 'found')");
        if (!tables_there.next() || tables_there.integer_at(0) == 0) return "missing";
        if (tables_there.integer_at(0) != 2) return "otherVersion";
    }
    const auto progress = read_progress(search, "main");
    if (!progress || progress->version != search_version()) return "otherVersion";
    if (progress->last_event != hash_of_event(reg, progress->through)) return "otherRegister";
    auto check = search.query("PRAGMA quick_check(1)");
    return check.next() && check.text_at(0) == "ok" ? std::string() : "damaged";
}

void remove_search_file(const std::string& path) {
    // The file first: a reader that finds it gone does not look at what belongs to it (search_reader.cpp).
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path + suffix);
}

std::optional<FileIdentity> identity_of(const std::string& path) {
    struct stat found {};
    if (path.empty() || stat(path.c_str(), &found) != 0) return std::nullopt;
    return FileIdentity{found.st_dev, found.st_ino};
}

bool says_damaged(int code) {
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_FORMAT || code == SQLITE_MISMATCH;
}

}  // namespace wissel::store::sqlite
