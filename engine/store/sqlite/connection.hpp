#pragma once

#include "engine/store/sqlite/sqlite_store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wissel::store::sqlite {

enum class Access : std::uint8_t { write, read };

/// A cached statement, bound afresh and left reset whatever happens: the reset is one that cannot throw,
/// since after a constraint error an ordinary reset reports the old error again.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : statement_(statement) {}
    ~Query() {
        statement_.tryReset();
        statement_.clearBindings();
    }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& text(const std::string& value);
    Query& text(std::string_view value) { return text(std::string(value)); }
    Query& text(const char* value) { return text(std::string(value)); }
    Query& text_or_null(std::string_view value);  ///< NULL where it is empty
    Query& blob(std::string_view bytes);
    Query& integer(std::int64_t value);

    /// On to the next row; false: there is none.
    [[nodiscard]] bool next() { return statement_.executeStep(); }

    /// Runs a statement without rows; how many rows it changed.
    int run() { return statement_.exec(); }

    [[nodiscard]] std::int64_t integer_at(int column) { return statement_.getColumn(column).getInt64(); }
    [[nodiscard]] std::string text_at(int column) { return statement_.getColumn(column).getString(); }
    /// The same without a copy; until the next row.
    [[nodiscard]] std::string_view view_at(int column) {
        const auto value = statement_.getColumn(column);
        const char* text = value.getText("");
        return {text, static_cast<std::size_t>(value.getBytes())};
    }
    [[nodiscard]] bool null_at(int column) { return statement_.getColumn(column).isNull(); }

private:
    SQLite::Statement& statement_;
    int bound_ = 0;
};

/// One connection with the settings of reliability.md, and its prepared statements. Throws SQLite::Exception.
class Connection {
public:
    Connection(const Settings& settings, Access access);

    /// Whether a lock that somebody else holds is waited for, for a while, as at first; otherwise it is busy at once.
    void wait_for_locks(bool waits);

    /// The writer's own settings. They read and write the file, so it is known to be ours by then.
    void write_ahead(const std::string& synchronous);

    /// `sql` is compiled once and found again by its text.
    [[nodiscard]] Query query(std::string_view sql) { return Query(statement(sql)); }

    /// For statements of which there are too many to keep: compiled each time, gone with the caller.
    [[nodiscard]] SQLite::Statement compile(const std::string& sql) { return {database_, sql}; }

    void execute(const char* sql) { database_.exec(sql); }
    [[nodiscard]] std::int64_t last_row() const { return database_.getLastInsertRowid(); }

    /// Whether a transaction is open; SQLite ends one by itself on some errors.
    [[nodiscard]] bool in_transaction();

    [[nodiscard]] sqlite3* handle() { return database_.getHandle(); }

private:
    /// Finds a text without copying it into a std::string first.
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    SQLite::Statement& statement(std::string_view sql);

    SQLite::Database database_;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>, TextHash, std::equal_to<>>
        statements_;
};

}  // namespace wissel::store::sqlite
