#include "engine/logic/compare.hpp"
#include "engine/logic/operations.hpp"
#include "engine/logic/text_builder.hpp"

#include <array>
#include <cstring>

// Lists as wholes: putting them together, and whether something is in them.

namespace wissel::logic {
namespace {

std::size_t count_of(const Value& value) {
    const auto items = items_of(value);
    return items ? items->size() : 1;
}

Value merge(const Call& call, Arguments arguments) {
    std::size_t total = 0;
    for (const Value& argument : arguments) total += count_of(argument);
    const std::span<Value> merged = call.evaluation.make_list(call.index, total);
    if (call.evaluation.has_failed()) return Value::failed();
    std::size_t next = 0;
    for (const Value& argument : arguments) {
        const auto items = items_of(argument);
        if (!items) merged[next++] = argument;
        for (std::size_t at = 0; items && at < items->size(); ++at) merged[next++] = (*items)[at];
    }
    return Value::list(merged);
}

/// Whether `wanted` is one of the items. No value: it failed.
std::optional<bool> is_among(const Call& call, const Items& items, const Value& wanted) {
    for (std::size_t at = 0; at < items.size(); ++at) {
        const auto same = are_same(call, items[at], wanted);
        if (!same) return std::nullopt;
        if (*same) return true;
    }
    return false;
}

Value answer(std::optional<bool> found) {
    return found ? Value::boolean(*found) : Value::failed();
}

Value is_part(const Call& call, std::string_view text, const Value& wanted) {
    const auto part = text_of(call, wanted);
    if (!part || !call.charge(text.size() / bytes_for_an_operation)) return Value::failed();
    if (part->empty() || text.empty()) return Value::boolean(part->empty());
    // Takes time linear in the text, which std::string_view::find does not promise.
    return Value::boolean(memmem(text.data(), text.size(), part->data(), part->size()) != nullptr);
}

Value in(const Call& call, Arguments arguments) {
    if (arguments.size() < 2) return Value::boolean(false);
    const Value& within = arguments[1];
    if (within.is_text()) return is_part(call, within.as_text(), arguments[0]);
    const auto items = items_of(within);
    return items ? answer(is_among(call, *items, arguments[0])) : Value::boolean(false);
}

/// Counts how many of `[list, wanted]`'s wanted items are in the list, up to the first for which that is
/// `ending`; true where it did not come that far. What is no list counts as an empty one.
std::optional<bool> goes_through(const Call& call, Arguments arguments, bool ending) {
    const Items none{List{nullptr, 0}};
    const auto list = arguments.empty() ? none : items_of(arguments[0]).value_or(none);
    const auto wanted = arguments.size() < 2 ? none : items_of(arguments[1]).value_or(none);
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        const auto found = is_among(call, list, wanted[at]);
        if (!found) return std::nullopt;
        if (*found == ending) return false;
    }
    return true;
}

Value contains_all(const Call& call, Arguments arguments) {
    return answer(goes_through(call, arguments, false));
}

Value contains_none(const Call& call, Arguments arguments) {
    return answer(goes_through(call, arguments, true));
}

Value contains_any(const Call& call, Arguments arguments) {
    const auto none = goes_through(call, arguments, true);
    return none ? Value::boolean(!*none) : Value::failed();
}

constexpr Operation on_lists(std::string_view name, Value (*apply)(const Call&, Arguments)) {
    return {.name = name, .style = Operation::Style::spread, .apply = apply};
}

constexpr std::array table{
    on_lists("merge", merge),
    on_lists("in", in),
    on_lists("contains_all", contains_all),
    on_lists("contains_any", contains_any),
    on_lists("contains_none", contains_none),
};

}  // namespace

std::span<const Operation> list_operations() {
    return table;
}

}  // namespace wissel::logic
