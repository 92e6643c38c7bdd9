#include "tests/support/appendix_d_chart.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace wissel::test::appendix_d {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using Place = ordered_json::json_pointer;

[[noreturn]] void refuse(const Place& place, const std::string& why) {
    throw std::runtime_error(place.to_string() + ": " + why);
}

/// The items of a list, or the one thing that stands in its place.
std::vector<std::pair<const ordered_json*, Place>> one_or_more(const ordered_json& text, const Place& place) {
    if (!text.is_array()) return {{&text, place}};
    std::vector<std::pair<const ordered_json*, Place>> items;
    for (std::size_t at = 0; at < text.size(); ++at) items.emplace_back(&text[at], place / at);
    return items;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) {
        if (!part.empty()) parts.push_back(part);
    }
    return parts;
}

bool is_whole_number(const std::string& text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// `P1DT2H3M4S`: days are 24 hours. Nothing else of ISO 8601, and no calendars.
std::int64_t milliseconds_of(const std::string& duration, const Place& place) {
    std::int64_t seconds = 0;
    std::string digits;
    bool of_a_day = false;
    if (!duration.starts_with('P')) refuse(place, "is no duration");
    for (const char letter : duration.substr(1)) {
        if (std::isdigit(static_cast<unsigned char>(letter)) != 0) {
            digits += letter;
            continue;
        }
        if (letter == 'T') {
            of_a_day = true;
            continue;
        }
        static const std::map<char, std::int64_t> units{{'D', 86400}, {'H', 3600}, {'M', 60}, {'S', 1}};
        const auto unit = units.find(letter);
        if (unit == units.end() || digits.empty() || of_a_day == (letter == 'D'))
            refuse(place, "is a duration that the reference does not know");
        seconds += std::stoll(digits) * unit->second;
        digits.clear();
    }
    return seconds * 1000;
}

RuleAt read_rule(const ordered_json& text, const Place& place) {
    auto rule = logic::Rule::compile(json(text), logic::Strictness::lenient);
    if (!rule) refuse(place, "is no rule");
    return {*std::move(rule), place.to_string()};
}

/// Whether it is an object with one member that is named as an operation.
bool is_operation(const ordered_json& text) {
    if (!text.is_object() || text.size() != 1) return false;
    const json probe{{text.begin().key(), json::array()}};
    const auto compiled = logic::Rule::compile(probe, logic::Strictness::file);
    if (compiled) return true;
    const auto& issues = compiled.error().issues;
    return std::none_of(issues.begin(), issues.end(), [](const Issue& issue) {
        return issue.code == "unknownOperator";
    });
}

/// `data` of an event, `value` of `log`.
Value read_data(const ordered_json& text, const Place& place) {
    Value value;
    if (!text.is_object() || is_operation(text)) {
        value.rule = read_rule(text, place);
        return value;
    }
    value.members.emplace();
    for (const auto& [name, member] : text.items())
        value.members->emplace_back(name, read_rule(member, place / name));
    return value;
}

/// Of an effect that the interpreter does not know.
Value read_parameter(const ordered_json& text, const Place& place) {
    Value value;
    if (is_operation(text)) {
        value.rule = read_rule(text, place);
    } else {
        value.constant = json(text);
    }
    return value;
}

class Reader {
public:
    explicit Reader(const ordered_json& machine) : machine_(machine) {}

    Chart read() {
        Chart chart;
        chart.context = machine_.contains("context") ? json(machine_.at("context")) : json::object();
        chart.root = read_tree(machine_, "", nullptr);
        read_contents(*chart.root, machine_, Place());
        return chart;
    }

private:
    // First the tree, so that there are names to resolve.
    std::unique_ptr<Node> read_tree(const ordered_json& text, const std::string& key, const Node* parent);
    // Then all that refers to states.
    void read_contents(Node& node, const ordered_json& text, const Place& place);
    void read_beginning(Node& node, const ordered_json& text, const Place& place);
    void read_transitions(Node& node, const ordered_json& text, const Place& place);

    struct Cause {
        std::vector<std::string> events;
        bool exactly = false;
    };
    void add_transitions(Node& node, const Cause& cause, const ordered_json& text, const Place& place);

    [[nodiscard]] std::vector<const Node*> read_targets(
        const Node& stands_in, const Node* around, const ordered_json& text, const Place& place
    ) const;
    [[nodiscard]] const Node* resolve(
        const Node& stands_in, const Node* around, const std::string& target, const Place& place
    ) const;
    [[nodiscard]] std::int64_t read_delay(const ordered_json& text, const Place& place) const;
    [[nodiscard]] Guard read_guard(const ordered_json& text, const Place& place) const;
    [[nodiscard]] std::vector<Guard> read_guards(const ordered_json& text, const Place& place) const;
    [[nodiscard]] std::vector<Action> read_actions(const ordered_json& text, const Place& place) const;
    [[nodiscard]] Action read_action(const ordered_json& text, const Place& place) const;
    void read_event(Action& action, const ordered_json& params, const Place& place) const;
    [[nodiscard]] std::vector<Branch> read_branches(const ordered_json& text, const Place& place) const;

    const ordered_json& machine_;
    std::map<std::string, const Node*> by_name_;
    std::size_t count_ = 0;
};

Node::Kind kind_of(const ordered_json& text) {
    static const std::map<std::string, Node::Kind> kinds{
        {"atomic", Node::Kind::atomic},
        {"compound", Node::Kind::compound},
        {"parallel", Node::Kind::parallel},
        {"final", Node::Kind::final_state},
        {"history", Node::Kind::history}};
    if (text.contains("type")) return kinds.at(text.at("type").get<std::string>());
    if (text.contains("states")) return Node::Kind::compound;
    return text.contains("history") ? Node::Kind::history : Node::Kind::atomic;
}

std::unique_ptr<Node> Reader::read_tree(
    const ordered_json& text, const std::string& key, const Node* parent
) {
    auto node = std::make_unique<Node>();
    node->key = key;
    node->name = key;
    if (parent != nullptr) {
        // The keys from the outermost state down, that one left out; an `id` on the way changes nothing.
        for (const Node* around = parent; around->parent != nullptr; around = around->parent)
            node->name = around->key + "." + node->name;
    }
    if (text.contains("id")) node->name = text.at("id").get<std::string>();
    node->kind = kind_of(text);
    node->deep = text.value("history", "shallow") == "deep";
    node->order = count_++;
    node->parent = parent;
    by_name_[node->name] = node.get();
    if (text.contains("states")) {
        for (const auto& [child, below] : text.at("states").items())
            node->children.push_back(read_tree(below, child, node.get()));
    }
    return node;
}

void Reader::read_contents(Node& node, const ordered_json& text, const Place& place) {
    read_beginning(node, text, place);
    read_transitions(node, text, place);
    if (text.contains("entry")) node.entry = read_actions(text.at("entry"), place / "entry");
    if (text.contains("exit")) node.exit = read_actions(text.at("exit"), place / "exit");
    if (text.contains("output")) node.output = read_rule(text.at("output"), place / "output");
    for (const auto& child : node.children) {
        const Place below = place / "states" / child->key;
        read_contents(*child, text.at("states").at(child->key), below);
    }
}

void Reader::read_beginning(Node& node, const ordered_json& text, const Place& place) {
    if (node.kind == Node::Kind::history && text.contains("target"))
        node.target = read_targets(node, node.parent, text.at("target"), place / "target");
    if (node.kind != Node::Kind::compound) return;
    if (!text.contains("initial")) {
        const auto first = std::find_if(node.children.begin(), node.children.end(), [](const auto& child) {
            return child->kind != Node::Kind::history;
        });
        if (first == node.children.end()) refuse(place, "has nowhere to begin");
        node.initial = {first->get()};
        return;
    }
    const ordered_json& initial = text.at("initial");
    const Place below = place / "initial";
    if (!initial.is_object()) {
        node.initial = read_targets(node, &node, initial, below);
        return;
    }
    node.initial = read_targets(node, &node, initial.at("target"), below / "target");
    if (initial.contains("actions"))
        node.initial_actions = read_actions(initial.at("actions"), below / "actions");
}

void Reader::read_transitions(Node& node, const ordered_json& text, const Place& place) {
    if (text.contains("on")) {
        for (const auto& [descriptors, below] : text.at("on").items())
            add_transitions(node, {split(descriptors, ' '), false}, below, place / "on" / descriptors);
    }
    if (text.contains("onDone"))
        add_transitions(node, {{"done.state." + node.name}, true}, text.at("onDone"), place / "onDone");
    if (text.contains("after")) {
        for (const auto& [delay, below] : text.at("after").items()) {
            const Place here = place / "after" / delay;
            node.after.push_back({"after." + delay + "." + node.name, read_delay(delay, here)});
            add_transitions(node, {{node.after.back().event}, true}, below, here);
        }
    }
    if (text.contains("always")) add_transitions(node, {}, text.at("always"), place / "always");
}

void Reader::add_transitions(Node& node, const Cause& cause, const ordered_json& text, const Place& place) {
    for (const auto& [one, here] : one_or_more(text, place)) {
        Transition transition;
        transition.source = &node;
        transition.events = cause.events;
        transition.exactly = cause.exactly;
        // The outermost state has no siblings.
        const Node* around = node.parent == nullptr ? &node : node.parent;
        if (one->is_string()) {
            transition.target = read_targets(node, around, *one, here);
        } else {
            if (one->contains("target"))
                transition.target = read_targets(node, around, one->at("target"), here / "target");
            if (one->contains("guard")) transition.guard = read_guard(one->at("guard"), here / "guard");
            if (one->contains("actions"))
                transition.actions = read_actions(one->at("actions"), here / "actions");
            transition.reenter = one->value("reenter", false);
        }
        node.transitions.push_back(std::move(transition));
    }
}

std::vector<const Node*> Reader::read_targets(
    const Node& stands_in, const Node* around, const ordered_json& text, const Place& place
) const {
    std::vector<const Node*> targets;
    for (const auto& [one, here] : one_or_more(text, place))
        targets.push_back(resolve(stands_in, around, one->get<std::string>(), here));
    return targets;
}

const Node* Reader::resolve(
    const Node& stands_in, const Node* around, const std::string& target, const Place& place
) const {
    if (target.starts_with('#')) {
        const auto found = by_name_.find(target.substr(1));
        if (found == by_name_.end()) refuse(place, "there is no state " + target);
        return found->second;
    }
    const Node* found = target.starts_with('.') ? &stands_in : around;
    for (const std::string& key : split(target, '.')) {
        const auto child =
            std::find_if(found->children.begin(), found->children.end(), [&key](const auto& candidate) {
                return candidate->key == key;
            });
        if (child == found->children.end()) refuse(place, "there is no state " + target);
        found = child->get();
    }
    return found;
}

std::int64_t Reader::read_delay(const ordered_json& text, const Place& place) const {
    if (text.is_number_integer()) return text.get<std::int64_t>();
    const std::string name = text.get<std::string>();
    if (machine_.contains("delays") && machine_.at("delays").contains(name)) {
        const ordered_json& delay = machine_.at("delays").at(name);
        if (delay.is_number_integer()) return delay.get<std::int64_t>();
        if (delay.contains("calendar")) refuse(place, "the reference knows no calendars");
        return milliseconds_of(delay.at("duration").get<std::string>(), place);
    }
    if (!is_whole_number(name)) refuse(place, "there is no delay " + name);
    return std::stoll(name);
}

Guard Reader::read_guard(const ordered_json& text, const Place& place) const {
    Guard guard;
    if (text.is_string()) {
        const std::string name = text.get<std::string>();
        return read_guard(machine_.at("guards").at(name), Place() / "guards" / name);
    }
    if (!text.is_object() || !text.contains("type")) {
        guard.rule = read_rule(text, place);
        return guard;
    }
    const std::string type = text.at("type").get<std::string>();
    const ordered_json& params = text.at("params");
    const Place below = place / "params";
    if (type == "jsonlogic") {
        guard.rule = read_rule(params.at("rule"), below / "rule");
        return guard;
    }
    if (type == "stateIn") {
        guard.kind = Guard::Kind::state_in;
        guard.state = params.at("stateId").get<std::string>();
        if (guard.state.starts_with('#')) guard.state.erase(0, 1);
        return guard;
    }
    static const std::map<std::string, Guard::Kind> kinds{
        {"and", Guard::Kind::all_of}, {"or", Guard::Kind::any_of}, {"not", Guard::Kind::none_of}};
    guard.kind = kinds.at(type);
    guard.guards = read_guards(params.at("guards"), below / "guards");
    return guard;
}

std::vector<Guard> Reader::read_guards(const ordered_json& text, const Place& place) const {
    std::vector<Guard> guards;
    for (const auto& [one, here] : one_or_more(text, place)) guards.push_back(read_guard(*one, here));
    return guards;
}

std::vector<Action> Reader::read_actions(const ordered_json& text, const Place& place) const {
    std::vector<Action> actions;
    for (const auto& [one, here] : one_or_more(text, place)) actions.push_back(read_action(*one, here));
    return actions;
}

Action Reader::read_action(const ordered_json& text, const Place& place) const {
    Action action;
    if (text.is_string()) {
        action.type = text.get<std::string>();
        return action;
    }
    action.type = text.at("type").get<std::string>();
    if (!text.contains("params")) return action;
    const ordered_json& params = text.at("params");
    const Place below = place / "params";
    if (action.type == "assign") {
        for (const auto& [name, rule] : params.items())
            action.assigned.emplace_back(name, read_rule(rule, below / name));
    } else if (action.type == "raise" || action.type == "send") {
        read_event(action, params, below);
    } else if (action.type == "cancel") {
        action.id = params.at("sendId").get<std::string>();
    } else if (action.type == "choose") {
        action.branches = read_branches(params.at("branches"), below / "branches");
    } else {
        for (const auto& [name, param] : params.items()) {
            const bool is_data = action.type == "log" && name == "value";
            const Place here = below / name;
            action.params.emplace_back(name, is_data ? read_data(param, here) : read_parameter(param, here));
        }
    }
    return action;
}

void Reader::read_event(Action& action, const ordered_json& params, const Place& place) const {
    const ordered_json& event = params.at("event");
    action.event = (event.is_string() ? event : event.at("type")).get<std::string>();
    if (params.contains("data")) action.data = read_data(params.at("data"), place / "data");
    if (params.contains("delay")) action.delay = read_delay(params.at("delay"), place / "delay");
    action.id = params.value("id", "");
}

std::vector<Branch> Reader::read_branches(const ordered_json& text, const Place& place) const {
    std::vector<Branch> branches;
    for (const auto& [one, here] : one_or_more(text, place)) {
        Branch branch;
        if (one->contains("guard")) branch.guard = read_guard(one->at("guard"), here / "guard");
        if (one->contains("actions")) branch.actions = read_actions(one->at("actions"), here / "actions");
        branches.push_back(std::move(branch));
    }
    return branches;
}

}  // namespace

Chart read_chart(const ordered_json& machine) {
    return Reader(machine).read();
}

}  // namespace wissel::test::appendix_d
