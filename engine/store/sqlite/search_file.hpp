#pragma once

#include "engine/store/sqlite/connection.hpp"

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

// The file that words are searched in: `found`, an FTS5 table of the terms of each case under the case's number in
// the register, and `progress`, one row that says how far it is. Both change in one transaction, so that they fit
// together whenever the program ends.

namespace wissel::store::sqlite {

/// How far the file is.
struct SearchProgress {
    std::string version;       ///< of the tables and of what counts as a word
    std::int64_t through = 0;  ///< every event up to this sequence is in it, once it is whole
    std::string last_event;    ///< the hash of that event; empty for 0. Another register has another one
    std::int64_t filled_to = 0;  ///< while it is filled: the last case that is in it
    bool whole = false;
};

/// Which file stands at a path, whatever its name.
struct FileIdentity {
    dev_t device;
    ino_t number;
    bool operator==(const FileIdentity&) const = default;
};

/// No value: there is none.
[[nodiscard]] std::optional<FileIdentity> identity_of(const std::string& path);

/// The version that this program makes and reads.
[[nodiscard]] const std::string& search_version();

/// The hash of the event with this sequence; empty where there is none. Throws SQLite::Exception.
[[nodiscard]] std::string hash_of_event(Connection& reg, std::int64_t sequence);

/// `schema` is the name under which the file is known to `db`. No value: it has no such row. Throws SQLite::Exception.
[[nodiscard]] std::optional<SearchProgress> read_progress(Connection& db, const std::string& schema);

/// Inside a transaction of the caller's. Throws SQLite::Exception.
void write_progress(Connection& db, const SearchProgress& progress);

/// Opens the file for its one writer, and makes it where it is not there. Throws SQLite::Exception.
[[nodiscard]] std::unique_ptr<Connection> open_search_file(const Settings& settings);

/// Makes the tables of a new file, to be filled with all that stands in the register now.
void make_search_tables(Connection& search, Connection& reg);

/// Why the file is no good for this register: `missing`, `damaged`, `otherVersion`, `otherRegister`; empty: it is
/// good. Reads all of it once. Throws SQLite::Exception.
[[nodiscard]] std::string fault_of(Connection& search, Connection& reg);

/// Removes the file with what belongs to it. A reader that has it open goes on with what it has. Nothing there: nothing
/// happens. Throws std::filesystem::filesystem_error.
void remove_search_file(const std::string& path);

/// Whether the code of an SQLite error says that the file itself is no good.
[[nodiscard]] bool says_damaged(int code);

}  // namespace wissel::store::sqlite
