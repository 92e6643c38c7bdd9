#pragma once

#include <string_view>
#include <vector>

namespace wissel::store::sqlite {

/// The migrations in order; the one at index n leads from schema version n to n + 1. Forward only, each run
/// in one transaction; none ever touches `events` or `sealed`, whose bytes are what history is proved by.
[[nodiscard]] const std::vector<std::string_view>& migrations();

}  // namespace wissel::store::sqlite
