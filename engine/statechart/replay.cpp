#include "engine/statechart/script.hpp"

#include <algorithm>
#include <set>

namespace wissel::statechart {
namespace {

using nlohmann::json;

constexpr std::size_t timers_in_a_gap_max = 10'000;

class Replayer {
public:
    Replayer(const Definition& definition, const Script& script)
        : definition_(definition),
          script_(script),
          interpreter_(definition),
          now_(script.now),
          with_(script.with) {}

    Replay run() {
        note(
            Replayed::Cause::start,
            0,
            {},
            interpreter_.start(machine_, surroundings(), told_),
            script_.expected
        );
        for (std::size_t line = 0; line < script_.steps.size() && goes_on_; ++line) run_step(line);
        return std::move(replay_);
    }

private:
    void run_step(std::size_t line) {
        const ScriptStep& step = script_.steps[line];
        pass(line, now_ + step.after);
        if (!goes_on_) return;
        with_.update(step.with);
        if (!step.event) {
            // Only time passes: what it led to is what is expected.
            note(Replayed::Cause::script, line, {}, {}, step.expected);
            return;
        }
        if (machine_.status == Machine::Status::done) {
            told_.clear();
            note(Replayed::Cause::script, line, *step.event, {}, step.expected);
            return;
        }
        const Event event{*step.event, &step.data};
        auto stepped = interpreter_.step(machine_, event, surroundings(), told_);
        note(Replayed::Cause::script, line, *step.event, std::move(stepped), step.expected);
    }

    void pass(std::size_t line, Instant until) {
        std::size_t fired = 0;
        for (const Timer* next = next_timer(machine_); next != nullptr && next->due_at <= until && goes_on_;
             next = next_timer(machine_)) {
            now_ = std::max(now_, next->due_at);
            const std::string event = next->event;
            Result<void> stepped = ++fired > timers_in_a_gap_max
                                       ? Result<void>(fail(
                                             FailureCode::conflict,
                                             {"In deze tijd gaan er meer dan 10.000 termijnen af.",
                                              "More than 10,000 timers fire in this time."},
                                             "endless"
                                         ))
                                       : interpreter_.fire(machine_, next->id, surroundings(), told_);
            note(Replayed::Cause::timer, line, event, std::move(stepped), std::nullopt);
        }
        now_ = until;
    }

    Surroundings surroundings() {
        beside_.clear();
        now_json_ = format_instant(now_);
        beside_.push_back({"now", &now_json_});
        for (const auto& [name, value] : with_.items()) beside_.push_back({name_of(name), &value});
        return {now_, beside_};
    }

    /// The iterator's own name is a copy that goes with it.
    std::string_view name_of(const std::string& name) { return *names_.insert(name).first; }

    void note(
        Replayed::Cause cause,
        std::size_t line,
        std::string event,
        Result<void> stepped,
        const std::optional<std::vector<std::string>>& expected
    ) {
        Replayed told;
        told.cause = cause;
        told.line = line;
        told.at = now_;
        told.configuration = configuration_of(definition_, machine_);
        told.expected = expected;
        told.differs =
            expected && std::set<std::string>(expected->begin(), expected->end()) !=
                            std::set<std::string>(told.configuration.begin(), told.configuration.end());
        if (!event.empty() || cause == Replayed::Cause::start) {
            told.taken = told_.taken;
            told.errors = told_.errors;
            told.transitions = told_.transitions;
            told.entered = told_.entered;
            for (const auto& effect : told_.effects)
                told.effects.push_back({{"type", effect.action->type}, {"params", effect.params}});
        }
        told.event = std::move(event);
        if (!stepped) {
            told.failure = stepped.error();
            goes_on_ = false;
        }
        replay_.steps.push_back(std::move(told));
    }

    const Definition& definition_;
    const Script& script_;
    Interpreter interpreter_;
    Machine machine_;
    Told told_;
    Instant now_;
    json with_;
    json now_json_;
    std::set<std::string> names_;
    std::vector<logic::Named> beside_;
    Replay replay_;
    bool goes_on_ = true;
};

}  // namespace

const Replayed* Replay::first_difference() const {
    const auto found = std::find_if(steps.begin(), steps.end(), [](const Replayed& step) {
        return step.differs || step.failure;
    });
    return found == steps.end() ? nullptr : &*found;
}

Replay replay(const Definition& definition, const Script& script) {
    return Replayer(definition, script).run();
}

}  // namespace wissel::statechart
