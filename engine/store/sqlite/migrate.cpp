#include "engine/store/sqlite/migrate.hpp"

#include "engine/store/sqlite/found_by.hpp"
#include "engine/store/sqlite/safety_copy.hpp"
#include "engine/store/sqlite/schema_sql.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

namespace wissel::store::sqlite {
namespace {

// "WSSL": tells `file` and us that a database is a register of Wissel.
constexpr std::int64_t application_id = 0x5753534c;

std::int64_t pragma(Connection& connection, const char* sql) {
    auto query = connection.query(sql);
    return query.next() ? query.integer_at(0) : 0;
}

std::int64_t user_version(Connection& connection) {
    return pragma(connection, "PRAGMA user_version");
}

/// The first version that finds cases by all that they are found by now.
constexpr std::int64_t found_by_version = 7;

std::int64_t latest() {
    return static_cast<std::int64_t>(migrations().size());
}

std::unexpected<Failure> not_a_register() {
    return fail(
        FailureCode::conflict,
        {"Dit bestand is geen register van Wissel.", "This file is no register of Wissel."},
        "not-a-register"
    );
}

Result<void> check_ours(Connection& connection) try {
    const std::int64_t version = user_version(connection);
    const std::int64_t id = pragma(connection, "PRAGMA application_id");
    const bool empty = pragma(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (id != application_id && !(empty && id == 0 && version == 0)) return not_a_register();
    if (version > latest()) {
        return fail(
            FailureCode::conflict,
            {fmt::format(
                 "Dit register heeft schemaversie {}; dit programma kent tot en met {}. Gebruik een nieuwere "
                 "versie "
                 "van Wissel.",
                 version,
                 latest()
             ),
             fmt::format(
                 "This register has schema version {}; this program knows up to {}. Use a newer version of "
                 "Wissel.",
                 version,
                 latest()
             )},
            "newer-schema"
        );
    }
    return {};
} catch (const SQLite::Exception& error) {
    if (error.getErrorCode() == SQLITE_NOTADB) return not_a_register();
    throw;
}

}  // namespace

Result<void> migrate(Connection& connection, const Settings& settings) {
    if (auto ours = check_ours(connection); !ours) return ours;
    connection.write_ahead(settings.synchronous);
    const std::int64_t found = user_version(connection);
    if (found > 0 && found < latest()) {
        if (auto copied = make_safety_copy(connection, settings, found); !copied) return copied;
    }
    for (std::int64_t version = found; version < latest(); ++version) {
        connection.execute("BEGIN IMMEDIATE");
        connection.execute(std::string(migrations()[static_cast<std::size_t>(version)]).c_str());
        // From documents that only the program can read, so that no SQL can do it.
        if (version + 1 == found_by_version) rebuild_found_by(connection);
        connection.execute(fmt::format("PRAGMA application_id = {}", application_id).c_str());
        connection.execute(fmt::format("PRAGMA user_version = {}", version + 1).c_str());
        connection.execute("COMMIT");
    }
    return {};
}

Result<void> check_version(Connection& connection) {
    if (auto ours = check_ours(connection); !ours) return ours;
    if (user_version(connection) == latest()) return {};
    return fail(
        FailureCode::unavailable,
        {"Het register is nog niet bijgewerkt; start eerst `wissel serve`.",
         "The register is not migrated yet; start `wissel serve` first."}
    );
}

}  // namespace wissel::store::sqlite
