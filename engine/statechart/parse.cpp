#include "engine/base/encoding.hpp"
#include "engine/base/json_text.hpp"
#include "engine/statechart/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace wissel::statechart {
namespace {

constexpr std::uint16_t levels_max = 64;

}  // namespace

Words must_be(const char* type) {
    static const std::map<std::string, Words> types = {
        {"object", {"een object", "an object"}},
        {"array", {"een lijst", "a list"}},
        {"string", {"een tekst", "a text"}},
    };
    const Words& told = types.at(type);
    return {"Hier hoort " + told.nl + ".", "This has to be " + told.en + "."};
}

Result<Definition> parse_machine(const nlohmann::ordered_json& document) {
    std::vector<Issue> issues;
    auto definition = parse_what_can_be_read(document, issues);
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return definition;
}

Definition parse_what_can_be_read(const nlohmann::ordered_json& document, std::vector<Issue>& issues) {
    return Parser(document, issues).parse();
}

Definition Parser::parse() {
    if (!document_.is_object()) {
        fault("", "type", must_be("object"));
        return std::move(definition_);
    }
    definition_.id = text_member(document_, "id", "");
    if (definition_.id.empty()) {
        fault("/id", "required", {"Een machine heeft een id.", "A machine has an id."});
    }
    definition_.version = text_member(document_, "version", "");
    definition_.hash = definition_hash(document_);
    if (const auto* context = member(document_, "context", "", "object"))
        definition_.context = nlohmann::json(*context);
    if (member(document_, "states", "", "object") == nullptr) {
        fault("/states", "required", {"Een machine heeft toestanden.", "A machine has states."});
        return std::move(definition_);
    }
    walk(document_, "", "", no_state);
    if (!issues_.empty()) return std::move(definition_);  // the rest builds on the tree
    link_children();
    read_delays();
    const auto count = static_cast<StateIndex>(definition_.states.size());
    for (StateIndex state = 0; state < count; ++state) read_state(state);
    check_histories();
    // What nothing uses is read too, so that its faults are told.
    if (const auto* guards = member(document_, "guards", "", "object")) {
        for (const auto& [name, guard] : guards->items())
            read_named_guard(name, "/guards/" + pointer_token(name));
    }
    if (!issues_.empty()) return std::move(definition_);
    match_descriptors();
    find_domains();
    return std::move(definition_);
}

void Parser::fault(const std::string& pointer, const char* code, Words message) {
    issues_.push_back({pointer, code, std::move(message)});
}

const Parser::Json* Parser::member(
    const Json& node, const char* name, const std::string& pointer, const char* type
) {
    const auto found = node.find(name);
    if (found == node.end()) return nullptr;
    const std::string wanted = type;
    const bool fits = wanted == "object"  ? found->is_object()
                      : wanted == "array" ? found->is_array()
                                          : found->is_string();
    if (fits) return &*found;
    fault(pointer + "/" + name, "type", must_be(type));
    return nullptr;
}

std::string Parser::text_member(const Json& node, const char* name, const std::string& pointer) {
    const auto* found = member(node, name, pointer, "string");
    return found == nullptr ? std::string() : found->get<std::string>();
}

void Parser::walk(const Json& node, const std::string& path, const std::string& pointer, StateIndex parent) {
    const std::uint16_t depth = parent == no_state
                                    ? std::uint16_t{0}
                                    : static_cast<std::uint16_t>(definition_.states[parent].depth + 1);
    if (definition_.states.size() == states_max || depth > levels_max) {
        if (std::exchange(is_too_large_, true)) return;
        return fault(
            pointer,
            "tooLarge",
            {fmt::format("Meer dan {} toestanden of {} niveaus gaat niet.", states_max, levels_max),
             fmt::format("There is a limit of {} states and {} levels.", states_max, levels_max)}
        );
    }
    const auto index = static_cast<StateIndex>(definition_.states.size());
    State& state = definition_.states.emplace_back();
    state.parent = parent;
    state.pointer = pointer;
    state.depth = depth;
    nodes_.push_back(&node);
    children_.emplace_back();
    keys_.emplace_back();
    if (!node.is_object()) return fault(pointer, "type", must_be("object"));
    read_kind(state, node);
    name_state(index, node, path);
    if (const auto* states = member(node, "states", pointer, "object")) {
        for (const auto& [key, child] : states->items()) {
            const auto at = static_cast<StateIndex>(definition_.states.size());
            children_[index].push_back(at);
            keys_[index].emplace(key, at);
            walk(
                child, path.empty() ? key : path + "." + key, pointer + "/states/" + pointer_token(key), index
            );
        }
    }
    definition_.states[index].end = static_cast<StateIndex>(definition_.states.size());
}

void Parser::read_kind(State& state, const Json& node) {
    const std::string type = text_member(node, "type", state.pointer);
    const auto states = node.find("states");
    const bool has_children = states != node.end() && states->is_object() && !states->empty();
    if (type == "history" || (type.empty() && node.contains("history"))) {
        const std::string depth = text_member(node, "history", state.pointer);
        state.kind = depth == "deep" ? State::Kind::deep_history : State::Kind::shallow_history;
        state.history = definition_.histories++;
        if (!depth.empty() && depth != "deep" && depth != "shallow") {
            fault(
                state.pointer + "/history",
                "enum",
                {"Een geheugen is shallow of deep.", "A history is shallow or deep."}
            );
        }
    } else if (type == "final") {
        state.kind = State::Kind::final_state;
    } else if (type == "parallel") {
        state.kind = State::Kind::parallel;
    } else if (type == "compound" || (type.empty() && has_children)) {
        state.kind = State::Kind::compound;
    } else if (!type.empty() && type != "atomic") {
        fault(
            state.pointer + "/type",
            "enum",
            {"Een toestand is atomic, compound, parallel, final of history.",
             "A state is atomic, compound, parallel, final or history."}
        );
    }
}

void Parser::name_state(StateIndex index, const Json& node, const std::string& path) {
    State& state = definition_.states[index];
    if (index == 0) {
        state.name = definition_.id;
        return;
    }
    const std::string id = text_member(node, "id", state.pointer);
    state.name = id.empty() ? path : id;
    if (definition_.by_name.emplace(state.name, index).second) return;
    fault(
        state.pointer,
        "notUnique",
        {"Er is al een toestand \"" + state.name + "\".", "There is a state \"" + state.name + "\" already."}
    );
}

void Parser::link_children() {
    // A state of that name goes before the machine itself.
    definition_.by_name.emplace(definition_.id, StateIndex{0});
    for (std::size_t at = 0; at < definition_.states.size(); ++at) {
        State& state = definition_.states[at];
        const auto append = [&](bool histories) {
            Span span{static_cast<std::uint32_t>(definition_.children.size()), 0};
            for (const StateIndex child : children_[at]) {
                if (definition_.states[child].is_history() != histories) continue;
                definition_.children.push_back(child);
                ++span.count;
            }
            return span;
        };
        state.children = append(false);
        state.histories = append(true);
    }
}

void Parser::read_state(StateIndex index) {
    check_kind(index);
    const Json& node = *nodes_[index];
    State& state = definition_.states[index];
    if (const auto* tags = member(node, "tags", state.pointer, "array")) {
        for (const auto& tag : *tags) {
            if (tag.is_string()) state.tags.push_back(tag.get<std::string>());
        }
    }
    if (state.is_history()) return read_history(index);
    for (const auto& [name, span] : {std::pair{"entry", &State::entry}, std::pair{"exit", &State::exit}}) {
        const auto found = node.find(name);
        if (found != node.end())
            definition_.states[index].*span = read_actions(*found, state.pointer + "/" + name);
    }
    if (node.contains("output")) {
        auto output = read_expression(node.at("output"), state.pointer + "/output");
        definition_.states[index].output = std::move(output);
    }
    state.done_event = static_cast<std::uint32_t>(definition_.names.size());
    definition_.names.push_back("done.state." + state.name);
    if (state.kind == State::Kind::compound) read_initial(index);
    read_transitions(index);
}

void Parser::check_kind(StateIndex index) {
    const State& state = definition_.states[index];
    const Json& node = *nodes_[index];
    const bool has_children = !children_[index].empty();
    const bool may_have = state.kind == State::Kind::compound || state.kind == State::Kind::parallel;
    if (has_children && !may_have) {
        fault(
            state.pointer + "/states",
            "notAllowed",
            {"Zo'n toestand heeft geen toestanden in zich.", "Such a state has no states within it."}
        );
    }
    if (may_have && state.children.count == 0) {
        fault(
            state.pointer + "/states",
            "required",
            {"Hier hoort ten minste één toestand in.", "There has to be at least one state in it."}
        );
    }
    const bool ends = state.kind == State::Kind::final_state || state.is_history();
    for (const char* name : {"on", "always", "after", "onDone"}) {
        if (!ends || !node.contains(name)) continue;
        fault(
            state.pointer + "/" + name,
            "notAllowed",
            {"Uit zo'n toestand leidt niets weg.", "Nothing leads away from such a state."}
        );
    }
}

void Parser::read_initial(StateIndex index) {
    const Json& node = *nodes_[index];
    State& state = definition_.states[index];
    const std::string pointer = state.pointer + "/initial";
    const auto found = node.find("initial");
    if (found == node.end()) {
        if (state.children.count == 0) return;  // told by check_kind
        state.initial = {static_cast<std::uint32_t>(definition_.targets.size()), 1};
        definition_.targets.push_back(definition_.children[state.children.first]);
        return;
    }
    const bool whole = found->is_object();
    if (whole && !found->contains("target")) {
        return fault(pointer + "/target", "required", {"Zeg waar het begint.", "Say where it begins."});
    }
    const Span targets = read_targets(
        whole ? found->at("target") : *found, whole ? pointer + "/target" : pointer, index, Base::within
    );
    for (std::uint32_t at = 0; at < targets.count; ++at) {
        if (definition_.is_descendant(definition_.targets[targets.first + at], index)) continue;
        fault(
            pointer,
            "unknownState",
            {"Het begin ligt binnen de toestand zelf.", "The beginning lies within the state itself."}
        );
    }
    definition_.states[index].initial = targets;
    if (whole && found->contains("actions")) {
        const Span actions = read_actions(found->at("actions"), pointer + "/actions");
        definition_.states[index].initial_actions = actions;
    }
}

void Parser::read_history(StateIndex index) {
    const Json& node = *nodes_[index];
    State& state = definition_.states[index];
    if (index == 0) {
        return fault("/type", "enum", {"Een machine is geen geheugen.", "A machine is no history."});
    }
    const auto found = node.find("target");
    if (found != node.end()) {
        state.initial = read_targets(*found, state.pointer + "/target", index, Base::beside);
    } else {
        const State& parent = definition_.states[state.parent];
        state.begins_parent = parent.kind == State::Kind::compound;
        // The initial of a compound is read before its children are.
        std::vector<StateIndex> targets;
        const Span from = parent.kind == State::Kind::parallel ? parent.children : parent.initial;
        const auto& all = parent.kind == State::Kind::parallel ? definition_.children : definition_.targets;
        for (std::uint32_t at = 0; at < from.count; ++at) targets.push_back(all[from.first + at]);
        state.initial = {
            static_cast<std::uint32_t>(definition_.targets.size()),
            static_cast<std::uint32_t>(targets.size())};
        definition_.targets.insert(definition_.targets.end(), targets.begin(), targets.end());
    }
    for (std::uint32_t at = 0; at < state.initial.count; ++at) {
        const StateIndex target = definition_.targets[state.initial.first + at];
        if (definition_.is_descendant(target, state.parent)) continue;
        fault(
            state.pointer + "/target",
            "unknownState",
            {"Zolang er niets onthouden is, leidt een geheugen naar een toestand naast zich of daarbinnen.",
             "As long as nothing is remembered, a history leads to a state beside it or within that."}
        );
    }
}

void Parser::check_histories() {
    const auto leads_round = [&](StateIndex start) {
        std::vector<StateIndex> open = {start};
        std::set<StateIndex> seen;
        while (!open.empty()) {
            const State& state = definition_.states[open.back()];
            open.pop_back();
            for (std::uint32_t at = state.initial.first; at < state.initial.first + state.initial.count;
                 ++at) {
                const StateIndex target = definition_.targets[at];
                if (target == start) return true;
                const bool goes_on = definition_.states[target].is_history() && seen.insert(target).second;
                if (goes_on) open.push_back(target);
            }
        }
        return false;
    };
    for (StateIndex at = 0; at < definition_.states.size(); ++at) {
        const State& state = definition_.states[at];
        if (!state.is_history() || !leads_round(at)) continue;
        fault(
            state.pointer + "/target",
            "endlessHistory",
            {"Zolang er niets onthouden is, leidt dit geheugen naar zichzelf.",
             "As long as nothing is remembered, this history leads to itself."}
        );
    }
}

std::optional<StateIndex> Definition::find(std::string_view name) const {
    const auto found = by_name.find(name);
    return found == by_name.end() ? std::nullopt : std::optional(found->second);
}

bool Descriptor::matches(std::string_view event) const {
    return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& pattern) {
        const std::string& name = pattern.name;
        if (name.empty()) return true;
        if (pattern.is_exact) return event == name;
        if (!event.starts_with(name)) return false;
        return event.size() == name.size() || event[name.size()] == '.';
    });
}

}  // namespace wissel::statechart
