#include "engine/store/sqlite/connection.hpp"

#include <sqlite3.h>

namespace wissel::store::sqlite {
namespace {

constexpr int busy_timeout_ms = 2'000;

int open_flags(Access access) {
    // Readers open read-write too: a read-only connection cannot make the shared memory of the WAL after a
    // crash.
    return access == Access::write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READWRITE;
}

/// Behind a savepoint SQLite sets aside each page as it was. In a file of its own that was a tenth of a create, and in
/// memory in the kilobytes of `temp_store = MEMORY` a fourth of all that SQLite did for one; so it gets one piece of
/// memory that is enough for most commands; larger ones go on in a file. It is written there as a whole, and SQLite's
/// files take no more than 131,071 bytes at a time: of a larger piece it writes a part, and says that the disk is full.
/// For the whole process, before its first connection.
void set_pages_aside_in_memory() {
    constexpr int bytes = 31 * 4096;
    static const int done = sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, bytes);
    (void)done;  // Where somebody opened a file before, it only costs time.
}

int flags_of(Access access) {
    set_pages_aside_in_memory();
    return open_flags(access);
}

void harden(SQLite::Database& database) {
    sqlite3* const handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 64 * 1024);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
    database.exec("PRAGMA foreign_keys = ON");
    database.exec("PRAGMA trusted_schema = OFF");
    database.exec("PRAGMA cell_size_check = ON");
    // Nobody checkpoints by the way: only the writer does, off the commit path (SQLite 3.40.1 can corrupt a
    // file when two connections checkpoint).
    database.exec("PRAGMA wal_autocheckpoint = 0");
}

}  // namespace

Query& Query::text(const std::string& value) {
    statement_.bind(++bound_, value);
    return *this;
}

Query& Query::text_or_null(std::string_view value) {
    if (!value.empty()) return text(value);
    statement_.bind(++bound_);
    return *this;
}

Query& Query::blob(std::string_view bytes) {
    statement_.bind(++bound_, bytes.data(), static_cast<int>(bytes.size()));
    return *this;
}

Query& Query::integer(std::int64_t value) {
    statement_.bind(++bound_, value);
    return *this;
}

Connection::Connection(const Settings& settings, Access access)
    : database_(settings.path, flags_of(access), busy_timeout_ms, settings.vfs) {
    harden(database_);
    if (access == Access::read) {
        sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        database_.exec("PRAGMA query_only = ON");
    }
}

void Connection::wait_for_locks(bool waits) {
    sqlite3_busy_timeout(database_.getHandle(), waits ? busy_timeout_ms : 0);
}

void Connection::write_ahead(const std::string& synchronous) {
    database_.exec("PRAGMA synchronous = " + synchronous);
    database_.exec("PRAGMA journal_mode = WAL");
}

bool Connection::in_transaction() {
    return sqlite3_get_autocommit(database_.getHandle()) == 0;
}

SQLite::Statement& Connection::statement(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return *found->second;
    auto compiled = std::make_unique<SQLite::Statement>(database_, std::string(sql));
    return *statements_.emplace(std::string(sql), std::move(compiled)).first->second;
}

}  // namespace wissel::store::sqlite
