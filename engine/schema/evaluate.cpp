#include "engine/base/encoding.hpp"
#include "engine/base/instant.hpp"
#include "engine/base/utf8.hpp"
#include "engine/base/uuid.hpp"
#include "engine/schema/formats.hpp"
#include "engine/schema/messages.hpp"
#include "engine/schema/node.hpp"
#include "engine/schema/schema.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_set>

namespace wissel::schema {
namespace {

using nlohmann::json;

/// Deeper than any document that `read_json` lets in, and any schema that a person writes.
constexpr std::size_t depth_max = 256;

bool is_type(const json& value, const std::string& type) {
    if (type == "integer") {
        return value.is_number_integer() ||
               (value.is_number_float() && std::floor(value.get<double>()) == value.get<double>());
    }
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "array") return value.is_array();
    return type == "object" ? value.is_object() : value.is_null();
}

bool has_format(const std::string& text, Format format) {
    switch (format) {
        case Format::none:
            return true;
        case Format::date:
            return parse_date(text).has_value();
        case Format::date_time:
            return parse_instant(text).has_value();
        case Format::uri:
            return is_uri(text);
        case Format::uuid:
            return Uuid::parse(text).has_value();
        case Format::email:
            return is_email(text);
        case Format::duration:
            return is_duration(text);
        case Format::oin:
            return is_oin(text);
    }
    return false;
}

bool is_multiple(const json& value, double of) {
    if (value.is_number_integer() && std::floor(of) == of && of < 9e15) {
        return value.get<std::int64_t>() % static_cast<std::int64_t>(of) == 0;
    }
    const double quotient = value.get<double>() / of;
    // 0.0075 is a multiple of 0.0001 for people; binary fractions are told apart by a rounding error only.
    return std::isfinite(quotient) &&
           std::abs(quotient - std::round(quotient)) <= 1e-9 * std::max(1.0, std::abs(quotient));
}

/// One spelling for each value: 1 and 1.0 are the same number.
json canonical(const json& value) {
    if (value.is_number_float() && std::floor(value.get<double>()) == value.get<double>() &&
        std::abs(value.get<double>()) < 9e15) {
        return static_cast<std::int64_t>(value.get<double>());
    }
    if (!value.is_structured()) return value;
    json made = value;
    for (auto& member : made) member = canonical(member);
    return made;
}

class Evaluation {
public:
    Evaluation(const Program& program, std::size_t issues_max) : program_(program), issues_max_(issues_max) {}

    void run(std::size_t index, const json& value, const std::string& pointer, std::size_t depth) {
        if (issues.size() >= issues_max_) return;
        if (depth > depth_max) return note(pointer, "depth", messages::too_deep());
        const Node& node = program_.nodes[index];
        if (node.never) return note(pointer, "forbidden", messages::forbidden());
        if (!node.types.empty() && std::none_of(node.types.begin(), node.types.end(), [&](const auto& type) {
                return is_type(value, type);
            })) {
            return note(pointer, "type", messages::wrong_type(node.types));
        }
        if (node.allowed &&
            std::find(node.allowed->begin(), node.allowed->end(), value) == node.allowed->end()) {
            return note(pointer, node.is_const ? "const" : "enum", messages::not_allowed(*node.allowed));
        }
        if (value.is_string()) check_text(node, value.get_ref<const std::string&>(), pointer);
        if (value.is_number()) check_number(node, value, pointer);
        if (value.is_array()) check_array(node, value, pointer, depth);
        if (value.is_object()) check_object(node, value, pointer, depth);
        check_combinations(node, value, pointer, depth);
    }

    std::vector<Issue> issues;

private:
    void note(const std::string& pointer, const char* code, Words message) {
        if (issues.size() < issues_max_ && told_.emplace(pointer, code).second) {
            issues.push_back({pointer, code, std::move(message)});
        }
    }

    [[nodiscard]] bool fits(std::size_t index, const json& value, std::size_t depth) const {
        Evaluation inner(program_, 1);
        inner.run(index, value, "", depth + 1);
        return inner.issues.empty();
    }

    void check_text(const Node& node, const std::string& text, const std::string& pointer) {
        if (node.length_min || node.length_max) {
            const std::size_t length = code_points(text);
            if (node.length_min && length < *node.length_min)
                note(pointer, "tooShort", messages::too_short(*node.length_min));
            if (node.length_max && length > *node.length_max)
                note(pointer, "tooLong", messages::too_long(*node.length_max));
        }
        if (!has_format(text, node.format)) note(pointer, "format", messages::bad_format(node.format));
    }

    void check_number(const Node& node, const json& value, const std::string& pointer) {
        const double number = value.get<double>();
        if (node.minimum && number < *node.minimum)
            note(pointer, "minimum", messages::below(*node.minimum, false));
        if (node.above && number <= *node.above) note(pointer, "minimum", messages::below(*node.above, true));
        if (node.maximum && number > *node.maximum)
            note(pointer, "maximum", messages::above(*node.maximum, false));
        if (node.below && number >= *node.below) note(pointer, "maximum", messages::above(*node.below, true));
        if (node.multiple && !is_multiple(value, *node.multiple))
            note(pointer, "multipleOf", messages::no_multiple(*node.multiple));
    }

    void check_array(const Node& node, const json& value, const std::string& pointer, std::size_t depth) {
        if (node.items_min && value.size() < *node.items_min)
            note(pointer, "tooFewItems", messages::too_few_items(*node.items_min));
        if (node.items_max && value.size() > *node.items_max)
            note(pointer, "tooManyItems", messages::too_many_items(*node.items_max));
        if (node.unique) check_unique(value, pointer);
        for (std::size_t at = 0; at < value.size() && issues.size() < issues_max_; ++at) {
            const std::size_t child = at < node.prefix.size() ? node.prefix[at] : node.items;
            if (child != no_node) run(child, value[at], pointer + "/" + std::to_string(at), depth + 1);
        }
        if (node.contains != no_node) check_contains(node, value, pointer, depth);
    }

    void check_unique(const json& value, const std::string& pointer) {
        std::unordered_set<std::string> seen;
        for (std::size_t at = 0; at < value.size(); ++at) {
            if (!seen.insert(canonical(value[at]).dump()).second) {
                note(pointer + "/" + std::to_string(at), "notUnique", messages::not_unique());
            }
        }
    }

    void check_contains(const Node& node, const json& value, const std::string& pointer, std::size_t depth) {
        const auto count =
            static_cast<std::uint64_t>(std::count_if(value.begin(), value.end(), [&](const json& item) {
                return fits(node.contains, item, depth);
            }));
        const bool too_many = node.contains_max && count > *node.contains_max;
        if (count < node.contains_min.value_or(1) || too_many)
            note(pointer, "contains", messages::bad_contains());
    }

    void check_object(const Node& node, const json& value, const std::string& pointer, std::size_t depth) {
        if (node.members_min && value.size() < *node.members_min)
            note(pointer, "tooFewMembers", messages::too_few_members(*node.members_min));
        if (node.members_max && value.size() > *node.members_max)
            note(pointer, "tooManyMembers", messages::too_many_members(*node.members_max));
        for (const auto& name : node.required) {
            if (!value.contains(name))
                note(pointer + "/" + pointer_token(name), "required", messages::missing());
        }
        for (const auto& [name, others] : node.dependent_required) {
            if (!value.contains(name)) continue;
            for (const auto& other : others) {
                if (!value.contains(other))
                    note(pointer + "/" + pointer_token(other), "required", messages::missing_with(name));
            }
        }
        for (const auto& [name, member] : value.items()) {
            if (issues.size() >= issues_max_) return;
            check_member(node, name, member, pointer + "/" + pointer_token(name), depth);
        }
        for (const auto& [name, child] : node.dependent_schemas) {
            if (value.contains(name)) run(child, value, pointer, depth + 1);
        }
    }

    void check_member(
        const Node& node,
        const std::string& name,
        const json& member,
        const std::string& pointer,
        std::size_t depth
    ) {
        if (node.names != no_node && !fits(node.names, json(name), depth))
            note(pointer, "memberName", messages::bad_name());
        const auto known = node.properties.find(name);
        if (known != node.properties.end()) return run(known->second, member, pointer, depth + 1);
        if (node.additional == no_node) return;
        if (program_.nodes[node.additional].never)
            return note(pointer, "unknownMember", messages::unknown_member());
        run(node.additional, member, pointer, depth + 1);
    }

    void check_combinations(
        const Node& node, const json& value, const std::string& pointer, std::size_t depth
    ) {
        if (node.reference != no_node) run(node.reference, value, pointer, depth + 1);
        for (const std::size_t child : node.all_of) run(child, value, pointer, depth + 1);
        if (!node.any_of.empty()) check_any(node, value, pointer, depth);
        if (!node.one_of.empty()) check_one(node, value, pointer, depth);
        if (node.negated != no_node && fits(node.negated, value, depth))
            note(pointer, "not", messages::negated());
        if (node.condition == no_node) return;
        const std::size_t branch = fits(node.condition, value, depth) ? node.consequence : node.alternative;
        if (branch != no_node) run(branch, value, pointer, depth + 1);
    }

    void check_any(const Node& node, const json& value, const std::string& pointer, std::size_t depth) {
        const bool any = std::any_of(node.any_of.begin(), node.any_of.end(), [&](std::size_t child) {
            return fits(child, value, depth);
        });
        if (any) return;
        // "At least one of these members" deserves better words than "none of the alternatives".
        std::vector<std::string> wanted;
        for (const std::size_t child : node.any_of) {
            const Node& branch = program_.nodes[child];
            if (branch.required.size() == 1 && value.is_object()) wanted.push_back(branch.required.front());
        }
        if (wanted.size() == node.any_of.size())
            return note(pointer, "required", messages::one_of_missing(wanted));
        note(pointer, "anyOf", messages::no_alternative());
    }

    void check_one(const Node& node, const json& value, const std::string& pointer, std::size_t depth) {
        const auto count = std::count_if(node.one_of.begin(), node.one_of.end(), [&](std::size_t child) {
            return fits(child, value, depth);
        });
        if (count == 0) note(pointer, "oneOf", messages::no_alternative());
        if (count > 1) note(pointer, "oneOf", messages::several_alternatives());
    }

    const Program& program_;
    std::size_t issues_max_;
    std::set<std::pair<std::string, std::string>> told_;
};

}  // namespace

std::vector<Issue> Schema::validate(const json& value, std::size_t issues_max) const {
    Evaluation evaluation(*program_, issues_max);
    evaluation.run(program_->root, value, "", 0);
    return std::move(evaluation.issues);
}

}  // namespace wissel::schema
