#pragma once

#include "engine/logic/rule.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What the interpreter of appendix_d.hpp reads of a machine: the JSON as a tree of structs, with names
// resolved and nothing computed in advance.

namespace wissel::test::appendix_d {

struct Node;

struct RuleAt {
    logic::Rule rule;
    std::string place;  ///< JSON Pointer into the machine
};

/// A constant, a rule, or rules by name.
struct Value {
    nlohmann::json constant;
    std::optional<RuleAt> rule;
    std::optional<std::vector<std::pair<std::string, RuleAt>>> members;
};

struct Guard {
    enum class Kind : std::uint8_t { rule, state_in, all_of, any_of, none_of };

    Kind kind = Kind::rule;
    std::optional<RuleAt> rule;
    std::string state;
    std::vector<Guard> guards;
};

struct Branch;

struct Action {
    std::string type;
    std::vector<std::pair<std::string, RuleAt>> assigned;  ///< of `assign`
    std::string event;                                     ///< of `raise` and `send`
    Value data;
    std::optional<std::int64_t> delay;
    std::string id;                                     ///< of `send` and `cancel`; empty: none
    std::vector<Branch> branches;                       ///< of `choose`
    std::vector<std::pair<std::string, Value>> params;  ///< of an effect
};

struct Branch {
    std::optional<Guard> guard;
    std::vector<Action> actions;
};

struct Transition {
    const Node* source = nullptr;  ///< null pointer: what starts the machine
    std::vector<std::string> events;
    /// Whether `events` are names of events and no descriptors: those of `onDone` and `after`.
    bool exactly = false;
    std::optional<Guard> guard;
    std::vector<const Node*> target;
    bool reenter = false;
    std::vector<Action> actions;
};

struct Delayed {
    std::string event;
    std::int64_t delay;
};

struct Node {
    enum class Kind : std::uint8_t { atomic, compound, parallel, final_state, history };

    std::string name;
    std::string key;
    Kind kind = Kind::atomic;
    bool deep = false;      ///< of a history state
    std::size_t order = 0;  ///< in the document
    const Node* parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<const Node*> initial;  ///< of a compound state
    std::vector<Action> initial_actions;
    std::vector<const Node*> target;  ///< of a history state; empty: where its parent begins
    std::vector<Action> entry;
    std::vector<Action> exit;
    std::vector<Transition>
        transitions;  ///< in document order; those of `always` have no events, and are last
    std::vector<Delayed> after;
    std::optional<RuleAt> output;
};

struct Chart {
    std::unique_ptr<Node> root;
    nlohmann::json context;
};

/// Throws `std::runtime_error`, or what the JSON library throws, on what it cannot read.
[[nodiscard]] Chart read_chart(const nlohmann::ordered_json& machine);

}  // namespace wissel::test::appendix_d
