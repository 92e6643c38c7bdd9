#include "engine/logic/cursor.hpp"

#include <string>
#include <utility>

namespace wissel::logic {

using nlohmann::json;

Cursor::Cursor(const Call& call, std::size_t climb) : call_(call), scope_(&call.scope) {
    for (; climb >= 2 && scope_ != nullptr; climb -= 2) scope_ = scope_->around;
    if (scope_ == nullptr || (climb == 1 && scope_->kind == Scope::Kind::top)) {
        at_ = At::nowhere;
    } else if (climb == 1) {
        at_ = scope_->kind == Scope::Kind::error ? At::nowhere : At::iteration;
    } else if (scope_->kind == Scope::Kind::item || scope_->kind == Scope::Kind::error) {
        at_ = At::value;
        value_ = scope_->current;
    }
}

bool Cursor::stand_at(const Value& value) {
    at_ = At::value;
    value_ = value;
    return true;
}

bool Cursor::step(const Segment& segment) {
    switch (at_) {
        case At::nowhere:
            return false;
        case At::value:
            if (step_into(value_, segment)) return true;
            break;
        case At::iteration:
            if (segment.name == "index")
                return stand_at(Value::integer(static_cast<std::int64_t>(scope_->index)));
            if (segment.name == "iterator") return stand_at(scope_->iterated);
            break;
        case At::scope:
            if (scope_->kind == Scope::Kind::top) {
                if (step_from_top(segment)) return true;
            } else {
                if (segment.name == "current") return stand_at(scope_->current);
                if (segment.name == "accumulator") return stand_at(scope_->accumulator);
            }
            break;
    }
    at_ = At::nowhere;
    value_ = Value();
    return false;
}

bool Cursor::step_from_top(const Segment& segment) {
    const Data& data = call_.evaluation.data();
    for (const Named& named : data.beside) {
        if (named.name == segment.name) return stand_at(Value::of(*named.value));
    }
    if (data.base == nullptr) return false;
    Value base = Value::of(*data.base);
    return step_into(base, segment) && stand_at(base);
}

Value Cursor::value() {
    switch (at_) {
        case At::nowhere:
            return {};
        case At::value:
            return value_;
        case At::iteration:
            return pair(
                "index",
                Value::integer(static_cast<std::int64_t>(scope_->index)),
                "iterator",
                scope_->iterated
            );
        case At::scope:
            break;
    }
    if (scope_->kind == Scope::Kind::top) return whole_top();
    return pair("accumulator", scope_->accumulator, "current", scope_->current);
}

Value Cursor::whole_top() {
    const Data& data = call_.evaluation.data();
    const Value base = data.base == nullptr ? Value() : Value::of(*data.base);
    if (data.beside.empty()) return base;
    auto made = call_.evaluation.to_json(call_.index, base);
    if (!made) return Value::failed();
    if (!made->is_object()) made = json::object();
    for (const Named& named : data.beside) {
        auto member = call_.evaluation.to_json(call_.index, Value::of(*named.value));
        if (!member) return Value::failed();
        (*made)[std::string(named.name)] = std::move(*member);
    }
    return call_.evaluation.keep_object(std::move(*made));
}

Value Cursor::pair(const char* first, const Value& one, const char* second, const Value& other) {
    auto first_made = call_.evaluation.to_json(call_.index, one);
    if (!first_made) return Value::failed();
    auto second_made = call_.evaluation.to_json(call_.index, other);
    if (!second_made) return Value::failed();
    return call_.evaluation.keep_object(json{
        {first, std::move(*first_made)}, {second, std::move(*second_made)}});
}

bool step_into(Value& value, const Segment& segment) {
    if (value.is_object()) {
        const auto& members = value.as_tree().get_ref<const json::object_t&>();
        const auto found = members.find(segment.name);
        if (found == members.end()) return false;
        value = Value::of(found->second);
        return true;
    }
    const auto items = items_of(value);
    if (!items || segment.index >= items->size()) return false;
    value = (*items)[segment.index];
    return true;
}

}  // namespace wissel::logic
