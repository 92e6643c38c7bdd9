#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"
#include "engine/cases/workflows.hpp"
#include "engine/statechart/interpreter.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// Something that happens to one machine of a case.
struct Happening {
    std::optional<LegId> leg;  ///< none: the lifecycle
    std::string event;
    nlohmann::json data = nlohmann::json::object();
    const Principal* principal = nullptr;   ///< null: the program itself
    By by;                                  ///< as the history tells it
    std::vector<std::string> not_bsn = {};  ///< texts that were confirmed to hold no citizen's number
};

/// One command at work on one case: what it does to the machines, and all that follows from that, until the
/// case is at rest. Each fact becomes an event and is folded in at once, so that what follows sees it. Pure;
/// throw it away where something failed, and nothing happened.
class Course {
public:
    /// `state` is a case that has begun, or an empty one.
    Course(CaseState state, Surroundings& surroundings);

    [[nodiscard]] const CaseState& state() const { return state_; }
    [[nodiscard]] Surroundings& surroundings() { return surroundings_; }

    /// Writes an event. `data_text` as in Event.
    void add(std::string type, By by, nlohmann::json data, std::string data_text = {});

    /// Puts JSON text out of sight; what stands in the history instead.
    [[nodiscard]] nlohmann::json seal_away(std::string text);

    /// Begins the lifecycle, unless there is none, and lets `event` happen to it as the first thing.
    [[nodiscard]] Result<void> begin_lifecycle(std::string event, nlohmann::json data, By by);

    /// Lets it happen, with all that follows. False: no transition takes this event now.
    [[nodiscard]] Result<bool> happen(Happening happening);

    /// Fires every timer that is due, of all machines, the earliest first, each with all that follows.
    [[nodiscard]] Result<void> fire_all_due();

    /// Where the last of the holders has been heard, the case is opened to all.
    void settle_hearing();

    /// The transitions that took the event of the last `happen` itself, by their place in the workflow.
    [[nodiscard]] const std::vector<std::uint32_t>& taken() const { return taken_; }

    [[nodiscard]] Decision done() &&;

private:
    friend class Effects;

    /// What machines may tell each other within one command; our workflows need four.
    static constexpr std::size_t steps_a_command_max = 200;

    /// What one step of a machine needs and leaves.
    struct Step {
        const RunnableWorkflow* workflow = nullptr;
        statechart::Machine machine;
        statechart::Told told;
        std::vector<std::string> from;
    };

    [[nodiscard]] Result<void> settle();
    [[nodiscard]] Result<bool> step(const Happening& happening);
    // What the clock brings (course_clock.cpp).
    [[nodiscard]] const MachineState* machine_of(const std::optional<LegId>& leg) const;
    [[nodiscard]] std::optional<DueTimer> first_due(const std::optional<LegId>& leg) const;
    [[nodiscard]] Result<void> fire_due(const std::optional<LegId>& leg);
    [[nodiscard]] Result<void> fire(const std::optional<LegId>& leg, const DueTimer& timer);
    [[nodiscard]] Result<void> fire_timer(const std::optional<LegId>& leg);
    [[nodiscard]] Result<void> reach_term(const std::optional<LegId>& leg);
    [[nodiscard]] Result<void> tell_stillness(const std::optional<LegId>& leg);
    [[nodiscard]] Result<void> end_hearing();
    [[nodiscard]] Result<void> ask_for_review();
    void open_after_hearing(std::string_view because, const By& by);
    void signal(
        const std::optional<LegId>& leg, const std::string& about, const By& by, const std::vector<Owner>& to
    );
    /// Starts the overlay of an intervention, which begins with a discreet signal, unless one runs already.
    [[nodiscard]] Result<void> intervene(const std::optional<LegId>& leg, const By& by);

    /// Of `leg` it needs the route and what belongs to it, who sends it, and beside what it runs.
    [[nodiscard]] Result<void> begin_leg(Leg leg, const By& by);
    void withdraw_leg(const LegId& id, const By& by);
    [[nodiscard]] Result<void> record(
        Step& step, const Happening& happening, const std::optional<LegId>& leg, const Leg* begun
    );
    [[nodiscard]] Result<Step> load(const MachineState& machine) const;
    [[nodiscard]] Result<void> check_errors(const Step& step, const Happening& happening);

    CaseState state_;
    Surroundings& surroundings_;
    Decision decision_;
    std::deque<Happening> queue_;  ///< what machines told each other
    std::size_t steps_ = 0;
    std::vector<std::uint32_t> taken_;
};

}  // namespace wissel::cases
