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
                if (const json* found = step_from_top(call_.evaluation.data(), segment))
                    return stand_at(Value::of(*found));
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

const json* step_into(const json& value, const Segment& segment) {
    if (const auto* members = value.get_ptr<const json::object_t*>()) {
        const auto found = members->find(segment.name);
        return found == members->end() ? nullptr : &found->second;
    }
    const auto* items = value.get_ptr<const json::array_t*>();
    return items != nullptr && segment.index < items->size() ? &(*items)[segment.index] : nullptr;
}

const json* step_from_top(const Data& data, const Segment& segment) {
    for (const Named& named : data.beside) {
        if (named.name == segment.name) return named.value;
    }
    return data.base == nullptr ? nullptr : step_into(*data.base, segment);
}

bool step_into(Value& value, const Segment& segment) {
    if (value.kind() == Value::Kind::tree) {
        const json* found = step_into(value.as_tree(), segment);
        if (found != nullptr) value = Value::of(*found);
        return found != nullptr;
    }
    if (value.kind() != Value::Kind::list || segment.index >= value.as_list().count) return false;
    value = value.as_list().items[segment.index];
    return true;
}

}  // namespace wissel::logic
