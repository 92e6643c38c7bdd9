#include "engine/base/encoding.hpp"
#include "engine/statechart/parser.hpp"

#include <array>

namespace wissel::statechart {

std::uint32_t Parser::add_guard(Guard guard) {
    definition_.guards.push_back(std::move(guard));
    return static_cast<std::uint32_t>(definition_.guards.size() - 1);
}

std::uint32_t Parser::add_rule(const Json& node, const std::string& pointer) {
    auto rule = logic::Rule::compile(nlohmann::json(node));
    if (!rule) {
        for (Issue issue : rule.error().issues) {
            issue.path = pointer + issue.path;
            issues_.push_back(std::move(issue));
        }
        return nothing;
    }
    const bool reads_something = rule->reads_anything() || !rule->reads().empty();
    definition_.rules.push_back({std::move(*rule), pointer, reads_something});
    return static_cast<std::uint32_t>(definition_.rules.size() - 1);
}

std::uint32_t Parser::read_guard(const Json& node, const std::string& pointer) {
    if (node.is_string()) return read_named_guard(node.get<std::string>(), pointer);
    if (node.is_object() && node.contains("type")) return read_guard_object(node, pointer);
    Guard guard;
    guard.rule = add_rule(node, pointer);
    guard.pointer = pointer;
    return add_guard(std::move(guard));
}

std::uint32_t Parser::read_named_guard(const std::string& name, const std::string& pointer) {
    if (const auto found = guards_.find(name); found != guards_.end()) return found->second;
    const auto named = document_.find("guards");
    const bool exists = named != document_.end() && named->is_object() && named->contains(name);
    if (!exists) {
        fault(
            pointer,
            "unknownGuard",
            {"Er is geen voorwaarde \"" + name + "\" in guards.",
             "There is no guard \"" + name + "\" in guards."}
        );
        return nothing;
    }
    if (!guards_open_.insert(name).second) {
        fault(
            pointer,
            "endlessGuard",
            {"De voorwaarde \"" + name + "\" rust op zichzelf.",
             "The guard \"" + name + "\" rests on itself."}
        );
        return nothing;
    }
    const std::uint32_t guard = read_guard(named->at(name), "/guards/" + pointer_token(name));
    guards_open_.erase(name);
    return guards_.emplace(name, guard).first->second;
}

std::uint32_t Parser::read_guard_object(const Json& node, const std::string& pointer) {
    const std::string type = text_member(node, "type", pointer);
    const Json none = Json::object();
    const auto* found = member(node, "params", pointer, "object");
    const Json& params = found == nullptr ? none : *found;
    const std::string place = pointer + "/params";
    if (type == "and") return read_guard_list(Guard::Kind::all, params, place);
    if (type == "or") return read_guard_list(Guard::Kind::any, params, place);
    if (type == "not") return read_guard_list(Guard::Kind::negation, params, place);
    if (type == "jsonlogic") {
        Guard guard;
        guard.pointer = place + "/rule";
        if (params.contains("rule")) {
            guard.rule = add_rule(params.at("rule"), guard.pointer);
        } else {
            fault(guard.pointer, "required", {"Hier hoort een regel.", "A rule belongs here."});
        }
        return add_guard(std::move(guard));
    }
    if (type != "stateIn") return read_named_guard(type, pointer + "/type");
    std::string name = text_member(params, "stateId", place);
    if (name.starts_with('#')) name.erase(0, 1);
    const auto state = definition_.find(name);
    if (!state || definition_.states[*state].is_history()) {
        fault(
            place + "/stateId",
            "unknownState",
            {"Er is geen toestand \"" + name + "\".", "There is no state \"" + name + "\"."}
        );
        return nothing;
    }
    Guard guard;
    guard.kind = Guard::Kind::state_in;
    guard.state = *state;
    guard.pointer = pointer;
    return add_guard(std::move(guard));
}

std::uint32_t Parser::read_guard_list(Guard::Kind kind, const Json& params, const std::string& pointer) {
    const auto* list = member(params, "guards", pointer, "array");
    const bool wrong_count = list != nullptr && kind == Guard::Kind::negation && list->size() != 1;
    if (list == nullptr || wrong_count) {
        fault(
            pointer + "/guards",
            wrong_count ? "badArguments" : "required",
            {"Hier hoort een lijst van voorwaarden; bij not precies één.",
             "A list of guards belongs here; with not exactly one."}
        );
        return nothing;
    }
    std::vector<std::uint32_t> parts;
    for (std::size_t at = 0; at < list->size(); ++at)
        parts.push_back(read_guard((*list)[at], pointer + "/guards/" + std::to_string(at)));
    Guard guard;
    guard.kind = kind;
    guard.pointer = pointer;
    guard.parts = {
        static_cast<std::uint32_t>(definition_.guard_parts.size()), static_cast<std::uint32_t>(parts.size())};
    definition_.guard_parts.insert(definition_.guard_parts.end(), parts.begin(), parts.end());
    return add_guard(std::move(guard));
}

}  // namespace wissel::statechart
