#include "engine/base/encoding.hpp"
#include "engine/statechart/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace wissel::statechart {
namespace {

/// The innermost state around both; either may be the other's.
StateIndex around(const Definition& definition, StateIndex one, StateIndex other) {
    while (one != other) {
        // The one deeper inside cannot be around the other.
        StateIndex& deeper = definition.states[one].depth >= definition.states[other].depth ? one : other;
        deeper = definition.states[deeper].parent;
    }
    return one;
}

}  // namespace

void Parser::read_transitions(StateIndex state) {
    const Json& node = *nodes_[state];
    read_always(state, node);
    read_causes(state, node);
}

void Parser::read_always(StateIndex state, const Json& node) {
    const auto first = static_cast<std::uint32_t>(definition_.transitions.size());
    if (const auto found = node.find("always"); found != node.end()) {
        Transition pattern;
        pattern.source = state;
        pattern.cause = Transition::Cause::always;
        add_transitions(*found, definition_.states[state].pointer + "/always", pattern);
    }
    const auto end = static_cast<std::uint32_t>(definition_.transitions.size());
    definition_.states[state].always = {first, end - first};
}

void Parser::read_causes(StateIndex state, const Json& node) {
    const auto first = static_cast<std::uint32_t>(definition_.transitions.size());
    const std::string pointer = definition_.states[state].pointer;
    if (const auto* on = member(node, "on", pointer, "object")) {
        for (const auto& [text, transitions] : on->items()) {
            Transition pattern;
            pattern.source = state;
            pattern.descriptor = add_descriptor(text);
            add_transitions(transitions, pointer + "/on/" + pointer_token(text), pattern);
        }
    }
    if (const auto found = node.find("onDone"); found != node.end()) {
        Transition pattern;
        pattern.source = state;
        pattern.cause = Transition::Cause::done;
        pattern.descriptor = add_exact_descriptor(definition_.names[definition_.states[state].done_event]);
        add_transitions(*found, pointer + "/onDone", pattern);
    }
    read_after(state, node);
    const auto end = static_cast<std::uint32_t>(definition_.transitions.size());
    definition_.states[state].transitions = {first, end - first};
}

void Parser::read_after(StateIndex state, const Json& node) {
    const std::string pointer = definition_.states[state].pointer;
    const auto* after = member(node, "after", pointer, "object");
    const auto first = static_cast<std::uint32_t>(definition_.after.size());
    if (after != nullptr) {
        for (const auto& [name, transitions] : after->items()) {
            const std::string place = pointer + "/after/" + pointer_token(name);
            const std::uint32_t delay = delay_of(name, place);
            if (delay == nothing) continue;
            const std::string event = "after." + name + "." + definition_.states[state].name;
            definition_.after.push_back({delay, event});
            Transition pattern;
            pattern.source = state;
            pattern.cause = Transition::Cause::after;
            pattern.delay = delay;
            pattern.descriptor = add_exact_descriptor(event);
            add_transitions(transitions, place, pattern);
        }
    }
    const auto end = static_cast<std::uint32_t>(definition_.after.size());
    definition_.states[state].after = {first, end - first};
}

void Parser::add_transitions(const Json& node, const std::string& pointer, Transition pattern) {
    if (!node.is_array()) return add_transition(node, pointer, std::move(pattern));
    for (std::size_t at = 0; at < node.size(); ++at)
        add_transition(node[at], pointer + "/" + std::to_string(at), pattern);
}

void Parser::add_transition(const Json& node, const std::string& pointer, Transition transition) {
    transition.pointer = pointer;
    if (node.is_string()) {
        transition.targets = read_targets(node, pointer, transition.source, Base::beside);
    } else if (node.is_object()) {
        if (node.contains("target")) {
            transition.targets =
                read_targets(node.at("target"), pointer + "/target", transition.source, Base::beside);
        }
        if (node.contains("guard")) transition.guard = read_guard(node.at("guard"), pointer + "/guard");
        if (node.contains("actions"))
            transition.actions = read_actions(node.at("actions"), pointer + "/actions");
        if (const auto found = node.find("reenter"); found != node.end()) {
            transition.reenter = found->is_boolean() && found->get<bool>();
            if (!found->is_boolean())
                fault(pointer + "/reenter", "type", {"Dit is true of false.", "This is true or false."});
        }
    } else {
        fault(
            pointer,
            "type",
            {"Een overgang is een doel of een object.", "A transition is a target or an object."}
        );
    }
    definition_.transitions.push_back(std::move(transition));
}

Span Parser::read_targets(const Json& node, const std::string& pointer, StateIndex state, Base base) {
    std::vector<std::pair<std::string, std::string>> names;  // with the place of each
    if (node.is_string()) {
        names.emplace_back(node.get<std::string>(), pointer);
    } else if (node.is_array()) {
        for (std::size_t at = 0; at < node.size(); ++at) {
            const std::string place = pointer + "/" + std::to_string(at);
            if (node[at].is_string()) {
                names.emplace_back(node[at].get<std::string>(), place);
            } else {
                fault(place, "type", {"Een doel is een tekst.", "A target is a text."});
            }
        }
    } else if (!node.is_null()) {
        fault(pointer, "type", {"Een doel is een tekst.", "A target is a text."});
    }
    const Span span{
        static_cast<std::uint32_t>(definition_.targets.size()), static_cast<std::uint32_t>(names.size())};
    std::vector<StateIndex> found;
    for (const auto& [name, place] : names) {
        const auto target = resolve(name, state, base);
        if (!target) {
            fault(
                place,
                "unknownState",
                {"Er is geen toestand \"" + name + "\" waar dit naartoe kan.",
                 "There is no state \"" + name + "\" that this can lead to."}
            );
            continue;
        }
        const bool fits = std::all_of(found.begin(), found.end(), [&](StateIndex other) {
            return can_be_together(*target, other);
        });
        if (!fits) {
            fault(
                place,
                "conflict",
                {"\"" + name + "\" kan niet tegelijk met de andere doelen actief zijn.",
                 "\"" + name + "\" cannot be active together with the other targets."}
            );
        }
        found.push_back(*target);
    }
    definition_.targets.insert(definition_.targets.end(), found.begin(), found.end());
    return {span.first, static_cast<std::uint32_t>(found.size())};
}

std::optional<StateIndex> Parser::resolve(const std::string& target, StateIndex state, Base base) const {
    if (target.starts_with('#')) return definition_.find(std::string_view(target).substr(1));
    if (target.starts_with('.')) return descend(state, std::string_view(target).substr(1));
    const bool beside = base == Base::beside && state != 0;
    return descend(beside ? definition_.states[state].parent : state, target);
}

std::optional<StateIndex> Parser::descend(StateIndex from, std::string_view path) const {
    // A key may hold dots itself, so a whole path is tried before its pieces.
    if (const auto whole = keys_[from].find(path); whole != keys_[from].end()) return whole->second;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
        const auto child = keys_[from].find(path.substr(0, dot));
        if (child == keys_[from].end()) continue;
        if (const auto found = descend(child->second, path.substr(dot + 1))) return found;
    }
    return std::nullopt;
}

bool Parser::can_be_together(StateIndex one, StateIndex other) const {
    const StateIndex both = around(definition_, one, other);
    return both != one && both != other && definition_.states[both].kind == State::Kind::parallel;
}

std::uint32_t Parser::add_descriptor(const std::string& text) {
    const auto [place, is_new] =
        descriptors_.try_emplace(text, static_cast<std::uint32_t>(definition_.descriptors.size()));
    if (!is_new) return place->second;
    Descriptor descriptor{text, {}};
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (word == "*") {
            word.clear();
        } else if (word.ends_with(".*")) {
            word.resize(word.size() - 2);
        }
        descriptor.patterns.push_back({std::move(word), false});
    }
    definition_.descriptors.push_back(std::move(descriptor));
    return place->second;
}

std::uint32_t Parser::add_exact_descriptor(const std::string& event) {
    definition_.descriptors.push_back({event, {{event, true}}});
    return static_cast<std::uint32_t>(definition_.descriptors.size() - 1);
}

void Parser::match_descriptors() {
    for (const auto& known : definition_.descriptors) {
        for (const auto& pattern : known.patterns) {
            auto [place, is_new] = definition_.matching.try_emplace(pattern.name);
            if (!is_new) continue;
            for (const auto& descriptor : definition_.descriptors)
                place->second.push_back(descriptor.matches(pattern.name));
        }
    }
}

void Parser::find_domains() {
    for (auto& transition : definition_.transitions) {
        const StateIndex* targets = definition_.targets.data() + transition.targets.first;
        transition.leads_to_history =
            std::any_of(targets, targets + transition.targets.count, [&](StateIndex target) {
                return definition_.states[target].is_history();
            });
        if (transition.leads_to_history || transition.targets.count == 0) continue;
        const Domain domain = domain_of(definition_, transition, targets, transition.targets.count);
        transition.domain = domain.state;
        transition.leaves_all = domain.leaves_all;
    }
}

Domain domain_of(
    const Definition& definition, const Transition& transition, const StateIndex* targets, std::size_t count
) {
    const StateIndex source = transition.source;
    const bool stays_inside = std::all_of(targets, targets + count, [&](StateIndex target) {
        return target == source || definition.is_descendant(target, source);
    });
    if (stays_inside && !transition.reenter) return {source, false};
    StateIndex both = source;
    for (std::size_t at = 0; at < count; ++at) both = around(definition, both, targets[at]);
    // The source or a target may be around the others; what is left and entered lies within the next one out.
    const bool is_one_of_them =
        both == source || std::find(targets, targets + count, both) != targets + count;
    if (!is_one_of_them) return {both, false};
    if (both == 0) return {0, transition.reenter};
    return {definition.states[both].parent, false};
}

}  // namespace wissel::statechart
