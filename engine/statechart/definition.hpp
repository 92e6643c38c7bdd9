#pragma once

#include "engine/base/failure.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/calendar/duration.hpp"
#include "engine/logic/rule.hpp"
#include "engine/statechart/state_set.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A machine, compiled (docs/statecharts.md has the notation). Everything lies in flat arrays and refers to
// other things by their place in one; a step follows indexes and asks no JSON a question.

namespace wissel::statechart {

/// Some neighbours in one of the definition's arrays.
struct Span {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

inline constexpr std::uint32_t nothing = 0xffffffff;

/// A condition: a tree over rules and states.
struct Guard {
    enum class Kind : std::uint8_t { rule, state_in, all, any, negation };

    Kind kind = Kind::rule;
    std::uint32_t rule = nothing;  ///< in `rules`
    StateIndex state = no_state;
    Span parts;  ///< in `guard_parts`, which has indexes of guards
    std::string pointer;
};

/// A JsonLogic rule and where it stands.
struct PlacedRule {
    logic::Rule rule;
    std::string pointer;
    bool reads_something = false;  ///< data, beyond which states are active
};

/// What comes to a value when an action runs: a rule, or a list of rules by name.
struct Expression {
    struct Member {
        std::string name;
        std::uint32_t rule;
    };
    std::uint32_t rule = nothing;  ///< `nothing` and no members: null
    std::vector<Member> members;
    bool is_object = false;
};

/// A period: of milliseconds, or on a calendar.
struct Delay {
    std::string name;  ///< as it stands in the file, or the milliseconds in digits
    Duration duration;
    Calendar calendar = Calendar::days;
    std::string basis;    ///< of a workflow: proposed, agreed, statutory
    std::string pointer;  ///< where it stands
};

struct Action {
    enum class Kind : std::uint8_t { assign, raise, send, cancel, choose, log, effect };

    Kind kind = Kind::effect;
    std::string type;     ///< as it stands in the file
    std::string pointer;  ///< JSON Pointer to it
    Expression
        values;  ///< assign: the members; raise, send: the data; log: the value; effect: computed parameters
    nlohmann::json params = nlohmann::json::object();  ///< of an effect: those that are no rules
    std::string event;                                 ///< raise, send
    std::string id;                                    ///< send: its id; cancel: whose
    std::string label;                                 ///< log
    std::uint32_t delay = nothing;                     ///< send: in `delays`
    Span branches;                                     ///< choose
};

struct Branch {
    std::uint32_t guard = nothing;
    Span actions;
};

struct Transition {
    enum class Cause : std::uint8_t { event, always, done, after };

    StateIndex source = 0;
    Cause cause = Cause::event;
    std::uint32_t descriptor = nothing;  ///< in `descriptors`; `always` has none
    std::uint32_t guard = nothing;
    Span targets;  ///< in `targets`; may be history states
    bool reenter = false;
    bool leads_to_history = false;  ///< so that its domain has to be found anew each time
    StateIndex domain =
        no_state;  ///< otherwise; `no_state`: nothing is left (no targets), or all (see leaves_all)
    bool leaves_all = false;  ///< the outermost state is left as well
    Span actions;
    std::uint32_t delay = nothing;  ///< after: in `delays`
    std::string pointer;            ///< JSON Pointer to it in the file
};

struct State {
    enum class Kind : std::uint8_t { atomic, compound, parallel, final_state, shallow_history, deep_history };

    Kind kind = Kind::atomic;
    StateIndex parent = no_state;
    StateIndex end = 0;  ///< one past its last descendant, in document order
    std::uint16_t depth = 0;
    std::uint32_t history = nothing;  ///< of a history state: which one, in the machine's memory
    Span children;                    ///< in `children`, history states left out
    Span histories;                   ///< in `children` too
    Span initial;  ///< in `targets`: of a compound where it begins, of a history its default
    Span initial_actions;
    bool begins_parent = false;  ///< a history without a target of its own, in a compound
    Span entry;
    Span exit;
    Span transitions;  ///< with an event, in their order
    Span always;
    Span after;                          ///< in `after`: one timer each
    Expression output;                   ///< of a final state
    std::uint32_t done_event = nothing;  ///< in `names`: `done.state.<name>`
    std::string name;
    std::string pointer;
    std::vector<std::string> tags;

    [[nodiscard]] bool is_history() const {
        return kind == Kind::shallow_history || kind == Kind::deep_history;
    }
    [[nodiscard]] bool is_leaf() const { return kind == Kind::atomic || kind == Kind::final_state; }
};

/// What starts when a state with `after` is entered.
struct After {
    std::uint32_t delay = 0;
    std::string event;  ///< `after.<delay>.<state>`
};

/// What a transition waits for: any of some patterns.
struct Descriptor {
    struct Pattern {
        std::string name;  ///< empty: all
        bool is_exact = false;
    };
    std::string text;  ///< as it stands in the file
    std::vector<Pattern> patterns;

    [[nodiscard]] bool matches(std::string_view event) const;
};

/// Immutable once made; safe to use from any thread.
struct Definition {
    std::string id;
    std::string version;  ///< empty where the machine has none
    std::string hash;     ///< `sha256:` over its text (engine/base/json_text.hpp)
    nlohmann::json context = nlohmann::json::object();

    std::vector<State> states;
    std::vector<StateIndex> children;
    std::vector<StateIndex> targets;
    std::vector<Transition> transitions;
    std::vector<Action> actions;
    std::vector<Branch> branches;
    std::vector<Guard> guards;
    std::vector<std::uint32_t> guard_parts;
    std::vector<PlacedRule> rules;
    std::vector<Delay> delays;
    std::vector<After> after;
    std::vector<Descriptor> descriptors;
    std::vector<std::string> names;
    std::uint32_t histories = 0;

    /// For each event whose name stands as a pattern in the file: which descriptors match it.
    std::map<std::string, std::vector<bool>, std::less<>> matching;
    std::map<std::string, StateIndex, std::less<>> by_name;

    [[nodiscard]] std::optional<StateIndex> find(std::string_view name) const;
    [[nodiscard]] bool is_descendant(StateIndex state, StateIndex of) const {
        return state > of && state < states[of].end;
    }
    /// Its name and `#`-free; of the outermost state the machine's id.
    [[nodiscard]] const std::string& name_of(StateIndex state) const { return states[state].name; }
};

/// Reads and compiles a machine. Fails (`invalid`) with every fault at once, each with its pointer: wrong
/// types, names that lead nowhere, targets that cannot be active together, rules that do not compile. Members
/// that a machine does not know (title, owner, …) are not looked at.
[[nodiscard]] Result<Definition> parse_machine(const nlohmann::ordered_json& document);

/// The same, adding its faults to `issues`, for whoever goes on looking for others: where there are any, what
/// is returned serves only to tell where things stand.
[[nodiscard]] Definition parse_what_can_be_read(
    const nlohmann::ordered_json& document, std::vector<Issue>& issues
);

/// The innermost state around all of `targets` and `source`, by the words of docs/statecharts.md ("Domain").
/// `leaves_all` is set where even the outermost state is left.
struct Domain {
    StateIndex state = no_state;
    bool leaves_all = false;
};
[[nodiscard]] Domain domain_of(
    const Definition& definition, const Transition& transition, const StateIndex* targets, std::size_t count
);

}  // namespace wissel::statechart
