#include "engine/logic/numbers.hpp"
#include "engine/logic/operations.hpp"

#include <array>

// Arithmetic on what counts as a number; anything else, and a result that is no number, is the error NaN.

namespace wissel::logic {
namespace {

using Combine = std::optional<Value> (*)(const Value&, const Value&);

Value fold(const Call& call, const Value& start, Arguments arguments, Combine combine) {
    if (!call.charge_text(start)) return Value::failed();
    auto result = number_of(start);
    for (const Value& argument : arguments) {
        if (!result) break;
        if (!call.charge_text(argument)) return Value::failed();
        const auto number = number_of(argument);
        result = number ? combine(*result, *number) : std::nullopt;
    }
    return result ? *result : call.fail(error_types::not_a_number);
}

Value sum(const Call& call, Arguments arguments) {
    return fold(call, Value::integer(0), arguments, add);
}

Value product(const Call& call, Arguments arguments) {
    return fold(call, Value::integer(1), arguments, multiply);
}

/// One argument stands on the right of `alone`.
Value from_first(const Call& call, std::int64_t alone, Arguments arguments, Combine combine) {
    if (arguments.empty()) return call.fail(error_types::invalid_arguments);
    if (arguments.size() == 1) return fold(call, Value::integer(alone), arguments, combine);
    return fold(call, arguments[0], arguments.subspan(1), combine);
}

Value difference(const Call& call, Arguments arguments) {
    return from_first(call, 0, arguments, subtract);
}

Value quotient(const Call& call, Arguments arguments) {
    return from_first(call, 1, arguments, divide);
}

Value modulo(const Call& call, Arguments arguments) {
    if (arguments.size() < 2) return call.fail(error_types::invalid_arguments);
    return fold(call, arguments[0], arguments.subspan(1), remainder);
}

/// Of numbers only: a text among them is a mistake rather than a number.
template <bool (*better)(std::partial_ordering)>
Value best(const Call& call, Arguments arguments) {
    if (arguments.empty()) return call.fail(error_types::invalid_arguments);
    Value found = arguments[0];
    for (const Value& argument : arguments) {
        if (!argument.is_number()) return call.fail(error_types::invalid_arguments);
        if (better(order_numbers(argument, found))) found = argument;
    }
    return found;
}

bool is_more(std::partial_ordering order) {
    return order > 0;
}

bool is_less(std::partial_ordering order) {
    return order < 0;
}

constexpr Operation arithmetic(
    std::string_view name, Value (*apply)(const Call&, Arguments), std::uint8_t count_min
) {
    return {.name = name, .style = Operation::Style::spread, .apply = apply, .count_min = count_min};
}

constexpr std::array table{
    arithmetic("+", sum, 0),
    arithmetic("-", difference, 1),
    arithmetic("*", product, 0),
    arithmetic("/", quotient, 1),
    arithmetic("%", modulo, 2),
    arithmetic("max", best<is_more>, 1),
    arithmetic("min", best<is_less>, 1),
};

}  // namespace

std::span<const Operation> arithmetic_operations() {
    return table;
}

}  // namespace wissel::logic
