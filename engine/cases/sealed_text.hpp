#pragma once

#include "engine/cases/sealed.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace wissel::cases {

/// What stands behind a seal; null where it was erased. `sealed` is sorted by rising id. Throws LogicError where
/// the text does not fit its seal: somebody changed the file.
[[nodiscard]] nlohmann::json sealed_text(const nlohmann::json& seal, const std::vector<SealedValue>& sealed);

}  // namespace wissel::cases
