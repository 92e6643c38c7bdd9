#include "engine/base/encoding.hpp"
#include "engine/base/utf8.hpp"
#include "engine/schema/evaluation.hpp"
#include "engine/schema/messages.hpp"
#include "engine/schema/numbers.hpp"
#include "engine/schema/schema.hpp"
#include "engine/schema/values.hpp"

#include <algorithm>

namespace wissel::schema {

using nlohmann::json;

std::string Place::pointer() const {
    std::vector<const Place*> way;
    for (const Place* at = this; at->parent != nullptr; at = at->parent) way.push_back(at);
    std::string told;
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
        told += '/';
        told += (*at)->name != nullptr ? pointer_token(*(*at)->name) : std::to_string((*at)->index);
    }
    return told;
}

std::vector<Issue> Evaluation::judge(const json& value) && {
    // Asked first, because comparing values goes down without looking at the depth.
    if (auto where = too_deep_at(value)) return {{std::move(*where), "depth", messages::too_deep()}};
    run(program_.root, value, Place(), 0);
    return std::move(issues_);
}

void Evaluation::run(std::size_t index, const json& value, const Place& place, std::size_t depth) {
    if (done()) return;
    if (depth > depth_max) {
        too_deep_ = true;
        issues_.push_back({place.pointer(), "depth", messages::too_deep()});
        return;
    }
    const Node& node = program_.nodes[index];
    if (!node.shared) return check(node, value, place, depth);
    const Key key{index, &value};
    if (!trying_) {
        if (judged_.insert(key).second) check(node, value, place, depth);
        return;
    }
    if (const auto known = verdicts_.find(key); known != verdicts_.end()) {
        failed_ = !known->second;
        return;
    }
    check(node, value, place, depth);
    verdicts_.emplace(key, !failed_);
}

/// A value of another type, or none of those allowed, is one fault: what else the schema asks was written for
/// other values.
void Evaluation::check(const Node& node, const json& value, const Place& place, std::size_t depth) {
    if (node.never) return note(place, "forbidden", messages::forbidden());
    if (node.types != type::every && (types_of(value) & node.types) == 0) {
        return note(place, "type", messages::wrong_type(node.types));
    }
    if (!node.constant.empty() && !is_among(node.constant, value)) {
        return note(place, "const", messages::not_allowed(node.constant));
    }
    if (node.allowed && !is_among(*node.allowed, value)) {
        return note(place, "enum", messages::not_allowed(*node.allowed));
    }
    if (value.is_string()) check_text(node, value.get_ref<const std::string&>(), place);
    if (value.is_number()) check_number(node, value, place);
    if (value.is_array()) check_array(node, value, place, depth);
    if (value.is_object()) check_object(node, value, place, depth);
    check_branches(node, value, place, depth);
}

void Evaluation::check_text(const Node& node, const std::string& text, const Place& place) {
    // How it is written says how long it is as well: one mistake.
    if (!has_format(text, node.format)) return note(place, "format", messages::bad_format(node.format));
    if (!node.length.min && !node.length.max) return;
    const std::size_t length = code_points(text);
    if (node.length.min && length < *node.length.min) {
        note(place, "tooShort", messages::too_short(*node.length.min));
    }
    if (node.length.max && length > *node.length.max) {
        note(place, "tooLong", messages::too_long(*node.length.max));
    }
}

void Evaluation::check_number(const Node& node, const json& value, const Place& place) {
    if (!node.minimum.is_null() && order_numbers(value, node.minimum) < 0) {
        note(place, "minimum", messages::below(node.minimum));
    }
    if (!node.above.is_null() && order_numbers(value, node.above) <= 0) {
        note(place, "minimum", messages::not_above(node.above));
    }
    if (!node.maximum.is_null() && order_numbers(value, node.maximum) > 0) {
        note(place, "maximum", messages::above(node.maximum));
    }
    if (!node.below.is_null() && order_numbers(value, node.below) >= 0) {
        note(place, "maximum", messages::not_below(node.below));
    }
    if (!node.multiple.is_null() && !is_multiple(value, node.multiple)) {
        note(place, "multipleOf", messages::no_multiple(node.multiple));
    }
}

bool Evaluation::fits(std::size_t index, const json& value, const Place& place, std::size_t depth) {
    const bool trying_before = std::exchange(trying_, true);
    const bool failed_before = std::exchange(failed_, false);
    run(index, value, place, depth + 1);
    trying_ = trying_before;
    return !std::exchange(failed_, failed_before);
}

void Evaluation::note(const Place& place, const char* code, Words message) {
    if (trying_) {
        failed_ = true;
    } else if (std::string pointer = place.pointer(); !done() && told_.emplace(pointer, code).second) {
        issues_.push_back({std::move(pointer), code, std::move(message)});
    }
}

std::vector<Issue> Schema::validate(const json& value, std::size_t issues_max) const {
    return Evaluation(*program_, std::max<std::size_t>(issues_max, 1)).judge(value);
}

}  // namespace wissel::schema
