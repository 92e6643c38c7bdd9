#include "engine/logic/operations.hpp"

#include <array>

// What runs a part of a rule for each item of a list. Within it the item is the data; `val` climbs from
// there:
// [[1], "index"] is the item's index, [[2], …] what the iterator itself sees. What is no list has no items.

namespace wissel::logic {
namespace {

/// The list that the iterator goes through. No value: it failed.
std::optional<Items> list_of(const Call& call, Value& list) {
    list = call.count() > 0 ? call.run(0) : Value();
    if (list.is_failed()) return std::nullopt;
    return items_of(list).value_or(Items(List{nullptr, 0}));
}

/// The value for one item; null where nothing is to be run.
Value value_for(const Call& call, Scope& scope, const Items& items, std::size_t at) {
    if (call.count() < 2) return {};
    if (!call.charge(1)) return Value::failed();
    scope.current = items[at];
    scope.index = at;
    return call.run_in(scope, 1);
}

Value map(const Call& call) {
    Scope scope = Scope::within(Scope::Kind::item, call.scope);
    const auto items = list_of(call, scope.iterated);
    if (!items) return Value::failed();
    const std::span<Value> mapped = call.evaluation.make_list(call.index, items->size());
    if (call.evaluation.has_failed()) return Value::failed();
    for (std::size_t at = 0; at < items->size(); ++at) {
        mapped[at] = value_for(call, scope, *items, at);
        if (mapped[at].is_failed()) return Value::failed();
    }
    return Value::list(mapped);
}

Value filter(const Call& call) {
    Scope scope = Scope::within(Scope::Kind::item, call.scope);
    const auto items = list_of(call, scope.iterated);
    if (!items) return Value::failed();
    const std::span<Value> kept = call.evaluation.make_list(call.index, items->size());
    if (call.evaluation.has_failed()) return Value::failed();
    std::size_t count = 0;
    for (std::size_t at = 0; at < items->size(); ++at) {
        const Value wanted = value_for(call, scope, *items, at);
        if (wanted.is_failed()) return wanted;
        if (is_truthy(wanted)) kept[count++] = (*items)[at];
    }
    return Value::list(kept.first(count));
}

/// Goes on until the value for an item is truthy, or is not: `ending`. `at_end` is the answer where none was,
/// `when_empty` where there are no items at all.
struct Search {
    bool ending, at_end, when_empty;
};

Value search(const Call& call, Search wanted) {
    Scope scope = Scope::within(Scope::Kind::item, call.scope);
    const auto items = list_of(call, scope.iterated);
    if (!items) return Value::failed();
    if (items->size() == 0) return Value::boolean(wanted.when_empty);
    for (std::size_t at = 0; at < items->size(); ++at) {
        const Value value = value_for(call, scope, *items, at);
        if (value.is_failed()) return value;
        if (is_truthy(value) == wanted.ending) return Value::boolean(!wanted.at_end);
    }
    return Value::boolean(wanted.at_end);
}

Value all(const Call& call) {
    // Of nothing, nothing holds: so says the official suite.
    return search(call, {.ending = false, .at_end = true, .when_empty = false});
}

Value some(const Call& call) {
    return search(call, {.ending = true, .at_end = false, .when_empty = false});
}

Value none(const Call& call) {
    return search(call, {.ending = true, .at_end = true, .when_empty = true});
}

Value reduce(const Call& call) {
    Scope scope = Scope::within(Scope::Kind::fold, call.scope);
    const auto items = list_of(call, scope.iterated);
    if (!items) return Value::failed();
    if (call.count() > 2) scope.accumulator = call.run(2);
    if (scope.accumulator.is_failed()) return Value::failed();
    for (std::size_t at = 0; at < items->size(); ++at) {
        const Value next = value_for(call, scope, *items, at);
        if (next.is_failed()) return next;
        scope.accumulator = next;
    }
    return scope.accumulator;
}

constexpr Operation iterator(std::string_view name, Value (*run)(const Call&)) {
    return {.name = name, .style = Operation::Style::listed, .run = run, .inner = Operation::Inner::second};
}

constexpr std::array table{
    iterator("map", map),
    iterator("filter", filter),
    iterator("all", all),
    iterator("some", some),
    iterator("none", none),
    iterator("reduce", reduce),
};

}  // namespace

std::span<const Operation> iterator_operations() {
    return table;
}

}  // namespace wissel::logic
