#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"
#include "engine/calendar/almanac.hpp"
#include "engine/logic/rule.hpp"
#include "engine/statechart/machine.hpp"
#include "engine/statechart/oracle.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The algorithm of SCXML 1.0, appendix D, over a compiled definition. Pure: the same machine, event and
// surroundings give the same machine and effects.

namespace wissel::statechart {

inline constexpr std::size_t transitions_a_step_max = 1'000;
inline constexpr std::size_t events_a_step_max = 10'000;

struct Event {
    std::string_view name;
    const nlohmann::json* data = nullptr;  ///< null pointer: JSON null
};

/// What the world does for an action; nothing was done yet.
struct Effect {
    const Action* action = nullptr;  ///< of the definition, which outlives the effect
    nlohmann::json params;           ///< its parameters, computed; of `log` its `label` and `value`
};

/// A rule that failed.
struct RuleError {
    std::string place;    ///< JSON Pointer into the definition
    std::string type;     ///< of engine/logic's error, or what the rule threw
    bool caught = false;  ///< some transition took its `error.execution`
};

/// What a step did, besides to the machine. Reused from step to step, so that nothing is allocated where
/// nothing is told.
struct Told {
    bool taken = false;  ///< some transition took the external event itself
    std::vector<Effect> effects;
    std::vector<RuleError> errors;
    /// Every transition taken, in turn, by its place in the definition; of a step without an end those that
    /// it went through.
    std::vector<std::uint32_t> transitions;
    StateSet entered;  ///< states, be it only on the way

    void clear();
};

/// What a step sees besides its machine and event. All of it outlives the step.
struct Surroundings {
    Instant now{};
    std::span<const logic::Named> beside = {};
    const Almanac* almanac = nullptr;  ///< for delays; null: the feast days of the law alone
};

/// Runs the machines of one definition, which outlives it. Keeps memory for the next step: one for each
/// thread. A step allocates nothing where it has no effects, assignments or timers, and its event no data.
class Interpreter {
public:
    /// With an `oracle` rules that read something are asked there, and nothing is computed, assigned or told
    /// as an effect (explore.hpp).
    explicit Interpreter(const Definition& definition, GuardOracle* oracle = nullptr);
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// Makes `machine` a new one in its first configuration.
    [[nodiscard]] Result<void> start(Machine& machine, const Surroundings& surroundings, Told& told);

    /// One external event, and all that follows from it by itself. What is sent is a timer, due at once where
    /// it has no delay: whoever runs the machine fires what is due before the next event. Fails, and leaves
    /// the machine as it was, with `conflict` (slug `endless`) where it does not come to rest, and with
    /// `conflict` where the machine is done. An event that no transition takes is no failure: `told.taken`
    /// says so.
    [[nodiscard]] Result<void> step(
        Machine& machine, const Event& event, const Surroundings& surroundings, Told& told
    );

    /// The step of a timer that is due, which is gone then. `timer` is the id of one that runs; otherwise
    /// `not_found`.
    [[nodiscard]] Result<void> fire(
        Machine& machine, std::uint64_t timer, const Surroundings& surroundings, Told& told
    );

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace wissel::statechart
