#include "engine/cases/course.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/effects.hpp"
#include "engine/cases/form_data.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/rule_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace wissel::cases {
namespace {

using nlohmann::json;
using statechart::Interpreter;
using statechart::no_state;

std::unexpected<Failure> no_such_workflow(const std::string& id) {
    return fail(
        FailureCode::conflict,
        {"Er is geen werkwijze \"" + id + "\" meer op deze server; vraag de beheerder om het bestand terug te zetten.",
         "There is no workflow \"" + id + "\" on this server any more; ask whoever runs it to put the file back."},
        "no-such-workflow"
    );
}

/// Whole numbers as such, however a rule came to them; false where one has a fraction, which format 1 has no
/// place for.
bool make_whole(json& value) {
    if (value.is_number_float()) {
        const double number = value.get<double>();
        const auto whole = static_cast<std::int64_t>(number);
        if (static_cast<double>(whole) != number) return false;
        value = whole;
        return true;
    }
    return !value.is_structured() || std::all_of(value.begin(), value.end(), [](json& inner) {
        return make_whole(inner);
    });
}

const Leg* leg_of(const CaseState& state, const std::optional<LegId>& id) {
    return id ? state.find(*id) : nullptr;
}

std::string system_of(const Happening& happening) {
    const auto* system = std::get_if<SystemActor>(&happening.by);
    return system == nullptr ? std::string("workflow") : system->system;
}

}  // namespace

Course::Course(CaseState state, Surroundings& surroundings)
    : state_(std::move(state)), surroundings_(surroundings) {}

void Course::add(std::string type, By by, json data, std::string data_text) {
    CaseId id = state_.id;
    if (state_.version == 0) id = CaseId::fresh(surroundings_.now, surroundings_.entropy);
    decision_.events.push_back(
        {0,
         id,
         state_.version + 1,
         std::move(type),
         surroundings_.now,
         std::move(by),
         std::move(data),
         std::move(data_text)}
    );
    evolve(state_, decision_.events.back());
}

json Course::seal_away(std::string text) {
    decision_.sealed.push_back(seal(std::move(text), surroundings_.now, surroundings_.entropy));
    return seal_of(decision_.sealed.back());
}

Decision Course::done() && {
    decision_.after = std::move(state_);
    return std::move(decision_);
}

Result<Course::Step> Course::load(const MachineState& machine) const {
    Step step;
    step.workflow = surroundings_.workflows.find(machine.hash);
    if (step.workflow == nullptr) return no_such_workflow(machine.workflow);
    auto read = statechart::read_snapshot(step.workflow->machine(), machine.snapshot);
    ensure(read.has_value(), "a kept snapshot is one of its workflow");
    step.machine = std::move(*read);
    step.from = machine.configuration;
    return step;
}

Result<void> Course::begin_lifecycle(std::string event, json data, By by) {
    const auto* workflow = surroundings_.workflows.lifecycle();
    if (workflow == nullptr) return {};
    Step step;
    step.workflow = workflow;
    Interpreter interpreter(workflow->machine());
    const RuleData rules(state_, nullptr, nullptr, "workflow", surroundings_.now);
    const statechart::Surroundings around{surroundings_.now, rules.beside(), &surroundings_.almanac};
    if (auto started = interpreter.start(step.machine, around, step.told); !started) return started;
    const Happening happening{std::nullopt, std::move(event), std::move(data), nullptr, std::move(by)};
    statechart::Told told;
    auto stepped = interpreter.step(step.machine, {happening.event, &happening.data}, around, told);
    if (!stepped) return stepped;
    std::move(told.effects.begin(), told.effects.end(), std::back_inserter(step.told.effects));
    std::move(told.errors.begin(), told.errors.end(), std::back_inserter(step.told.errors));
    step.told.transitions.insert(
        step.told.transitions.end(), told.transitions.begin(), told.transitions.end()
    );
    step.told.entered.add(told.entered);
    if (auto checked = check_errors(step, happening); !checked) return checked;
    if (auto recorded = record(step, happening, std::nullopt, nullptr); !recorded) return recorded;
    return settle();
}

Result<bool> Course::happen(Happening happening) {
    auto taken = step(happening);
    if (!taken || !*taken) return taken;
    const auto own = taken_;
    if (auto settled = settle(); !settled) return fail_as(settled);
    taken_ = own;
    return true;
}

Result<void> Course::settle() {
    while (!queue_.empty()) {
        if (++steps_ > steps_a_command_max) {
            return fail(
                FailureCode::conflict,
                {"De werkwijzen van dit knelpunt blijven elkaar aanroepen; meld dit aan de beheerder.",
                 "The workflows of this case go on calling each other; report this to whoever runs it."},
                "endless"
            );
        }
        const Happening next = std::move(queue_.front());
        queue_.pop_front();
        // What is told to a machine that has ended, or that has no use for it, is no fault.
        if (auto taken = step(next); !taken) return fail_as(taken);
    }
    return {};
}

Result<bool> Course::step(const Happening& happening) {
    taken_.clear();
    const Leg* leg = leg_of(state_, happening.leg);
    if (happening.leg ? leg == nullptr || !leg->open() : !state_.lifecycle) return false;
    auto step = load(leg == nullptr ? *state_.lifecycle : leg->machine);
    if (!step) return fail_as(step);
    if (step->machine.status == statechart::Machine::Status::done) return false;
    Interpreter interpreter(step->workflow->machine());
    {
        const RuleData rules(state_, leg, happening.principal, system_of(happening), surroundings_.now);
        const statechart::Surroundings around{surroundings_.now, rules.beside(), &surroundings_.almanac};
        auto stepped =
            interpreter.step(step->machine, {happening.event, &happening.data}, around, step->told);
        if (!stepped) return fail_as(stepped);
    }
    if (auto checked = check_errors(*step, happening); !checked) return fail_as(checked);
    if (!step->told.taken) return false;
    if (auto recorded = record(*step, happening, happening.leg, nullptr); !recorded) return fail_as(recorded);
    taken_ = step->told.transitions;
    if (auto fired = fire_due(happening.leg); !fired) return fail_as(fired);
    return true;
}

/// A rule that failed and that no transition caught: a refusal where a person is there to hear it, otherwise a
/// fact and a signal.
Result<void> Course::check_errors(const Step& step, const Happening& happening) {
    for (const auto& error : step.told.errors) {
        if (error.caught) continue;
        if (happening.principal != nullptr) {
            return fail(
                FailureCode::conflict,
                {fmt::format(
                     "Een regel van de werkwijze {} kon niet worden uitgerekend ({}, {}). Meld dit aan de beheerder.",
                     step.workflow->machine().id,
                     error.place,
                     error.type
                 ),
                 fmt::format(
                     "A rule of the workflow {} could not be worked out ({}, {}). Report this to whoever runs it.",
                     step.workflow->machine().id,
                     error.place,
                     error.type
                 )},
                "rule-failed"
            );
        }
        add("ruleFailed",
            happening.by,
            {{"leg", encode_leg_id(happening.leg)}, {"clause", error.place}, {"error", error.type}});
        const Owner coordinator{surroundings_.organisations.coordinator().oin, std::string(roles::coordinator)};
        signal(happening.leg, "ruleFailed", happening.by, {coordinator});
    }
    return {};
}

Result<void> Course::begin_leg(Leg leg, const By& by) {
    const auto* workflow = surroundings_.workflows.in_force(leg.route);
    if (workflow == nullptr) return no_such_workflow(leg.route);
    leg.id = LegId::fresh(surroundings_.now, surroundings_.entropy);
    leg.status = leg.overlay ? leg_status::running : leg_status::offered;
    leg.owner = leg.sender;
    Step step;
    step.workflow = workflow;
    Interpreter interpreter(workflow->machine());
    const Happening happening{leg.id, "", nullptr, nullptr, by};
    {
        // A machine that starts sees its leg, which is not yet among those of the case.
        const RuleData rules(state_, &leg, nullptr, "workflow", surroundings_.now);
        const statechart::Surroundings around{surroundings_.now, rules.beside(), &surroundings_.almanac};
        if (auto started = interpreter.start(step.machine, around, step.told); !started) return started;
    }
    if (auto checked = check_errors(step, happening); !checked) return checked;
    return record(step, happening, leg.id, &leg);
}

void Course::withdraw_leg(const LegId& id, const By& by) {
    const Leg* leg = state_.find(id);
    if (leg == nullptr || !leg->open()) return;
    add("transitioned",
        by,
        {{"leg", id.str()},
         {"workflow", leg->machine.workflow},
         {"event", "withdrawn"},
         {"from", leg->machine.configuration},
         {"to", json::array()},
         {"status", std::string(leg_status::withdrawn)}});
}

Result<void> Course::record(
    Step& step, const Happening& happening, const std::optional<LegId>& leg, const Leg* begun
) {
    Effects effects(*this, step, happening, leg, begun);
    json data = effects.transition();
    if (!make_whole(data["snapshot"])) {
        return fail(
            FailureCode::conflict,
            {"De werkwijze rekent met een breuk, en die kan de geschiedenis niet bewaren. Meld dit aan de beheerder.",
             "The workflow came to a number with a fraction, which the history cannot hold. Report this to whoever "
             "runs it."},
            "rule-failed"
        );
    }
    add("transitioned", happening.by, std::move(data));
    return effects.carry_out();
}

}  // namespace wissel::cases
