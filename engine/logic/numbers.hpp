#pragma once

#include "engine/logic/value.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <string>

namespace wissel::logic {

/// The number that a value counts as: null and "" are 0, true is 1, a text is what it spells in decimals (or
/// after 0x, 0o, 0b in whole numbers), spaces around it or not. No value: it is none.
[[nodiscard]] std::optional<Value> number_of(const Value& value);

/// How numbers relate, exactly, also an integer and a real.
[[nodiscard]] std::partial_ordering order_numbers(const Value& left, const Value& right);

// Whole numbers stay exact while they fit 64 bits; beyond, and with fractions, the result is a double. No
// value: there is no such number (division by zero, or too large).
[[nodiscard]] std::optional<Value> add(const Value& left, const Value& right);
[[nodiscard]] std::optional<Value> subtract(const Value& left, const Value& right);
[[nodiscard]] std::optional<Value> multiply(const Value& left, const Value& right);
[[nodiscard]] std::optional<Value> divide(const Value& left, const Value& right);
/// Has the sign of `left`.
[[nodiscard]] std::optional<Value> remainder(const Value& left, const Value& right);

/// As people write it: 1.5, 1e+21, 1e-7.
[[nodiscard]] std::string number_text(const Value& number);

}  // namespace wissel::logic
