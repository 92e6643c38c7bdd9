#pragma once

#include "engine/cases/store.hpp"
#include "engine/store/sqlite/connection.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace wissel::store::sqlite {

/// Sorts what has no term behind all that has one.
inline constexpr std::int64_t no_term = std::numeric_limits<std::int64_t>::max();

/// The organisation that stands in `case_viewers` for all that take part. No OIN is like it.
inline constexpr const char* everybody = "*";

/// Under which of its rows there a scope that does not see all sees a case: of its own organisation, and of everybody.
struct ViewerRows {
    std::string own;
    std::string open;  ///< the same again where it does not see what is open
};
[[nodiscard]] ViewerRows viewer_rows(const cases::Scope& scope);

/// Milliseconds since 1970, as the database keeps moments.
[[nodiscard]] std::int64_t to_integer(Instant instant);
[[nodiscard]] Instant to_instant(std::int64_t milliseconds);

/// All API keys, revoked ones too, in the order in which they were made. Throws SQLite::Exception.
[[nodiscard]] std::vector<cases::ApiKey> read_keys(Connection& connection);

/// What of the texts of the case with this key was not erased, by rising id. Throws SQLite::Exception.
[[nodiscard]] std::vector<cases::SealedValue> read_sealed(Connection& connection, std::int64_t case_key);

/// A digest from its 32 bytes. Throws LogicError on another length.
[[nodiscard]] Digest to_digest(std::string_view bytes);

}  // namespace wissel::store::sqlite
