#pragma once

#include "engine/base/failure.hpp"
#include "engine/store/sqlite/connection.hpp"

#include <cstdint>

namespace wissel::store::sqlite {

/// Copies the file as it is before a migration to `<file>.before-<version>`, and proves the copy: what has
/// that name is whole, also after a crash. What is called so already stays; the copy is
/// `<file>.before-<version>.1` then, and so on. Whoever runs the register removes it: it holds what the
/// register held, also what is erased later. Fails with `internal` where the file or the copy is not sound,
/// and `unavailable` where the copy cannot get its name. Throws SQLite::Exception, such as on a full disk.
[[nodiscard]] Result<void> make_safety_copy(
    Connection& connection, const Settings& settings, std::int64_t version
);

}  // namespace wissel::store::sqlite
