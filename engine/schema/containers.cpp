#include "engine/schema/evaluation.hpp"
#include "engine/schema/messages.hpp"
#include "engine/schema/values.hpp"

// Arrays and objects: how many, which, and each part by its own schema.

namespace wissel::schema {

using nlohmann::json;

void Evaluation::check_array(const Node& node, const json& value, const Place& place, std::size_t depth) {
    if (node.count.min && value.size() < *node.count.min) {
        note(place, "tooFewItems", messages::too_few_items(*node.count.min));
    }
    if (node.count.max && value.size() > *node.count.max) {
        note(place, "tooManyItems", messages::too_many_items(*node.count.max));
    }
    if (node.unique) {
        for (const std::size_t at : repeated_items(value)) {
            if (done()) return;
            note(place.item(at), "notUnique", messages::not_unique());
        }
    }
    for (std::size_t at = 0; at < value.size() && !done(); ++at) {
        const std::size_t child = at < node.prefix.size() ? node.prefix[at] : node.items;
        if (child != no_node) run(child, value[at], place.item(at), depth + 1);
    }
    if (node.contains != no_node) check_contains(node, value, place, depth);
}

void Evaluation::check_contains(const Node& node, const json& value, const Place& place, std::size_t depth) {
    const std::uint64_t wanted = node.contained.min.value_or(1);
    std::uint64_t count = 0;
    for (std::size_t at = 0; at < value.size() && !done(); ++at) {
        if (fits(node.contains, value[at], place.item(at), depth)) ++count;
    }
    if (count < wanted) note(place, "contains", messages::too_few_of_a_kind(wanted));
    if (node.contained.max && count > *node.contained.max) {
        note(place, "contains", messages::too_many_of_a_kind(*node.contained.max));
    }
}

void Evaluation::check_object(const Node& node, const json& value, const Place& place, std::size_t depth) {
    if (node.members.min && value.size() < *node.members.min) {
        note(place, "tooFewMembers", messages::too_few_members(*node.members.min));
    }
    if (node.members.max && value.size() > *node.members.max) {
        note(place, "tooManyMembers", messages::too_many_members(*node.members.max));
    }
    check_presence(node, value, place);
    for (auto member = value.begin(); member != value.end() && !done(); ++member) {
        check_member(node, member.key(), *member, place.member(member.key()), depth);
    }
    for (const auto& [name, child] : node.dependent_schemas) {
        if (value.contains(name)) run(child, value, place, depth + 1);
    }
}

void Evaluation::check_presence(const Node& node, const json& value, const Place& place) {
    for (const auto& name : node.required) {
        if (done()) return;
        if (!value.contains(name)) note(place.member(name), "required", messages::missing());
    }
    for (const auto& [name, others] : node.dependent_required) {
        if (!value.contains(name)) continue;
        for (const auto& other : others) {
            if (!value.contains(other)) note(place.member(other), "required", messages::missing_with(name));
        }
    }
}

void Evaluation::check_member(
    const Node& node, const std::string& name, const json& member, const Place& place, std::size_t depth
) {
    const bool good_name = node.names == no_node || fits(node.names, names_.emplace_back(name), place, depth);
    if (!good_name) note(place, "memberName", messages::bad_name());
    const auto known = node.properties.find(name);
    if (known != node.properties.end()) return run(known->second, member, place, depth + 1);
    if (node.additional == no_node) return;
    if (!program_.nodes[node.additional].never) return run(node.additional, member, place, depth + 1);
    // A name that cannot be and a member that does not exist are one mistake.
    if (good_name) note(place, "unknownMember", messages::unknown_member());
}

}  // namespace wissel::schema
