#include "engine/cases/term_state.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/cases/leg_codec.hpp"
#include "engine/cases/visibility.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

Duration duration_of(const std::string& text) {
    const auto duration = read_duration(text);
    ensure(duration.has_value(), "a duration in the history is one");
    return *duration;
}

json encode_stop(const Stop& stop) {
    json told = {{"from", format_instant(stop.from)}};
    if (stop.until) told["until"] = format_instant(*stop.until);
    return told;
}

void write_stop(JsonWriter& to, const Stop& stop) {
    to.open('{').member("from", format_instant(stop.from));
    write_instant(to, "until", stop.until);
    to.close('}');
}

Stop decode_stop(const json& read) {
    Stop stop{decode_instant(read.at("from")), std::nullopt};
    if (read.contains("until")) stop.until = decode_instant(read.at("until"));
    return stop;
}

}  // namespace

TermCourse course_of(const Term& term) {
    const auto calendar = read_calendar(term.calendar);
    ensure(calendar.has_value(), "a calendar in the history is one");
    TermCourse course{term.started_at, duration_of(term.within), *calendar};
    for (const auto& extension : term.extensions) course.extensions.push_back(duration_of(extension.by));
    for (const auto& suspension : term.suspensions) course.stops.push_back(suspension.stop);
    return course;
}

std::vector<DueTimer> watched(const MachineState& machine) {
    std::vector<DueTimer> all = machine.timers;
    if (machine.term && !machine.term->reached && machine.due_at)
        all.push_back({term_timer, *machine.due_at, machine.term->started_at});
    if (machine.stalls_at) all.push_back({stillness_timer, *machine.stalls_at, machine.since});
    return all;
}

std::vector<DueTimer> watched_of_lifecycle(
    const std::optional<MachineState>& lifecycle, const std::vector<Leg>& legs
) {
    if (!lifecycle) return {};
    auto all = watched(*lifecycle);
    const bool leg_goes_on = std::any_of(legs.begin(), legs.end(), [](const Leg& leg) {
        return leg.open() && !leg.beside && !leg.overlay;
    });
    if (leg_goes_on) std::erase_if(all, [](const DueTimer& timer) { return timer.id == stillness_timer; });
    return all;
}

std::vector<DueTimer> watched_of_case(const CaseState& state) {
    auto all = watched_of_lifecycle(state.lifecycle, state.legs);
    for (auto& timer : watched_of_visibility(state)) all.push_back(std::move(timer));
    return all;
}

json encode_stops(const std::vector<Stop>& stops) {
    json all = json::array();
    for (const auto& stop : stops) all.push_back(encode_stop(stop));
    return all;
}

void write_stops(JsonWriter& to, const std::vector<Stop>& stops) {
    to.list(stops, [&to](const Stop& stop) { write_stop(to, stop); });
}

std::vector<Stop> decode_stops(const json& read) {
    std::vector<Stop> stops;
    for (const auto& told : read) stops.push_back(decode_stop(told));
    return stops;
}

json encode_held(const std::vector<HeldTimer>& timers) {
    json all = json::array();
    for (const auto& timer : timers) {
        all.push_back(
            {{"state", timer.state},
             {"event", timer.event},
             {"startedAt", format_instant(timer.started_at)},
             {"stops", encode_stops(timer.stops)}}
        );
    }
    return all;
}

void write_held(JsonWriter& to, const std::vector<HeldTimer>& timers) {
    to.list(timers, [&to](const HeldTimer& timer) {
        to.open('{').member("event", timer.event).member("startedAt", format_instant(timer.started_at));
        to.member("state", timer.state).name("stops");
        write_stops(to, timer.stops);
        to.close('}');
    });
}

std::vector<HeldTimer> decode_held(const json& read) {
    std::vector<HeldTimer> timers;
    for (const auto& told : read) {
        timers.push_back(
            {told.at("state"),
             told.at("event"),
             decode_instant(told.at("startedAt")),
             decode_stops(told.at("stops"))}
        );
    }
    return timers;
}

void write(JsonWriter& to, const Term& term) {
    to.open('{').member("basis", term.basis).member("calendar", term.calendar).name("extensions");
    to.list(term.extensions, [&to](const Term::Extension& one) {
        to.open('{').member("at", format_instant(one.at)).member("by", one.by).close('}');
    });
    to.flag("held", term.held).flag("reached", term.reached);
    to.member("startedAt", format_instant(term.started_at)).member("state", term.state).name("suspensions");
    to.list(term.suspensions, [&to](const Term::Suspension& one) {
        to.open('{').member("kind", one.kind).member("on", one.on).name("stop");
        write_stop(to, one.stop);
        to.close('}');
    });
    to.member("within", term.within).close('}');
}

Term decode_term(const json& read) {
    Term term;
    term.state = read.at("state").get<std::string>();
    term.within = read.at("within").get<std::string>();
    term.calendar = read.at("calendar").get<std::string>();
    term.basis = read.at("basis").get<std::string>();
    term.started_at = decode_instant(read.at("startedAt"));
    for (const auto& one : read.at("suspensions"))
        term.suspensions.push_back({decode_stop(one.at("stop")), one.at("kind"), one.at("on")});
    for (const auto& extension : read.at("extensions"))
        term.extensions.push_back({extension.at("by"), decode_instant(extension.at("at"))});
    term.held = read.at("held").get<bool>();
    term.reached = read.at("reached").get<bool>();
    return term;
}

}  // namespace wissel::cases
