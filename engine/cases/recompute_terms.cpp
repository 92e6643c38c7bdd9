#include "engine/cases/recompute_terms.hpp"

#include "engine/cases/course.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/term_effects.hpp"
#include "engine/cases/term_state.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

class Reckoning {
public:
    Reckoning(Course& course) : course_(course) {}

    void look_at(const std::optional<LegId>& leg, const MachineState& machine) {
        json snapshot = machine.snapshot;
        const auto due = due_of(machine);
        const bool timers_move = move_timers(machine, snapshot);
        if (!timers_move && due == machine.due_at) return;
        json data = {
            {"leg", encode_leg_id(leg)},
            {"calendar", course_.surroundings().almanac.hash()},
            {"snapshot", std::move(snapshot)}};
        if (due) data["due"] = format_instant(*due);
        course_.add("termRecomputed", SystemActor{"migration"}, std::move(data));
    }

    void look_at_hearing() {
        const CaseState& state = course_.state();
        if (!hears(state) || state.archived()) return;
        VisibilityState after = state.visibility;
        after.hearing->ends_at = hearing_ends(*after.hearing, course_.surroundings().almanac);
        if (after == state.visibility) return;
        course_.add("confidentialityChanged", SystemActor{"migration"}, tell_visibility("calendar", after));
    }

private:
    std::optional<Instant> due_of(const MachineState& machine) const {
        // One that was passed is a fact; one from before terms were told is not known well enough.
        if (!machine.term || machine.term->reached) return machine.due_at;
        const auto due = due_at(course_of(*machine.term), course_.surroundings().almanac);
        return due ? *due : machine.due_at;
    }

    /// Whether any timer has another moment now.
    bool move_timers(const MachineState& machine, json& snapshot) const {
        const auto* workflow = course_.surroundings().workflows.find(machine.hash);
        if (workflow == nullptr) return false;
        bool moved = false;
        for (auto& told : snapshot.at("timers")) {
            const auto timer = std::find_if(machine.timers.begin(), machine.timers.end(), [&](const DueTimer& one) {
                return one.id == told.at("id").get<std::uint64_t>();
            });
            if (timer == machine.timers.end() || !told.contains("state")) continue;
            const auto& state = told.at("state").get_ref<const std::string&>();
            const auto& event = told.at("event").at("name").get_ref<const std::string&>();
            const auto* delay = delay_of(workflow->machine(), state, event);
            if (delay == nullptr) continue;
            const auto due = due_at(
                {timer->started_at, delay->duration, delay->calendar, {}, timer->stops},
                course_.surroundings().almanac
            );
            if (!due || !*due || **due == timer->due_at) continue;
            told["dueAt"] = format_instant(**due);
            moved = true;
        }
        return moved;
    }

    Course& course_;
};

}  // namespace

Result<Decision> decide(const RecomputeTerms&, const CaseState& state, Surroundings& surroundings) {
    Course course(state, surroundings);
    Reckoning reckoning(course);
    if (state.lifecycle) reckoning.look_at(std::nullopt, *state.lifecycle);
    for (const auto& leg : state.legs) {
        if (leg.open()) reckoning.look_at(leg.id, leg.machine);
    }
    reckoning.look_at_hearing();
    return std::move(course).done();
}

}  // namespace wissel::cases
