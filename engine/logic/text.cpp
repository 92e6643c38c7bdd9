#include "engine/base/utf8.hpp"
#include "engine/logic/numbers.hpp"
#include "engine/logic/operations.hpp"
#include "engine/logic/text_builder.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace wissel::logic {
namespace {

Value cat(const Call& call, Arguments arguments) {
    TextBuilder builder(call);
    for (const Value& argument : arguments) {
        if (!builder.add(argument)) return Value::failed();
    }
    return Value::text(builder.text());
}

/// A position or length; cut to a whole number. No value: it is no number.
std::optional<std::int64_t> whole_of(const Call& call, const Value& value) {
    if (!call.charge_text(value)) return std::nullopt;
    const auto number = number_of(value);
    if (!number) return std::nullopt;
    if (number->kind() == Value::Kind::integer) return number->as_integer();
    constexpr double far = 1e18;
    return static_cast<std::int64_t>(std::clamp(number->as_real(), -far, far));
}

/// The byte where the code point `points` later than `from` begins.
std::size_t advance(std::string_view text, std::size_t from, std::int64_t points) {
    std::size_t at = from;
    for (; points > 0 && at < text.size(); --points) {
        do ++at;
        while (at < text.size() && (static_cast<std::uint8_t>(text[at]) & 0xc0) == 0x80);
    }
    return at;
}

/// A start before 0 counts from the end; so does a length below 0, which says where to stop.
Value substr(const Call& call, Arguments arguments) {
    if (arguments.empty()) return call.fail(error_types::invalid_arguments);
    const auto text = text_of(call, arguments[0]);
    if (!text || !call.charge(text->size() / bytes_for_an_operation)) return Value::failed();
    const auto total = static_cast<std::int64_t>(code_points(*text));
    auto start = whole_of(call, arguments.size() > 1 ? arguments[1] : Value());
    auto length = arguments.size() > 2 ? whole_of(call, arguments[2]) : std::optional(total);
    if (call.evaluation.has_failed()) return Value::failed();
    if (!start || !length) return call.fail(error_types::not_a_number);
    if (*start < 0) *start = std::max<std::int64_t>(0, total + *start);
    if (*length < 0) *length = std::max<std::int64_t>(0, total - std::min(*start, total) + *length);
    const std::size_t from = advance(*text, 0, *start);
    return Value::text(text->substr(from, advance(*text, from, *length) - from));
}

/// Of a text in code points, of a list in items, of an object in members.
Value length(const Call& call, Arguments arguments) {
    if (arguments.empty()) return call.fail(error_types::invalid_arguments);
    const Value& value = arguments[0];
    if (value.is_text()) {
        if (!call.charge_text(value)) return Value::failed();
        return Value::integer(static_cast<std::int64_t>(code_points(value.as_text())));
    }
    if (const auto items = items_of(value)) return Value::integer(static_cast<std::int64_t>(items->size()));
    if (value.is_object()) return Value::integer(static_cast<std::int64_t>(value.as_tree().size()));
    return call.fail(error_types::invalid_arguments);
}

using Style = Operation::Style;

constexpr std::array table{
    Operation{.name = "cat", .style = Style::spread, .apply = cat},
    Operation{.name = "substr", .style = Style::spread, .apply = substr, .count_min = 1},
    Operation{.name = "length", .style = Style::plain, .apply = length, .count_min = 1},
};

}  // namespace

std::span<const Operation> text_operations() {
    return table;
}

}  // namespace wissel::logic
