#include "engine/logic/compare.hpp"

#include "engine/logic/numbers.hpp"

#include <string>

namespace wissel::logic {
namespace {

using nlohmann::json;

std::optional<std::partial_ordering> order_as_numbers(
    const Call& call, const Value& left, const Value& right
) {
    const auto one = number_of(left);
    const auto other = number_of(right);
    if (one && other) return order_numbers(*one, *other);
    call.fail(error_types::not_a_number);
    return std::nullopt;
}

bool text_or_null(const Value& value) {
    return value.is_text() || value.is_null();
}

/// Walks both values at once; `depth` is how far it may still go down.
class Sameness {
public:
    explicit Sameness(const Call& call) : call_(call) {}

    bool same(const Value& left, const Value& right, std::size_t depth) {
        if (!call_.charge(1) || !call_.charge_text(left)) return fail();
        const auto left_items = items_of(left);
        const auto right_items = items_of(right);
        const bool nested = left_items || left.is_object();
        if (nested && depth == 0) {
            call_.evaluation.stop(call_.index, error_types::too_deep);
            return fail();
        }
        if (left_items && right_items) return same_items(*left_items, *right_items, depth - 1);
        if (left.is_object() && right.is_object())
            return same_members(left.as_tree(), right.as_tree(), depth - 1);
        if (nested || right_items || right.is_object()) return false;
        if (left.is_number() && right.is_number()) return order_numbers(left, right) == 0;
        if (left.kind() != right.kind()) return false;
        if (left.is_text()) return left.as_text() == right.as_text();
        return left.is_null() || left.as_boolean() == right.as_boolean();
    }

    [[nodiscard]] bool failed() const { return failed_; }

private:
    bool fail() {
        failed_ = true;
        return false;
    }

    bool same_items(const Items& left, const Items& right, std::size_t depth) {
        if (left.size() != right.size()) return false;
        for (std::size_t at = 0; at < left.size(); ++at) {
            if (!same(left[at], right[at], depth)) return false;
        }
        return true;
    }

    bool same_members(const json& left, const json& right, std::size_t depth) {
        if (left.size() != right.size()) return false;
        auto other = right.begin();
        for (auto member = left.begin(); member != left.end(); ++member, ++other) {
            if (!call_.charge(member.key().size() / bytes_for_an_operation)) return fail();
            // Both are sorted by name.
            if (member.key() != other.key()) return false;
            if (!same(Value::of(*member), Value::of(*other), depth)) return false;
        }
        return true;
    }

    const Call& call_;
    bool failed_ = false;
};

}  // namespace

std::optional<bool> are_loosely_equal(const Call& call, const Value& left, const Value& right) {
    if (!call.charge_text(left) || !call.charge_text(right)) return std::nullopt;
    if (left.is_text() && right.is_text()) return left.as_text() == right.as_text();
    if (text_or_null(left) && text_or_null(right)) return left.is_null() && right.is_null();
    const auto order = order_as_numbers(call, left, right);
    if (!order) return std::nullopt;
    return *order == 0;
}

std::optional<std::partial_ordering> order_loosely(const Call& call, const Value& left, const Value& right) {
    if (!call.charge_text(left) || !call.charge_text(right)) return std::nullopt;
    if (left.is_text() && right.is_text()) return left.as_text() <=> right.as_text();
    if (text_or_null(left) && text_or_null(right)) {
        // A text that is no number is neither before null nor after it.
        const auto one = number_of(left);
        const auto other = number_of(right);
        return one && other ? order_numbers(*one, *other) : std::partial_ordering::unordered;
    }
    return order_as_numbers(call, left, right);
}

std::optional<bool> are_same(const Call& call, const Value& left, const Value& right) {
    Sameness sameness(call);
    const bool same = sameness.same(left, right, call.evaluation.program().limits.value_depth_max);
    if (sameness.failed()) return std::nullopt;
    return same;
}

}  // namespace wissel::logic
