#include "engine/base/ensure.hpp"
#include "engine/cases/course.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/rule_data.hpp"
#include "engine/cases/term_state.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/who.hpp"

#include <algorithm>

// What the clock brings to a case: timers of its machines, terms that are passed, legs that stand still, holders that
// said nothing.

namespace wissel::cases {
namespace {

using nlohmann::json;

const By& the_clock() {
    static const By timer = SystemActor{"timer"};
    return timer;
}

}  // namespace

/// The machine of the lifecycle or of a leg that is open; null: there is none.
const MachineState* Course::machine_of(const std::optional<LegId>& id) const {
    if (!id) return state_.lifecycle ? &*state_.lifecycle : nullptr;
    const Leg* leg = state_.find(*id);
    return leg != nullptr && leg->open() ? &leg->machine : nullptr;
}

/// What comes next to that machine, if it is due; of several at one moment timers come before the term, the
/// earlier first.
std::optional<DueTimer> Course::first_due(const std::optional<LegId>& id) const {
    const MachineState* machine = machine_of(id);
    if (id && machine == nullptr) return std::nullopt;
    const auto all = id ? watched(*machine) : watched_of_case(state_);
    const auto first = std::min_element(all.begin(), all.end(), [](const DueTimer& left, const DueTimer& right) {
        return left.due_at < right.due_at;
    });
    if (first == all.end() || first->due_at > surroundings_.now) return std::nullopt;
    return *first;
}

/// What was sent without delay comes before anything else does.
Result<void> Course::fire_due(const std::optional<LegId>& id) {
    for (std::size_t fired = 0; fired < steps_a_command_max; ++fired) {
        const auto due = first_due(id);
        if (!due) return {};
        if (auto done = fire(id, *due); !done) return done;
    }
    return {};
}

Result<void> Course::fire_all_due() {
    // Whatever is left beyond the bound comes with the next command.
    for (std::size_t fired = 0; fired < steps_a_command_max; ++fired) {
        std::optional<DueTimer> next;
        std::optional<LegId> of;
        const auto look_at = [&](const std::optional<LegId>& id) {
            const auto due = first_due(id);
            if (!due || (next && due->due_at >= next->due_at)) return;
            next = due;
            of = id;
        };
        look_at(std::nullopt);
        for (const auto& leg : state_.legs) look_at(leg.id);
        if (!next) return {};
        if (auto done = fire(of, *next); !done) return done;
        if (auto settled = settle(); !settled) return settled;
    }
    return {};
}

Result<void> Course::fire(const std::optional<LegId>& id, const DueTimer& timer) {
    if (timer.id == term_timer) return reach_term(id);
    if (timer.id == stillness_timer) return tell_stillness(id);
    if (timer.id == hearing_timer) return end_hearing();
    if (timer.id == review_timer) return ask_for_review();
    return fire_timer(id);
}

/// Fires the next timer of the machine itself, which is due.
Result<void> Course::fire_timer(const std::optional<LegId>& id) {
    auto step = load(*machine_of(id));
    if (!step) return fail_as(step);
    const auto* timer = next_timer(step->machine);
    ensure(timer != nullptr, "a timer that is kept beside a snapshot stands in it");
    const Happening happening{id, timer->event, timer->data, nullptr, the_clock()};
    statechart::Interpreter interpreter(step->workflow->machine());
    {
        const Leg* leg = id ? state_.find(*id) : nullptr;
        const RuleData rules(state_, leg, nullptr, "timer", surroundings_.now);
        const statechart::Surroundings around{surroundings_.now, rules.beside(), &surroundings_.almanac};
        auto stepped = interpreter.fire(step->machine, timer->id, around, step->told);
        if (!stepped) return stepped;
    }
    if (auto checked = check_errors(*step, happening); !checked) return checked;
    return record(*step, happening, id, nullptr);
}

/// A term that is passed is a fact. The workflow may have an answer to it (`termReached`); the second time it
/// is a sign that the case is stuck.
Result<void> Course::reach_term(const std::optional<LegId>& id) {
    const MachineState& machine = *machine_of(id);
    const std::string state = machine.term->state;
    add("termReached",
        the_clock(),
        {{"leg", encode_leg_id(id)}, {"state", state}, {"due", format_instant(*machine.due_at)}});
    const bool again = machine.terms_reached >= 2;
    if (auto taken = step({id, "termReached", {{"state", state}}, nullptr, the_clock()}); !taken)
        return fail_as(taken);
    const Leg* leg = id ? state_.find(*id) : nullptr;
    if (!again || machine_of(id) == nullptr || (leg != nullptr && leg->overlay)) return {};
    signal(id, "termPassedTwice", the_clock(), answerable(state_, leg, surroundings_.organisations));
    return intervene(id, the_clock());
}

Result<void> Course::tell_stillness(const std::optional<LegId>& id) {
    const Leg* leg = id ? state_.find(*id) : nullptr;
    const bool overlay = leg != nullptr && leg->overlay;
    signal(id, std::string(about_stillness), the_clock(), answerable(state_, leg, surroundings_.organisations));
    // An intervention that stands still needs no second one.
    return overlay ? Result<void>() : intervene(id, the_clock());
}

/// Who said nothing in that time has no objection to being read.
Result<void> Course::end_hearing() {
    add("holderSilent", the_clock(), {{"holders", not_heard_yet(state_)}});
    open_after_hearing("silence", the_clock());
    return {};
}

Result<void> Course::ask_for_review() {
    const Owner coordinator{surroundings_.organisations.coordinator().oin, std::string(roles::coordinator)};
    signal(std::nullopt, std::string(about_review), the_clock(), {coordinator});
    return {};
}

void Course::settle_hearing() {
    if (hears(state_) && not_heard_yet(state_).empty()) open_after_hearing("heard", SystemActor{"workflow"});
}

void Course::open_after_hearing(std::string_view because, const By& by) {
    VisibilityState after = state_.visibility;
    after.hearing->over = true;
    add("confidentialityChanged", by, tell_visibility(because, after));
}

void Course::signal(
    const std::optional<LegId>& leg, const std::string& about, const By& by, const std::vector<Owner>& to
) {
    json told = json::array();
    for (const auto& owner : to) {
        json one = encode_owner(owner);
        if (std::find(told.begin(), told.end(), one) == told.end()) told.push_back(std::move(one));
    }
    add("signalled", by, {{"leg", encode_leg_id(leg)}, {"about", about}, {"to", std::move(told)}});
}

Result<void> Course::intervene(const std::optional<LegId>& leg, const By& by) {
    const auto& legs = state_.legs;
    const bool runs =
        std::any_of(legs.begin(), legs.end(), [](const Leg& one) { return one.overlay && one.open(); });
    if (runs || state_.closed()) return {};
    Leg begun;
    begun.route = Workflows::intervention_id;
    begun.overlay = true;
    begun.beside = true;
    begun.started_by = leg;
    begun.sender = state_.owner;
    return begin_leg(std::move(begun), by);
}

}  // namespace wissel::cases
