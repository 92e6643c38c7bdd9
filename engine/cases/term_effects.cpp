#include "engine/cases/term_effects.hpp"

#include "engine/cases/evolving.hpp"
#include "engine/cases/term_state.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace wissel::cases {
namespace {

using nlohmann::json;

constexpr std::array stops_by_itself = {"information", "party", "advice"};
constexpr std::array stops_when_agreed = {"decision", "otherCase"};

template <std::size_t N>
bool has(const std::array<const char*, N>& list, const std::string& kind) {
    return std::find(list.begin(), list.end(), kind) != list.end();
}

std::vector<Stop> closed_at(std::vector<Stop> stops, Instant now) {
    if (!stops.empty() && !stops.back().until) stops.back().until = now;
    return stops;
}

class TermData {
public:
    TermData(json& data, const TermStep& step) : data_(data), step_(step) {}

    void put() {
        put_stillness();
        if (const auto* suspending = effect("suspend")) return hold(suspending->params);
        const bool resuming = effect("resume") != nullptr;
        if (step_.suspended && !resuming) return keep_due();
        if (resuming) resume_timers();
        put_due(resuming);
    }

private:
    const statechart::Effect* effect(std::string_view type) const {
        const auto& effects = step_.told.effects;
        const auto found = std::find_if(effects.begin(), effects.end(), [type](const statechart::Effect& one) {
            return one.action->type == type;
        });
        return found == effects.end() ? nullptr : &*found;
    }

    const Term* known() const {
        return step_.before != nullptr && step_.before->term ? &*step_.before->term : nullptr;
    }

    void keep_due() {
        if (step_.before != nullptr && step_.before->due_at) data_["due"] = format_instant(*step_.before->due_at);
    }

    void put_due_of(const TermCourse& course) {
        const auto due = due_at(course, step_.almanac);
        if (due && *due) data_["due"] = format_instant(**due);
    }

    void hold(const json& params) {
        const std::string kind = params.is_object() ? text_in(params, "kind") : std::string();
        const bool stops = has(stops_by_itself, kind) || (step_.by_coordinator && has(stops_when_agreed, kind));
        if (!stops) keep_due();
        json held = {{"stopped", stops}, {"timers", encode_held(left_timers(stops))}};
        for (const char* name : {"kind", "waitingOn"}) {
            if (auto text = text_in(params, name); !text.empty()) held[name] = std::move(text);
        }
        data_["held"] = std::move(held);
    }

    /// Timers of the states that were left by this step.
    std::vector<HeldTimer> left_timers(bool stops) const {
        std::vector<HeldTimer> left;
        if (step_.before == nullptr) return left;
        for (const auto& told : step_.before->snapshot.at("timers")) {
            const auto id = told.at("id").get<std::uint64_t>();
            if (!told.contains("state") || runs(id)) continue;
            const auto& timers = step_.before->timers;
            const auto timer = std::find_if(timers.begin(), timers.end(), [id](const DueTimer& one) {
                return one.id == id;
            });
            if (timer == timers.end()) continue;
            HeldTimer held{told.at("state"), told.at("event").at("name"), timer->started_at, timer->stops};
            if (stops) held.stops.push_back({step_.now, std::nullopt});
            left.push_back(std::move(held));
        }
        return left;
    }

    bool runs(std::uint64_t id) const {
        const auto& timers = step_.machine.timers;
        return std::any_of(timers.begin(), timers.end(), [id](const statechart::Timer& one) {
            return one.id == id;
        });
    }

    /// A timer that began anew by this step, and was held, goes on instead.
    void resume_timers() {
        json resumed = json::array();
        for (auto& timer : step_.machine.timers) {
            if (timer.state == statechart::no_state || was_there(timer.id)) continue;
            const auto* held = held_timer(step_.definition.name_of(timer.state), timer.event);
            if (held == nullptr) continue;
            const auto* delay = delay_of(step_.definition, held->state, held->event);
            if (delay == nullptr) continue;
            const auto stops = closed_at(held->stops, step_.now);
            const auto due =
                due_at({held->started_at, delay->duration, delay->calendar, {}, stops}, step_.almanac);
            timer.due_at = due && *due ? **due : Instant::max();
            resumed.push_back(
                {{"id", timer.id},
                 {"startedAt", format_instant(held->started_at)},
                 {"stops", encode_stops(stops)}}
            );
        }
        data_["resumed"] = std::move(resumed);
    }

    bool was_there(std::uint64_t id) const {
        const auto& timers = step_.before->timers;
        return std::any_of(timers.begin(), timers.end(), [id](const DueTimer& one) { return one.id == id; });
    }

    const HeldTimer* held_timer(const std::string& state, const std::string& event) const {
        const auto& held = step_.before->held_timers;
        const auto found = std::find_if(held.begin(), held.end(), [&](const HeldTimer& one) {
            return one.state == state && one.event == event;
        });
        return found == held.end() ? nullptr : &*found;
    }

    void put_due(bool resuming) {
        if (!step_.standing.due) return;
        const auto& due = *step_.standing.due;
        const std::string& state = step_.definition.name_of(step_.standing.due_state);
        const Term* term = known();
        if (resuming && term != nullptr && term->held && term->state == state) {
            TermCourse course = course_of(*term);
            course.stops = closed_at(std::move(course.stops), step_.now);
            return put_due_of(course);
        }
        const bool runs_on = step_.before != nullptr && step_.before->due_at &&
                             !step_.told.entered.has(step_.standing.due_state);
        if (runs_on) return keep_due();
        json& begun = data_["term"] = json::object();
        begun["state"] = state;
        begun["within"] = duration_text(due.within);
        begun["calendar"] = code_of(due.calendar);
        begun["basis"] = due.basis;
        put_due_of({step_.now, due.within, due.calendar});
    }

    /// The first of the leaves that stands still for too long.
    void put_stillness() {
        const bool stays = step_.by_clock && step_.before != nullptr &&
                           step_.before->configuration == configuration_of(step_.definition, step_.machine);
        if (stays) {
            if (step_.before->stalls_at) data_["stalls"] = format_instant(*step_.before->stalls_at);
            return;
        }
        std::optional<Instant> first;
        for (const auto& after : step_.standing.stalled_after) {
            const auto due = due_at(step_.now, after, Calendar::days, step_.almanac);
            if (due && (!first || *due < *first)) first = *due;
        }
        if (first) data_["stalls"] = format_instant(*first);
    }

    json& data_;
    const TermStep& step_;
};

}  // namespace

void put_terms(json& data, TermStep step) {
    TermData(data, step).put();
}

const statechart::Delay* delay_of(
    const statechart::Definition& definition, std::string_view state, std::string_view event
) {
    const auto at = definition.find(state);
    if (!at) return nullptr;
    const auto& span = definition.states[*at].after;
    for (std::uint32_t index = span.first; index < span.first + span.count; ++index) {
        if (definition.after[index].event == event) return &definition.delays[definition.after[index].delay];
    }
    return nullptr;
}

}  // namespace wissel::cases
