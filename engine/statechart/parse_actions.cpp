#include "engine/base/encoding.hpp"
#include "engine/logic/operations.hpp"
#include "engine/statechart/parser.hpp"

namespace wissel::statechart {
namespace {

using Json = nlohmann::ordered_json;

Action::Kind kind_of(const std::string& type) {
    static const std::map<std::string, Action::Kind, std::less<>> kinds = {
        {"assign", Action::Kind::assign},
        {"raise", Action::Kind::raise},
        {"send", Action::Kind::send},
        {"cancel", Action::Kind::cancel},
        {"choose", Action::Kind::choose},
        {"log", Action::Kind::log},
    };
    const auto found = kinds.find(type);
    return found == kinds.end() ? Action::Kind::effect : found->second;
}

}  // namespace

bool is_operation(const Json& node) {
    if (!node.is_object() || node.size() != 1) return false;
    const std::string& name = node.begin().key();
    return name == logic::preserve_name || logic::find_operation(name) != nullptr;
}

Span Parser::read_actions(const Json& node, const std::string& pointer) {
    // Those of a `choose` lie within this list's while it is read, so they are kept apart first.
    std::vector<Action> actions;
    if (node.is_array()) {
        for (std::size_t at = 0; at < node.size(); ++at)
            actions.push_back(read_action(node[at], pointer + "/" + std::to_string(at)));
    } else {
        actions.push_back(read_action(node, pointer));
    }
    const Span span{
        static_cast<std::uint32_t>(definition_.actions.size()), static_cast<std::uint32_t>(actions.size())};
    for (auto& action : actions) definition_.actions.push_back(std::move(action));
    return span;
}

Action Parser::read_action(const Json& node, const std::string& pointer) {
    Action action;
    action.pointer = pointer;
    const bool whole = node.is_object() && node.contains("type") && node.at("type").is_string();
    if (!whole && !node.is_string()) {
        fault(
            pointer,
            "type",
            {"Een actie is een tekst, of een object met een type.",
             "An action is a text, or an object with a type."}
        );
        return action;
    }
    action.type = whole ? node.at("type").get<std::string>() : node.get<std::string>();
    action.kind = kind_of(action.type);
    const Json none = Json::object();
    const auto* params = whole ? member(node, "params", pointer, "object") : nullptr;
    read_params(action, params == nullptr ? none : *params, pointer + "/params");
    return action;
}

void Parser::read_params(Action& action, const Json& params, const std::string& pointer) {
    switch (action.kind) {
        case Action::Kind::assign:
            return read_assign(action, params, pointer);
        case Action::Kind::raise:
        case Action::Kind::send:
            return read_send(action, params, pointer);
        case Action::Kind::cancel:
            action.id = text_member(params, "sendId", pointer);
            if (action.id.empty())
                fault(
                    pointer + "/sendId",
                    "required",
                    {"Zeg wat er terug moet.", "Say what is to be taken back."}
                );
            return;
        case Action::Kind::choose:
            return read_choose(action, params, pointer);
        case Action::Kind::log:
            action.label = text_member(params, "label", pointer);
            if (params.contains("value"))
                action.values = read_expression(params.at("value"), pointer + "/value");
            return;
        case Action::Kind::effect:
            return read_effect(action, params, pointer);
    }
}

void Parser::read_send(Action& action, const Json& params, const std::string& pointer) {
    const auto event = params.find("event");
    if (event != params.end() && event->is_object()) {
        action.event = text_member(*event, "type", pointer + "/event");
    } else if (event != params.end() && event->is_string()) {
        action.event = event->get<std::string>();
    }
    if (action.event.empty())
        fault(pointer + "/event", "required", {"Zeg welke gebeurtenis.", "Say which event."});
    if (params.contains("data")) action.values = read_expression(params.at("data"), pointer + "/data");
    if (action.kind == Action::Kind::raise) return;
    action.id = text_member(params, "id", pointer);
    const auto delay = params.find("delay");
    if (delay == params.end()) return;
    if (delay->is_number_integer()) {
        action.delay = delay_of_milliseconds(delay->get<std::int64_t>(), pointer + "/delay");
    } else if (delay->is_string()) {
        action.delay = delay_of(delay->get<std::string>(), pointer + "/delay");
    } else {
        fault(
            pointer + "/delay",
            "type",
            {"Milliseconden, of een naam uit delays.", "Milliseconds, or a name from delays."}
        );
    }
}

void Parser::read_assign(Action& action, const Json& params, const std::string& pointer) {
    action.values.is_object = true;
    for (const auto& [name, rule] : params.items())
        action.values.members.push_back({name, add_rule(rule, pointer + "/" + pointer_token(name))});
}

void Parser::read_choose(Action& action, const Json& params, const std::string& pointer) {
    const auto* list = member(params, "branches", pointer, "array");
    if (list == nullptr) {
        return fault(pointer + "/branches", "required", {"Hier horen takken.", "Branches belong here."});
    }
    std::vector<Branch> branches;
    for (std::size_t at = 0; at < list->size(); ++at) {
        const Json& node = (*list)[at];
        const std::string place = pointer + "/branches/" + std::to_string(at);
        Branch branch;
        if (!node.is_object()) {
            fault(place, "type", must_be("object"));
            continue;
        }
        if (node.contains("guard")) branch.guard = read_guard(node.at("guard"), place + "/guard");
        if (node.contains("actions")) branch.actions = read_actions(node.at("actions"), place + "/actions");
        branches.push_back(branch);
    }
    action.branches = {
        static_cast<std::uint32_t>(definition_.branches.size()), static_cast<std::uint32_t>(branches.size())};
    definition_.branches.insert(definition_.branches.end(), branches.begin(), branches.end());
}

void Parser::read_effect(Action& action, const Json& params, const std::string& pointer) {
    for (const auto& [name, value] : params.items()) {
        if (is_operation(value)) {
            action.values.members.push_back({name, add_rule(value, pointer + "/" + pointer_token(name))});
        } else {
            action.params[name] = nlohmann::json(value);
        }
    }
}

Expression Parser::read_expression(const Json& node, const std::string& pointer) {
    Expression expression;
    if (!node.is_object() || is_operation(node)) {
        expression.rule = add_rule(node, pointer);
        return expression;
    }
    expression.is_object = true;
    for (const auto& [name, rule] : node.items())
        expression.members.push_back({name, add_rule(rule, pointer + "/" + pointer_token(name))});
    return expression;
}

}  // namespace wissel::statechart
