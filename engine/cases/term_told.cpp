#include "engine/cases/term_told.hpp"

#include "engine/calendar/term_codec.hpp"
#include "engine/cases/term_state.hpp"

#include <nlohmann/json.hpp>

namespace wissel::cases {
namespace {

using nlohmann::json;

/// One that nobody has agreed to yet says so.
json title_of(const Words& within, const std::string& basis) {
    Words kind{" (streeftermijn, voorstel)", " (indicative term, proposed)"};
    if (basis == "statutory") kind = {" (wettelijke termijn)", " (statutory term)"};
    if (basis == "agreed") kind = {" (streeftermijn)", " (indicative term)"};
    return {{"nl", within.nl + kind.nl}, {"en", within.en + kind.en}};
}

const char* status_of(const Term& term) {
    if (!term.suspensions.empty() && !term.suspensions.back().stop.until) return "stopped";
    return term.reached ? "passed" : "running";
}

json suspensions_of(const Term& term) {
    json all = json::array();
    for (const auto& one : term.suspensions) {
        all.push_back(
            {{"from", format_instant(one.stop.from)},
             {"until", one.stop.until ? json(format_instant(*one.stop.until)) : json()},
             {"kind", one.kind},
             {"on", one.on}}
        );
    }
    return all;
}

}  // namespace

json tell_term(const Term& term, const std::optional<Instant>& due, const Almanac& almanac) {
    const TermCourse course = course_of(term);
    json told = {
        {"within", term.within},
        {"calendar", term.calendar},
        {"basis", term.basis},
        {"title", title_of(duration_words(course.within, course.calendar), term.basis)},
        {"startedAt", format_instant(term.started_at)},
        {"status", status_of(term)},
        {"suspensions", suspensions_of(term)}};
    if (const auto account = account_of(course, almanac)) told.update(encode_account(*account, course.calendar));
    if (due) told["due"] = format_instant(*due);
    return told;
}

}  // namespace wissel::cases
