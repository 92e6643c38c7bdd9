#include "engine/logic/operations.hpp"

#include <array>

// What decides which part of a rule runs at all, and how errors are thrown and caught.

namespace wissel::logic {
namespace {

Value if_(const Call& call) {
    std::size_t at = 0;
    for (; at + 1 < call.count(); at += 2) {
        const Value condition = call.run(at);
        if (condition.is_failed()) return condition;
        if (is_truthy(condition)) return call.run(at + 1);
    }
    return at < call.count() ? call.run(at) : Value();
}

/// Ends at the first value that is `wanted`; the last one otherwise.
template <bool (*wanted)(const Value&)>
Value first(const Call& call) {
    Value value;
    for (std::size_t at = 0; at < call.count(); ++at) {
        value = call.run(at);
        if (value.is_failed() || wanted(value)) return value;
    }
    return value;
}

bool is_falsy(const Value& value) {
    return !is_truthy(value);
}

bool is_something(const Value& value) {
    return !value.is_null();
}

Value not_(const Call& /*call*/, Arguments arguments) {
    return Value::boolean(arguments.empty() || !is_truthy(arguments[0]));
}

Value truth(const Call& /*call*/, Arguments arguments) {
    return Value::boolean(!arguments.empty() && is_truthy(arguments[0]));
}

/// Each attempt after the first sees the error of the one before it as its data.
Value try_(const Call& call) {
    Scope failure = Scope::within(Scope::Kind::error, call.scope);
    for (std::size_t at = 0; at < call.count(); ++at) {
        const Value value = at == 0 ? call.run(at) : call.run_in(failure, at);
        const bool last = at + 1 == call.count();
        if (!value.is_failed() || last || call.evaluation.is_at_limit()) return value;
        failure.current = call.evaluation.caught(call.index);
        if (failure.current.is_failed()) return Value::failed();
    }
    return {};
}

Value throw_(const Call& call, Arguments arguments) {
    const Value thrown = arguments.empty() ? Value() : arguments[0];
    if (thrown.is_text()) return call.fail(thrown.as_text());
    if (!thrown.is_object()) return call.fail(error_types::invalid_arguments);
    const auto& object = thrown.as_tree();
    const auto type = object.find("type");
    if (type == object.end() || !type->is_string()) return call.fail(error_types::invalid_arguments);
    return call.evaluation.fail_with(call.index, thrown);
}

using Style = Operation::Style;

constexpr std::array table{
    Operation{.name = "if", .style = Style::listed, .run = if_},
    Operation{.name = "?:", .style = Style::listed, .run = if_},
    Operation{.name = "and", .style = Style::listed, .run = first<is_falsy>},
    Operation{.name = "or", .style = Style::listed, .run = first<is_truthy>},
    Operation{.name = "??", .style = Style::listed, .run = first<is_something>},
    Operation{.name = "!", .style = Style::plain, .apply = not_},
    Operation{.name = "!!", .style = Style::plain, .apply = truth},
    Operation{.name = "try", .style = Style::lazy, .run = try_, .inner = Operation::Inner::all_but_first},
    Operation{.name = "throw", .style = Style::spread, .apply = throw_, .count_min = 1},
};

}  // namespace

std::span<const Operation> control_operations() {
    return table;
}

}  // namespace wissel::logic
