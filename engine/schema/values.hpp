#pragma once

#include "engine/schema/node.hpp"

#include <nlohmann/json_fwd.hpp>

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

// What JSON Schema asks of whole values: whether two are the same, which of a list are, how deep one goes.

namespace wissel::schema {

/// Every type that `value` is of.
[[nodiscard]] Types types_of(const nlohmann::json& value);

/// A total order in which values are equal exactly where JSON Schema says so: numbers by what they are worth,
/// objects whatever the order of their members. Neither is nested deeper than `depth_max`.
[[nodiscard]] std::weak_ordering order(const nlohmann::json& left, const nlohmann::json& right);

[[nodiscard]] bool is_among(const std::vector<nlohmann::json>& few, const nlohmann::json& value);

/// The indexes of the items that are equal to an earlier one, in order. Sorts: n log n comparisons, and no
/// hash that an attacker could fill.
[[nodiscard]] std::vector<std::size_t> repeated_items(const nlohmann::json& list);

/// The pointer of the first array or object that is nested deeper than `depth_max`.
[[nodiscard]] std::optional<std::string> too_deep_at(const nlohmann::json& value);

}  // namespace wissel::schema
