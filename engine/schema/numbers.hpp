#pragma once

#include <nlohmann/json_fwd.hpp>

#include <compare>

// Numbers as mathematics has them, whatever C++ type nlohmann keeps them in. All arguments are numbers.

namespace wissel::schema {

/// 1 and 1.0 are the same; 2^53 + 1 and 2^53 are not, also where one of them is a double.
[[nodiscard]] std::weak_ordering order_numbers(const nlohmann::json& left, const nlohmann::json& right);

/// 1.0 is one, 1e300 too.
[[nodiscard]] bool is_whole(const nlohmann::json& number);

/// Whether `multipleOf` can have this value: above zero, at most 18 digits beside the zeros at its ends.
[[nodiscard]] bool can_divide(const nlohmann::json& number);

/// Counts in decimals, as people and JSON do: 0.3 is a multiple of 0.1, though the doubles are not. `of` is
/// one that `can_divide`.
[[nodiscard]] bool is_multiple(const nlohmann::json& number, const nlohmann::json& of);

}  // namespace wissel::schema
