#pragma once

#include "engine/base/failure.hpp"
#include "engine/statechart/definition.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::statechart {

/// Fills a Definition from a document, and gathers the faults on the way.
class Parser {
public:
    Parser(const nlohmann::ordered_json& document, std::vector<Issue>& issues)
        : document_(document), issues_(issues) {}

    [[nodiscard]] Definition parse();

private:
    using Json = nlohmann::ordered_json;

    void fault(const std::string& pointer, const char* code, Words message);
    /// The member, where it has that type; else null, with a fault where it stands with another.
    const Json* member(const Json& node, const char* name, const std::string& pointer, const char* type);
    std::string text_member(const Json& node, const char* name, const std::string& pointer);

    // The tree of states (parse.cpp).
    void walk(const Json& node, const std::string& key, const std::string& pointer, StateIndex parent);
    void read_kind(State& state, const Json& node);
    void name_state(StateIndex state, const Json& node, const std::string& path);
    void link_children();
    void read_state(StateIndex state);
    void read_initial(StateIndex state);
    void read_history(StateIndex state);
    void check_kind(StateIndex state);
    void check_histories();

    // Transitions and what they lead to (parse_transitions.cpp).
    void read_transitions(StateIndex state);
    void read_always(StateIndex state, const Json& node);
    void read_causes(StateIndex state, const Json& node);
    void read_after(StateIndex state, const Json& node);
    void add_transitions(const Json& node, const std::string& pointer, Transition pattern);
    void add_transition(const Json& node, const std::string& pointer, Transition transition);
    /// Where a plain name is looked for: among the siblings of a state, or its children.
    enum class Base : std::uint8_t { beside, within };
    /// Targets as they stand in `state`; faults for those that lead nowhere or cannot be together.
    Span read_targets(const Json& node, const std::string& pointer, StateIndex state, Base base);
    [[nodiscard]] std::optional<StateIndex> resolve(const std::string& target, StateIndex state, Base base)
        const;
    [[nodiscard]] std::optional<StateIndex> descend(StateIndex from, std::string_view path) const;
    [[nodiscard]] bool can_be_together(StateIndex one, StateIndex other) const;
    std::uint32_t add_descriptor(const std::string& text);
    /// Of `onDone` and `after`: that event alone. A name with dots would else match what lies within.
    std::uint32_t add_exact_descriptor(const std::string& event);
    void match_descriptors();
    void find_domains();

    // Guards and rules (parse_guards.cpp).
    std::uint32_t read_guard(const Json& node, const std::string& pointer);
    std::uint32_t read_named_guard(const std::string& name, const std::string& pointer);
    std::uint32_t read_guard_object(const Json& node, const std::string& pointer);
    std::uint32_t read_guard_list(Guard::Kind kind, const Json& params, const std::string& pointer);
    std::uint32_t add_guard(Guard guard);
    std::uint32_t add_rule(const Json& node, const std::string& pointer);

    // Actions (parse_actions.cpp).
    Span read_actions(const Json& node, const std::string& pointer);
    Action read_action(const Json& node, const std::string& pointer);
    void read_params(Action& action, const Json& params, const std::string& pointer);
    void read_send(Action& action, const Json& params, const std::string& pointer);
    void read_assign(Action& action, const Json& params, const std::string& pointer);
    void read_choose(Action& action, const Json& params, const std::string& pointer);
    void read_effect(Action& action, const Json& params, const std::string& pointer);
    Expression read_expression(const Json& node, const std::string& pointer);

    // Delays (parse_delays.cpp).
    void read_delays();
    std::uint32_t delay_of(const std::string& name, const std::string& pointer);
    std::uint32_t delay_of_milliseconds(std::int64_t milliseconds, const std::string& pointer);

    const Json& document_;
    Definition definition_;
    std::vector<Issue>& issues_;
    bool is_too_large_ = false;
    std::vector<const Json*> nodes_;                                    ///< by state
    std::vector<std::vector<StateIndex>> children_;                     ///< by state, history states too
    std::vector<std::map<std::string, StateIndex, std::less<>>> keys_;  ///< by state: its children
    std::map<std::string, std::uint32_t, std::less<>> guards_;          ///< the named ones
    std::set<std::string> guards_open_;  ///< being read: they may not lead back
    std::map<std::string, std::uint32_t, std::less<>> delays_;
    std::map<std::string, std::uint32_t, std::less<>> descriptors_;
};

/// `This has to be a text.`, and so on, for object, array, string.
[[nodiscard]] Words must_be(const char* type);

/// Whether JsonLogic takes this for an operation: an object with one member, named as one.
[[nodiscard]] bool is_operation(const nlohmann::ordered_json& node);

}  // namespace wissel::statechart
