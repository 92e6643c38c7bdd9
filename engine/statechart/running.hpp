#pragma once

#include "engine/logic/rule.hpp"
#include "engine/statechart/interpreter.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace wissel::statechart {

inline constexpr std::size_t no_error = static_cast<std::size_t>(-1);

/// An event on a queue.
struct Queued {
    std::string name;
    nlohmann::json data;
    std::size_t error = no_error;  ///< which of the step's errors it tells of
};

/// First in, first out; keeps its memory.
class Queue {
public:
    void push(Queued event) { events_.push_back(std::move(event)); }
    [[nodiscard]] bool is_empty() const { return read_ == events_.size(); }
    [[nodiscard]] Queued pop() {
        Queued first = std::move(events_[read_]);
        if (++read_ == events_.size()) clear();
        return first;
    }
    void clear() {
        events_.clear();
        read_ = 0;
    }

private:
    std::vector<Queued> events_;
    std::size_t read_ = 0;
};

struct GuardFailure {
    std::string pointer;
    std::string type;
};

/// One interpreter at work: the step that runs, and memory kept for the next one. The phases of the algorithm
/// stand in files of their own, named beside them; names are those of SCXML, appendix D.
struct Interpreter::Running final : logic::World {
    Running(const Definition& definition, GuardOracle* oracle);

    // The main loop (interpreter.cpp).
    Result<void> start(Machine& made, const Surroundings& around, Told& out);
    Result<void> step(Machine& given, const Event& event, const Surroundings& around, Told& out);
    Result<void> fire(Machine& given, std::uint64_t timer, const Surroundings& around, Told& out);
    void begin(Machine& given, const Surroundings& around, Told& out);
    void take(std::string_view name, const nlohmann::json* event_data);
    void macrostep();
    [[nodiscard]] Result<void> finish();
    void exit_interpreter();
    void give_back();
    void save_timers();
    void save_history();
    void set_context(const std::string& name, nlohmann::json value);
    void give_back_context();

    // What is selected (select.cpp).
    void select_eventless_transitions();
    void select_transitions(std::string_view event);
    void select_for_leaves();
    void select_of(StateIndex leaf);
    [[nodiscard]] bool is_enabled(std::uint32_t index);
    void forget_told_guards();
    void remove_conflicting_transitions();
    [[nodiscard]] StateSet exit_set_of(std::uint32_t index);
    [[nodiscard]] Domain domain_of_now(const Transition& transition);
    void effective_targets(Span span, std::vector<StateIndex>& out) const;

    // Guards, what rules see, and errors (guards.cpp).
    [[nodiscard]] bool guard_holds(std::uint32_t index, std::optional<GuardFailure>& failure);
    [[nodiscard]] bool rule_holds(std::uint32_t index, std::optional<GuardFailure>& failure);
    [[nodiscard]] bool in_state(std::string_view name) const override;
    [[nodiscard]] logic::Data data() const;
    void set_event(std::string_view name, const nlohmann::json* event_data);
    void tell_error(const std::string& pointer, const std::string& type);
    void enqueue(std::string_view name, nlohmann::json event_data, std::size_t error = no_error);

    // Leaving and entering (exit.cpp, enter.cpp).
    void microstep();
    void exit_states(const StateSet& exits);
    void remember(StateIndex index);
    void leave(StateIndex index);
    void compute_entry_set();
    Domain compute_entry_set_of(const Transition& transition);
    void add_descendant_states_to_enter(StateIndex index);
    void add_ancestor_states_to_enter(StateIndex index, StateIndex until);
    void add_missing_regions(StateIndex parallel);
    void enter_states();
    void enter(StateIndex index);
    void start_timers(const State& state, StateIndex index);
    void tell_done(StateIndex index);
    [[nodiscard]] bool is_in_final_state(StateIndex index) const;

    // Actions (execute.cpp).
    /// False: one failed, and those after it did not run.
    bool execute(Span actions);
    bool execute(const Action& action);
    bool assign(const Action& action);
    bool send(const Action& action);
    bool choose(const Action& action);
    bool tell_effect(const Action& action);
    /// No value: a rule failed, and that was told.
    [[nodiscard]] std::optional<nlohmann::json> value_of(const Expression& expression);
    [[nodiscard]] std::optional<nlohmann::json> value_of(std::uint32_t rule);
    void start_timer(std::uint32_t index, Timer timer);

    const Definition& definition;
    GuardOracle* oracle;
    /// Whoever tries every answer need not go round a thousand times to see that something goes round.
    std::size_t transitions_max;

    // Of the step that runs.
    Machine* machine = nullptr;
    Told* told = nullptr;
    const Surroundings* surroundings = nullptr;
    bool ends = false;  ///< a final state of the outermost level was entered
    bool is_endless = false;
    std::size_t transitions_taken = 0;
    std::size_t events_queued = 0;

    // Kept from step to step, so that a step asks for no memory.
    Queue internal;
    std::vector<std::uint32_t> candidates;
    std::vector<std::uint32_t> selected;
    std::vector<StateSet> exit_sets;  ///< of those selected
    StateSet to_enter;
    StateSet by_default;  ///< whose `initial` actions run
    std::vector<StateIndex> targets;
    std::vector<StateIndex> entered_for;
    std::vector<bool> guards_told;  ///< by transition: its guard failed, and that was told
    bool any_guard_told = false;
    std::vector<bool> scanned;                    ///< for an event that the definition does not name
    const std::vector<bool>* matching = nullptr;  ///< by descriptor; null: transitions without an event

    // What rules see beside the context.
    nlohmann::json event_json = {{"name", ""}, {"data", nullptr}};
    std::string& seen_name = event_json.at("name").get_ref<std::string&>();
    nlohmann::json& seen_data = event_json.at("data");
    const nlohmann::json no_event;
    bool event_is_read;
    std::vector<logic::Named> named;

    // What the machine was, to give it back; all but the states only once it changes.
    StateSet active_before;
    std::uint64_t timers_made_before = 0;
    std::vector<StateSet> history_before;
    std::vector<Timer> timers_before;
    /// What was assigned, in turn, and what stood there; no value: nothing did.
    std::vector<std::pair<std::string, std::optional<nlohmann::json>>> context_before;
    bool history_is_saved = false;
    bool timers_are_saved = false;
};

}  // namespace wissel::statechart
