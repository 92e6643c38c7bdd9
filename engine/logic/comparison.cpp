#include "engine/logic/compare.hpp"
#include "engine/logic/operations.hpp"

#include <array>

// Comparisons take two or more arguments and are true where each pair of neighbours is; the first pair that
// is not ends it.

namespace wissel::logic {
namespace {

using Order = std::partial_ordering;

template <std::optional<bool> (*fits)(const Call&, const Value&, const Value&)>
Value chain(const Call& call) {
    if (call.count() < 2) return call.fail(error_types::invalid_arguments);
    Value left = call.run(0);
    if (left.is_failed()) return left;
    for (std::size_t at = 1; at < call.count(); ++at) {
        const Value right = call.run(at);
        if (right.is_failed()) return right;
        const auto fitting = fits(call, left, right);
        if (!fitting) return Value::failed();
        if (!*fitting) return Value::boolean(false);
        left = right;
    }
    return Value::boolean(true);
}

template <bool (*fits)(Order)>
std::optional<bool> ordered(const Call& call, const Value& left, const Value& right) {
    const auto order = order_loosely(call, left, right);
    if (!order) return std::nullopt;
    return fits(*order);
}

bool before(Order order) {
    return order < 0;
}
bool not_after(Order order) {
    return order <= 0;
}
bool after(Order order) {
    return order > 0;
}
bool not_before(Order order) {
    return order >= 0;
}

std::optional<bool> are_loosely_unequal(const Call& call, const Value& left, const Value& right) {
    const auto equal = are_loosely_equal(call, left, right);
    if (!equal) return std::nullopt;
    return !*equal;
}

std::optional<bool> are_not_same(const Call& call, const Value& left, const Value& right) {
    const auto same = are_same(call, left, right);
    if (!same) return std::nullopt;
    return !*same;
}

constexpr Operation comparison(std::string_view name, Value (*run)(const Call&)) {
    return {.name = name, .style = Operation::Style::listed, .run = run, .count_min = 2};
}

constexpr std::array table{
    comparison("==", chain<are_loosely_equal>),
    comparison("!=", chain<are_loosely_unequal>),
    comparison("===", chain<are_same>),
    comparison("!==", chain<are_not_same>),
    comparison("<", chain<ordered<before>>),
    comparison("<=", chain<ordered<not_after>>),
    comparison(">", chain<ordered<after>>),
    comparison(">=", chain<ordered<not_before>>),
};

}  // namespace

std::span<const Operation> comparison_operations() {
    return table;
}

}  // namespace wissel::logic
