#pragma once

#include "engine/logic/operations.hpp"
#include "engine/logic/value.hpp"

#include <compare>
#include <optional>

namespace wissel::logic {

/// `==`: texts with texts, null with null, all else as numbers. No value: it failed, with NaN where one of
/// the two counts as no number.
[[nodiscard]] std::optional<bool> are_loosely_equal(const Call& call, const Value& left, const Value& right);

/// `<` and its kin, by the same rules. No value: it failed.
[[nodiscard]] std::optional<std::partial_ordering> order_loosely(
    const Call& call, const Value& left, const Value& right
);

/// `===`: the same type and the same value; lists and objects by what is in them. No value: it failed.
[[nodiscard]] std::optional<bool> are_same(const Call& call, const Value& left, const Value& right);

}  // namespace wissel::logic
