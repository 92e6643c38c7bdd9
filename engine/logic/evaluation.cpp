#include "engine/logic/evaluation.hpp"

#include "engine/logic/copy.hpp"
#include "engine/logic/cursor.hpp"
#include "engine/logic/operations.hpp"
#include "engine/logic/tracer.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <utility>

namespace wissel::logic {

using nlohmann::json;

Evaluation::Evaluation(const Program& program, const Data& data, Tracer* tracer)
    : program_(program),
      data_(data),
      tracer_(tracer),
      operations_left_(program.limits.operations_max),
      size_left_(program.limits.size_max),
      arena_(first_.data(), first_.size()) {}

Value Evaluation::run() {
    const Scope top;
    return run(program_.root, top);
}

Value Evaluation::run_traced(const Node& node, std::uint32_t index, const Scope& scope) {
    tracer_->enter(index, scope);
    const Value value = run_node(node, index, scope);
    tracer_->leave(*this, value);
    return value;
}

Value Evaluation::run_node(const Node& node, std::uint32_t index, const Scope& scope) {
    if (node.kind == Node::Kind::constant) return node.value;
    if (!charge(index, 1)) return Value::failed();
    if (node.kind == Node::Kind::lookup) return look_up(Call{*this, node, index, scope});
    if (node.kind == Node::Kind::list) return run_list(node, index, scope);
    if (node.kind == Node::Kind::unknown) return fail(index, error_types::unknown_operator);
    switch (node.operation->style) {
        case Operation::Style::lazy:
            return node.operation->run(Call{*this, node, index, scope});
        case Operation::Style::listed:
            if (!node.listed) return fail(index, error_types::invalid_arguments);
            return node.operation->run(Call{*this, node, index, scope});
        case Operation::Style::spread:
            if (!node.listed) return run_spread(node, index, scope);
            break;
        case Operation::Style::plain:
            break;
    }
    return run_eager(node, index, scope);
}

Value Evaluation::run_list(const Node& node, std::uint32_t index, const Scope& scope) {
    const std::span<Value> items = make_list(index, node.count);
    if (failed_) return Value::failed();
    for (std::uint32_t at = 0; at < node.count; ++at) {
        items[at] = run(program_.children[node.first + at], scope);
        if (items[at].is_failed()) return Value::failed();
    }
    return Value::list(items);
}

Value Evaluation::run_eager(const Node& node, std::uint32_t index, const Scope& scope) {
    std::array<Value, 4> few;
    std::span<Value> arguments(few.data(), std::min<std::size_t>(node.count, few.size()));
    if (node.count > few.size()) arguments = make_list(index, node.count);
    if (failed_) return Value::failed();
    for (std::uint32_t at = 0; at < node.count; ++at) {
        arguments[at] = run(program_.children[node.first + at], scope);
        if (arguments[at].is_failed()) return Value::failed();
    }
    return node.operation->apply(Call{*this, node, index, scope}, arguments);
}

Value Evaluation::run_spread(const Node& node, std::uint32_t index, const Scope& scope) {
    const Value only = run(program_.children[node.first], scope);
    if (only.is_failed()) return only;
    const Call call{*this, node, index, scope};
    const auto items = items_of(only);
    if (!items) return node.operation->apply(call, {&only, 1});
    if (only.kind() == Value::Kind::list)
        return node.operation->apply(call, {only.as_list().items, items->size()});
    const std::span<Value> arguments = make_list(index, items->size());
    if (failed_) return Value::failed();
    for (std::size_t at = 0; at < items->size(); ++at) arguments[at] = (*items)[at];
    return node.operation->apply(call, arguments);
}

Value Evaluation::fail(std::uint32_t index, std::string_view type) {
    failed_ = true;
    failed_at_ = index;
    type_ = type;
    thrown_ = Value();
    return Value::failed();
}

Value Evaluation::fail_with(std::uint32_t index, const Value& thrown) {
    fail(index, thrown.as_tree().at("type").get_ref<const std::string&>());
    thrown_ = thrown;
    return Value::failed();
}

Value Evaluation::stop(std::uint32_t index, std::string_view type) {
    at_limit_ = true;
    return fail(index, type);
}

Value Evaluation::caught(std::uint32_t index) {
    failed_ = false;
    if (thrown_.is_object()) return thrown_;
    if (!make_room(index, type_.size() + 1)) return Value::failed();
    return keep_object(json{{"type", std::string(type_)}});
}

Error Evaluation::told() const {
    return {std::string(type_), {{"type", std::string(type_)}}, program_.pointers[failed_at_]};
}

Error Evaluation::error() {
    Error told = this->told();
    if (!thrown_.is_object()) return told;
    if (auto thrown = to_json(failed_at_, thrown_)) {
        told.value = std::move(*thrown);
        return told;
    }
    // What was thrown does not fit; the limit takes its place.
    return error();
}

bool Evaluation::has_no_operations(std::uint32_t index) {
    stop(index, error_types::too_many_operations);
    return false;
}

bool Evaluation::make_room(std::uint32_t index, std::size_t size) {
    if (size <= size_left_) {
        size_left_ -= size;
        return true;
    }
    stop(index, error_types::too_large);
    return false;
}

std::span<Value> Evaluation::make_list(std::uint32_t index, std::size_t count) {
    if (count == 0 || !make_room(index, count)) return {};
    auto* const items = static_cast<Value*>(arena_.allocate(count * sizeof(Value), alignof(Value)));
    std::uninitialized_default_construct_n(items, count);
    return {items, count};
}

std::string_view Evaluation::keep_text(std::string_view text) {
    if (text.empty()) return {};
    auto* const bytes = static_cast<char*>(arena_.allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
}

Value Evaluation::keep_object(json object) {
    kept_.push_back(std::make_unique<json>(std::move(object)));
    return Value::of(*kept_.back());
}

std::optional<json> Evaluation::to_json(std::uint32_t index, const Value& value) {
    Room room{size_left_, program_.limits.value_depth_max, false};
    json made;
    if (copy_value(value, made, room)) {
        size_left_ = room.size;
        return made;
    }
    stop(index, room.too_deep ? error_types::too_deep : error_types::too_large);
    return std::nullopt;
}

}  // namespace wissel::logic
