#pragma once

#include "engine/base/failure.hpp"
#include "engine/store/sqlite/connection.hpp"

namespace wissel::store::sqlite {

/// Brings the file to the latest schema version, one transaction a step, and makes the connection the
/// writer's. A file that held something is copied first (safety_copy.hpp). Fails with `conflict` on a file
/// that is newer (slug `newer-schema`) or not ours (slug `not-a-register`), and leaves that as it was. Throws
/// SQLite::Exception.
[[nodiscard]] Result<void> migrate(Connection& connection, const Settings& settings);

/// The schema version of the file equals the program's: what a reader asks for. Fails as `migrate`, and with
/// `unavailable` on an older file.
[[nodiscard]] Result<void> check_version(Connection& connection);

}  // namespace wissel::store::sqlite
