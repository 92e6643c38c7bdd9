#pragma once

#include <nlohmann/json_fwd.hpp>

namespace wissel {

/// The node of a JSON Schema that `$ref`s into its own `document` lead to, with what stands beside each
/// reference kept and going before what it leads to. For who reads a schema that engine/schema accepted: its
/// references lead somewhere, and in no circle.
[[nodiscard]] nlohmann::json without_reference(nlohmann::json node, const nlohmann::json& document);

}  // namespace wissel
