#include "engine/schema/evaluation.hpp"
#include "engine/schema/messages.hpp"
#include "engine/schema/values.hpp"

#include <algorithm>

// Schemas that judge the same value: all, any, one, not, if and $ref. Told is what the reader can act on: of
// several alternatives that all fail, never the faults of each.

namespace wissel::schema {

using nlohmann::json;

namespace {

/// The names that the branches ask for, where each branch asks for one member and nothing else.
std::vector<std::string> only_required(const Program& program, const std::vector<std::size_t>& branches) {
    std::vector<std::string> names;
    for (const std::size_t branch : branches) {
        if (program.nodes[branch].only_requires.empty()) return {};
        names.push_back(program.nodes[branch].only_requires);
    }
    return names;
}

}  // namespace

void Evaluation::check_branches(const Node& node, const json& value, const Place& place, std::size_t depth) {
    if (node.reference != no_node) run(node.reference, value, place, depth + 1);
    for (const std::size_t branch : node.all_of) run(branch, value, place, depth + 1);
    if (!node.any_of.empty() && !done()) check_any(node, value, place, depth);
    if (!node.one_of.empty() && !done()) check_one(node, value, place, depth);
    if (node.negated != no_node && !done() && fits(node.negated, value, place, depth)) {
        note(place, "not", messages::negated());
    }
    if (node.condition == no_node || done()) return;
    const bool holds = fits(node.condition, value, place, depth);
    const std::size_t branch = holds ? node.consequence : node.alternative;
    if (branch != no_node) run(branch, value, place, depth + 1);
}

void Evaluation::check_any(const Node& node, const json& value, const Place& place, std::size_t depth) {
    for (const std::size_t branch : node.any_of) {
        if (fits(branch, value, place, depth)) return;
    }
    // While it tries, that it failed is all there is to know; looking for more at every level would double
    // the work at every level.
    if (trying_) return note(place, "anyOf", {});
    if (const auto names = only_required(program_, node.any_of); !names.empty()) {
        return note(place, "required", messages::any_missing(names));
    }
    const std::size_t meant = the_one_meant(node.any_of, value);
    if (meant != no_node) return run(meant, value, place, depth + 1);
    note(place, "anyOf", messages::no_alternative());
}

void Evaluation::check_one(const Node& node, const json& value, const Place& place, std::size_t depth) {
    std::size_t fitting = 0;
    for (const std::size_t branch : node.one_of) {
        if (fits(branch, value, place, depth) && ++fitting > 1) break;
    }
    if (fitting == 1) return;
    if (trying_) return note(place, "oneOf", {});
    const auto names = only_required(program_, node.one_of);
    if (fitting > 1) {
        const bool of_names = !names.empty() && value.is_object();
        return note(
            place, "oneOf", of_names ? messages::several_given(names) : messages::several_alternatives()
        );
    }
    if (!names.empty()) return note(place, "required", messages::one_missing(names));
    const std::size_t meant = the_one_meant(node.one_of, value);
    if (meant != no_node) return run(meant, value, place, depth + 1);
    note(place, "oneOf", messages::no_alternative());
}

/// Whether the branch is for values of this kind: the type fits, and so does the constant where it is one.
bool Evaluation::is_for(std::size_t index, const json& value) const {
    for (; index != no_node; index = program_.nodes[index].reference) {
        const Node& node = program_.nodes[index];
        if (node.never || (types_of(value) & node.types) == 0) return false;
        if (!node.constant.empty() && !is_among(node.constant, value)) return false;
    }
    return true;
}

/// The constant that the branch wants of the member; null: it takes any.
const json* Evaluation::constant_of(std::size_t index, const std::string& member) const {
    for (; index != no_node; index = program_.nodes[index].reference) {
        const auto& properties = program_.nodes[index].properties;
        const auto found = properties.find(member);
        if (found == properties.end()) continue;
        const auto& constant = program_.nodes[found->second].constant;
        if (!constant.empty()) return &constant.front();
    }
    return nullptr;
}

std::size_t Evaluation::the_one_meant(std::vector<std::size_t> branches, const json& value) const {
    std::erase_if(branches, [&](std::size_t branch) { return !is_for(branch, value); });
    if (branches.size() > 1 && value.is_object()) {
        // What tells the alternatives apart is a member for which each of them has a constant.
        for (auto member = value.begin(); member != value.end(); ++member) {
            const auto constant = [&](std::size_t branch) { return constant_of(branch, member.key()); };
            if (!std::all_of(branches.begin(), branches.end(), constant)) continue;
            std::erase_if(branches, [&](std::size_t branch) {
                return order(*constant(branch), *member) != 0;
            });
            break;
        }
    }
    return branches.size() == 1 ? branches.front() : no_node;
}

}  // namespace wissel::schema
