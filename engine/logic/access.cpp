#include "engine/logic/cursor.hpp"
#include "engine/logic/numbers.hpp"
#include "engine/logic/operations.hpp"
#include "engine/logic/text_builder.hpp"

#include <array>
#include <cmath>
#include <string>

// What reads the data. Paths that a rule spells out were taken apart when it was compiled (`look_up`); the
// operations of the table take apart those that are computed.

namespace wissel::logic {
namespace {

using nlohmann::json;

/// A name of a dotted path; it lives as long as the evaluation. No value: it failed.
std::optional<std::string_view> plain_name(const Call& call, std::string_view name) {
    if (name.find('\\') == std::string_view::npos) return name;
    if (!call.evaluation.make_room(call.index, name.size())) return std::nullopt;
    return call.evaluation.keep_text(unescaped(name));
}

/// Goes down a dotted path. False: it failed, or nothing stands there.
bool walk(const Call& call, Cursor& cursor, PathReader& path) {
    while (const auto name = path.next()) {
        const auto plain = plain_name(call, *name);
        if (!plain || !cursor.step(segment_of(*plain))) return false;
    }
    return true;
}

bool is_whole_path(const Value& key) {
    return key.is_null() || (key.is_text() && key.as_text().empty());
}

Value var(const Call& call, Arguments arguments) {
    const Value key = arguments.empty() ? Value() : arguments[0];
    if (is_whole_path(key)) return Cursor(call, 0).value();
    const auto text = text_of(call, key);
    if (!text || !call.charge(text->size())) return Value::failed();
    PathReader path(*text);
    Cursor cursor(call, path.climb());
    if (walk(call, cursor, path) && cursor.is_there()) return cursor.value();
    if (call.evaluation.has_failed()) return Value::failed();
    return arguments.size() > 1 ? arguments[1] : Value();
}

/// `[[2], …]`: how far up; 0 where the first argument says nothing of it.
std::size_t climb_of(Arguments arguments) {
    const auto first = arguments.empty() ? std::nullopt : items_of(arguments[0]);
    if (!first || first->size() != 1) return 0;
    const auto number = number_of((*first)[0]);
    constexpr std::int64_t far = 1'000'000;
    if (!number || number->kind() != Value::Kind::integer) return 0;
    return static_cast<std::size_t>(std::abs(std::clamp(number->as_integer(), -far, far)));
}

/// Goes down by one name after another. False: it failed, or nothing stands there.
bool walk(const Call& call, Cursor& cursor, Arguments names) {
    for (const Value& name : names) {
        if (name.is_list() || name.is_object()) return false;
        const auto text = name.is_null() ? std::optional<std::string_view>("null") : text_of(call, name);
        if (!text || !cursor.step(segment_of(*text))) return false;
    }
    return cursor.is_there();
}

bool begins_with_climb(Arguments arguments) {
    return !arguments.empty() && arguments[0].is_list();
}

Value val(const Call& call, Arguments arguments) {
    Cursor cursor(call, climb_of(arguments));
    if (walk(call, cursor, arguments.subspan(begins_with_climb(arguments) ? 1 : 0))) return cursor.value();
    return call.evaluation.has_failed() ? Value::failed() : Value();
}

Value exists(const Call& call, Arguments arguments) {
    Cursor cursor(call, climb_of(arguments));
    const bool there = walk(call, cursor, arguments.subspan(begins_with_climb(arguments) ? 1 : 0));
    return call.evaluation.has_failed() ? Value::failed() : Value::boolean(there);
}

/// What a form leaves empty is missing too. No value: it failed.
std::optional<bool> is_missing(const Call& call, const Value& key) {
    const auto text = text_of(call, key);
    if (!text || !call.charge(text->size())) return std::nullopt;
    PathReader path(*text);
    Cursor cursor(call, path.climb());
    const bool there = walk(call, cursor, path);
    if (call.evaluation.has_failed()) return std::nullopt;
    if (!there) return true;
    const Value value = cursor.value();
    if (value.is_failed()) return std::nullopt;
    return is_whole_path(value);
}

/// Those of `keys` that are missing. Failed where it failed.
Value missing_among(const Call& call, const Items& keys) {
    const std::span<Value> missed = call.evaluation.make_list(call.index, keys.size());
    if (call.evaluation.has_failed()) return Value::failed();
    std::size_t count = 0;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const auto is_missed = is_missing(call, keys[at]);
        if (!is_missed) return Value::failed();
        if (*is_missed) missed[count++] = keys[at];
    }
    return Value::list(missed.first(count));
}

Value missing(const Call& call, Arguments arguments) {
    // {"missing": [["a", "b"]]} asks the same as {"missing": ["a", "b"]}.
    if (!arguments.empty()) {
        if (const auto keys = items_of(arguments[0])) return missing_among(call, *keys);
    }
    return missing_among(call, Items(List{arguments.data(), arguments.size()}));
}

Value missing_some(const Call& call, Arguments arguments) {
    const auto needed = arguments.empty() ? std::nullopt : number_of(arguments[0]);
    const auto keys = arguments.size() < 2 ? std::nullopt : items_of(arguments[1]);
    if (!needed || !keys) return call.fail(error_types::invalid_arguments);
    const Value missed = missing_among(call, *keys);
    if (missed.is_failed()) return missed;
    const auto there = Value::integer(static_cast<std::int64_t>(keys->size() - missed.as_list().count));
    return order_numbers(there, *needed) >= 0 ? Value::list({}) : missed;
}

constexpr Operation access(std::string_view name, Value (*apply)(const Call&, Arguments)) {
    return {.name = name, .style = Operation::Style::spread, .apply = apply};
}

constexpr std::array table{
    access(var_name, var),
    access(val_name, val),
    access(exists_name, exists),
    access(missing_name, missing),
    access(missing_some_name, missing_some),
};

/// Most paths lead through nothing but JSON: those are walked without making a value on the way. Null:
/// nothing stands there, if `begun`.
const json* walk_json(const Call& call, const Path& path, bool& begun) {
    const Scope& scope = call.scope;
    const bool from_top = scope.kind == Scope::Kind::top;
    begun = path.climb == 0 && !path.segments.empty() &&
            (from_top || (scope.kind == Scope::Kind::item && scope.current.kind() == Value::Kind::tree));
    if (!begun) return nullptr;
    const json* at = from_top ? step_from_top(call.evaluation.data(), path.segments.front())
                              : step_into(scope.current.as_tree(), path.segments.front());
    for (std::size_t next = 1; at != nullptr && next < path.segments.size(); ++next) {
        at = step_into(*at, path.segments[next]);
    }
    return at;
}

}  // namespace

Value look_up(const Call& call) {
    const Path& path = call.evaluation.program().paths[call.node.path];
    bool in_json = false;
    if (const json* found = walk_json(call, path, in_json)) {
        return call.node.operation->apply == exists ? Value::boolean(true) : Value::of(*found);
    }
    if (in_json) {
        if (call.node.operation->apply == exists) return Value::boolean(false);
        return call.count() > 0 ? call.run(0) : Value();
    }
    Cursor cursor(call, path.climb);
    bool there = cursor.is_there();
    for (const Segment& segment : path.segments) {
        there = there && cursor.step(segment);
    }
    if (call.node.operation->apply == exists) return Value::boolean(there);
    if (there) return cursor.value();
    return call.count() > 0 ? call.run(0) : Value();
}

std::span<const Operation> access_operations() {
    return table;
}

}  // namespace wissel::logic
