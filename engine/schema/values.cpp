#include "engine/schema/values.hpp"

#include "engine/base/encoding.hpp"
#include "engine/schema/numbers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace wissel::schema {
namespace {

using nlohmann::json;

std::weak_ordering order_lists(const json& left, const json& right) {
    if (left.size() != right.size()) return left.size() <=> right.size();
    for (std::size_t at = 0; at < left.size(); ++at) {
        if (const auto items = order(left[at], right[at]); items != 0) return items;
    }
    return std::weak_ordering::equivalent;
}

std::weak_ordering order_objects(const json& left, const json& right) {
    if (left.size() != right.size()) return left.size() <=> right.size();
    for (auto mine = left.begin(), yours = right.begin(); mine != left.end(); ++mine, ++yours) {
        if (const int names = mine.key().compare(yours.key()); names != 0) return names <=> 0;
        if (const auto members = order(*mine, *yours); members != 0) return members;
    }
    return std::weak_ordering::equivalent;
}

/// Fills `pointer` on the way back up. Goes `left` levels down and no further.
bool find_too_deep(const json& value, std::size_t left, std::string& pointer) {
    if (!value.is_structured()) return false;
    if (left == 0) return true;
    for (auto child = value.begin(); child != value.end(); ++child) {
        if (!find_too_deep(*child, left - 1, pointer)) continue;
        const std::string name =
            value.is_object() ? pointer_token(child.key()) : std::to_string(child - value.begin());
        pointer.insert(0, "/" + name);
        return true;
    }
    return false;
}

}  // namespace

Types types_of(const json& value) {
    if (value.is_number()) {
        return static_cast<Types>(is_whole(value) ? type::number | type::integer : type::number);
    }
    if (value.is_string()) return type::string;
    if (value.is_object()) return type::object;
    if (value.is_array()) return type::array;
    if (value.is_boolean()) return type::boolean;
    return value.is_null() ? type::null : Types{0};  // nlohmann's binary and discarded are no JSON
}

std::weak_ordering order(const json& left, const json& right) {
    if (left.is_number() && right.is_number()) return order_numbers(left, right);
    if (left.type() != right.type()) {
        return static_cast<int>(left.type()) <=> static_cast<int>(right.type());
    }
    if (left.is_array()) return order_lists(left, right);
    if (left.is_object()) return order_objects(left, right);
    if (left.is_string()) {
        return left.get_ref<const std::string&>().compare(right.get_ref<const std::string&>()) <=> 0;
    }
    if (left.is_boolean()) return left.get<bool>() <=> right.get<bool>();
    return std::weak_ordering::equivalent;
}

bool is_among(const std::vector<json>& few, const json& value) {
    return std::any_of(few.begin(), few.end(), [&value](const json& one) { return order(one, value) == 0; });
}

std::vector<std::size_t> repeated_items(const json& list) {
    std::vector<std::size_t> sorted(list.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    // Stable, so that the first of equal items stays first.
    std::stable_sort(sorted.begin(), sorted.end(), [&list](std::size_t left, std::size_t right) {
        return order(list[left], list[right]) < 0;
    });
    std::vector<std::size_t> repeated;
    for (std::size_t at = 1; at < sorted.size(); ++at) {
        if (order(list[sorted[at - 1]], list[sorted[at]]) == 0) repeated.push_back(sorted[at]);
    }
    std::sort(repeated.begin(), repeated.end());
    return repeated;
}

std::optional<std::string> too_deep_at(const json& value) {
    std::string pointer;
    if (!find_too_deep(value, depth_max, pointer)) return std::nullopt;
    return pointer;
}

}  // namespace wissel::schema
