#pragma once

#include "engine/logic/rule.hpp"
#include "tests/support/appendix_d.hpp"
#include "tests/support/appendix_d_chart.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The interpreter behind appendix_d.hpp. The algorithm is in appendix_d.cpp; guards, actions and queues are
// in appendix_d_content.cpp.

namespace wissel::test::appendix_d {

struct InDocumentOrder {
    bool operator()(const Node* left, const Node* right) const { return left->order < right->order; }
};

using States = std::set<const Node*, InDocumentOrder>;
using Transitions = std::vector<const Transition*>;  // the OrderedSet of the pseudo-code

struct Event {
    std::string name;
    nlohmann::json data;
    std::string send_id = {};               ///< empty: none
    std::optional<std::size_t> error = {};  ///< which of `errors_caught` it tells of
};

struct Timer {
    Event event;
    std::int64_t due;
    std::uint64_t started;  ///< a number that counts up
    const Node* state;      ///< whose `after` it is; null pointer for `send`
};

/// All that a step changes, and that a step which comes to no end gives back.
struct Memory {
    States configuration;
    std::map<const Node*, std::vector<const Node*>> history_value;
    nlohmann::json datamodel;
    nlohmann::json event;  ///< the one that is handled: `{"name", "data"}`, or null
    std::deque<Event> internal_queue;
    std::vector<Timer> timers;
    std::uint64_t timers_started = 0;
    bool started = false;
    bool running = false;
    nlohmann::json output;
};

class Interpreter : private logic::World {
public:
    explicit Interpreter(const nlohmann::ordered_json& machine);

    AppendixD::Ended start();
    AppendixD::Ended send(Event event);
    std::vector<AppendixD::Ended> pass(std::int64_t milliseconds);
    [[nodiscard]] Told told() const;
    [[nodiscard]] const States& configuration() const { return memory_.configuration; }

private:
    /// Thrown where a limit is passed.
    struct Endless {};

    void forget_last_step();
    AppendixD::Ended step(const std::function<bool()>& run);
    bool take(const Event& event);

    // Appendix D.
    void main_event_loop();
    void complete_macrostep();
    void exit_interpreter();
    [[nodiscard]] Transitions select_eventless_transitions();
    [[nodiscard]] Transitions select_transitions(const std::string& event);
    [[nodiscard]] Transitions select(const std::function<bool(const Transition&)>& matches);
    [[nodiscard]] Transitions remove_conflicting_transitions(const Transitions& enabled) const;
    void microstep(const Transitions& enabled);
    void exit_states(const Transitions& enabled);
    [[nodiscard]] States compute_exit_set(const Transitions& transitions) const;
    void execute_transition_content(const Transitions& enabled);
    void enter_states(const Transitions& enabled);
    void enter_final_state(const Node& state);

    struct EntrySet {
        States states_to_enter;
        States states_for_default_entry;
    };
    [[nodiscard]] EntrySet compute_entry_set(const Transitions& transitions) const;
    void add_descendant_states_to_enter(const Node* state, EntrySet& entered) const;
    void add_ancestor_states_to_enter(const Node* state, const Node* ancestor, EntrySet& entered) const;
    void add_regions_to_enter(const Node* parallel, EntrySet& entered) const;
    [[nodiscard]] bool is_in_final_state(const Node* state) const;
    [[nodiscard]] const Node* get_transition_domain(const Transition& transition) const;
    [[nodiscard]] std::vector<const Node*> get_effective_target_states(const std::vector<const Node*>& target
    ) const;
    [[nodiscard]] std::vector<const Node*> where_history_leads(const Node* history) const;

    // Executable content.
    void execute_content(const std::vector<Action>& actions);
    /// Whether it ran without an error.
    [[nodiscard]] bool execute_all(const std::vector<Action>& actions);
    [[nodiscard]] bool execute(const Action& action);
    [[nodiscard]] bool execute_assign(const Action& action);
    [[nodiscard]] bool execute_event(const Action& action);
    [[nodiscard]] bool execute_choose(const Action& action);
    [[nodiscard]] bool execute_effect(const Action& action);
    void cancel(const std::string& id);

    struct Failed {
        std::string type;
        std::string place;
    };
    [[nodiscard]] bool condition_match(const Transition& transition);
    [[nodiscard]] std::expected<bool, Failed> holds(const Guard& guard) const;
    [[nodiscard]] std::expected<nlohmann::json, Failed> evaluate(const RuleAt& rule) const;
    [[nodiscard]] std::expected<nlohmann::json, Failed> evaluate(const Value& value) const;
    [[nodiscard]] bool in_state(std::string_view name) const override;
    void raise_error(const Failed& failed);

    void enqueue(Event event);
    void count_event();
    void start_timer(Event event, std::int64_t delay, const Node* state);
    [[nodiscard]] std::vector<Timer> timers_in_order() const;

    Chart chart_;
    Transition initial_transition_;
    Memory memory_;
    std::int64_t now_ = 0;

    // Of the last step.
    std::vector<nlohmann::json> effects_;
    std::vector<bool> errors_caught_;

    // Of the step that runs.
    std::set<const Transition*> told_to_fail_;
    std::size_t transitions_taken_ = 0;
    std::size_t events_made_ = 0;
};

}  // namespace wissel::test::appendix_d
