#include "engine/status/document.hpp"

#include "engine/base/date_words.hpp"
#include "engine/base/ensure.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/status/day_book.hpp"
#include "engine/status/parts.hpp"

namespace wissel::status {
namespace {

/// Of which days the cases are that are counted; empty: of all.
Words about_period(const std::optional<Days>& reported) {
    if (!reported) return {};
    const auto date = [](Day day) { return date_words(std::chrono::sys_days(std::chrono::days(day))); };
    const Words from = reported->first != Days().first ? date(reported->first) : Words();
    const Words to = reported->last != Days().last ? date(reported->last) : Words();
    if (to.nl.empty()) {
        return {
            " Alleen knelpunten die op of na " + from.nl + " voor het eerst zijn gemeld.",
            " Only cases that were first reported on or after " + from.en + "."};
    }
    if (from.nl.empty()) {
        return {
            " Alleen knelpunten die op of voor " + to.nl + " voor het eerst zijn gemeld.",
            " Only cases that were first reported on or before " + to.en + "."};
    }
    return {
        " Alleen knelpunten die van " + from.nl + " tot en met " + to.nl + " voor het eerst zijn gemeld.",
        " Only cases that were first reported from " + from.en + " to " + to.en + "."};
}

/// What is counted here, and for whom.
Words about(const Snapshot& snapshot) {
    const std::string limit = std::to_string(listed_max);
    if (snapshot.subject.kind == Subject::Kind::organisation) {
        return {
            "Geteld zijn de knelpunten waarbij deze organisatie betrokken is: als melder, als houder of omdat zij "
            "gevraagd is ze te behandelen. Van wat vastgelopen of over de termijn is, staan de eerste " + limit +
                " met hun nummer erbij.",
            "Counted are the cases that this organisation takes part in: as a reporter, as a holder or because it was "
            "asked to treat them. Of what is stuck or overdue the first " + limit + " stand here with their ids."};
    }
    Words numbers = {
        "Geteld zijn alle knelpunten van het register die niet vertrouwelijk zijn; de getallen zijn voor iedereen "
        "dezelfde. ",
        "All cases of the register that are not confidential are counted; the numbers are the same for everybody. "};
    if (snapshot.subject.only_open) {
        numbers = {
            "Geteld zijn de knelpunten van het register die alle deelnemende organisaties mogen zien. ",
            "The cases of the register are counted that all participating organisations may see. "};
    }
    if (snapshot.subject.with_ids) {
        return {
            numbers.nl + "Van wat vastgelopen of over de termijn is, staan van de open knelpunten de eerste " + limit +
                " met hun nummer erbij.",
            numbers.en + "Of what is stuck or overdue the first " + limit +
                " of the open cases stand here with their ids."};
    }
    return {
        numbers.nl + "Welke knelpunten vastgelopen of over de termijn zijn, staat hier alleen voor organisaties die "
                     "meedoen.",
        numbers.en + "Which cases are stuck or overdue stands here only for organisations that take part."};
}

/// That something is left out is told where the numbers are, also while there is nothing to leave out.
void write_left_out(JsonWriter& out) {
    static const Words left_out = {
        "Vertrouwelijke knelpunten tellen nergens mee.", "Confidential cases are left out of every number."};
    out.name("confidential").open('{').name("counted").raw("false").member("about", left_out).close('}');
}

void write_visibility(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    out.name("visibility").open('[');
    for (const auto& one : lists.visibilities) {
        const auto visibility = cases::read_visibility(one.code);
        ensure(visibility.has_value(), "the vocabulary has the visibilities that there are");
        out.open('{').member("code", one.code).member("title", one.title);
        out.member("cases", snapshot.totals.visibilities.at(static_cast<std::size_t>(*visibility))).close('}');
    }
    out.close(']');
}

void write_scope(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    const auto& subject = snapshot.subject;
    out.name("scope").open('{');
    if (subject.kind == Subject::Kind::all) out.member("kind", "all");
    if (subject.kind == Subject::Kind::route) {
        out.member("kind", "route").member("code", subject.name);
        for (const auto& route : lists.routes) {
            if (route.code == subject.name) out.member("title", route.title);
        }
    }
    if (subject.kind == Subject::Kind::organisation) {
        out.member("kind", "organisation").member("oin", subject.name);
        const auto known = lists.organisations.find(subject.name);
        if (known != lists.organisations.end()) out.member("name", known->second);
    }
    if (subject.reported) {
        const auto write_day = [&out](std::string_view name, Day day, Day unbounded) {
            out.name(name);
            day == unbounded ? out.null() : out.text(date_text(day));
        };
        out.name("reported").open('{');
        write_day("from", subject.reported->first, Days().first);
        write_day("to", subject.reported->last, Days().last);
        out.close('}');
    }
    const Words period = about_period(subject.reported);
    Words told = about(snapshot);
    told.nl += period.nl;
    told.en += period.en;
    out.member("about", told).close('}');
}

void write_totals(JsonWriter& out, const Snapshot& snapshot) {
    const Totals& totals = snapshot.totals;
    const Day today = snapshot.version.day;
    std::int64_t legs = 0;
    std::int64_t open_legs = 0;
    std::int64_t interventions = 0;
    for (const auto& route : totals.routes) {
        if (route.overlay) {
            interventions += route.open();
            continue;
        }
        for (const auto count : route.statuses) legs += count;
        open_legs += route.open();
    }
    out.name("totals").open('{');
    out.member("cases", totals.cases).member("open", totals.open()).member("closed", totals.took.count());
    out.member("reports", totals.reports).member("legs", legs).member("openLegs", open_legs);
    out.member("interventions", interventions);
    out.member("stuck", totals.stuck).member("overdueCases", overdue_of(totals.first_terms, today));
    out.member("overdueTerms", overdue_of(totals.terms, today));
    write_lead_time(out, totals.took);
    out.close('}');
}

void write_routes(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    const Totals& totals = snapshot.totals;
    out.name("routes").open('[');
    for (const auto& one : lists.routes) {
        const RouteTotals& route = route_of(snapshot, one.code);
        const std::uint32_t number = snapshot.names.routes.find(one.code);
        out.open('{').member("code", one.code).member("title", one.title);
        out.member("cases", flowed(totals, number).cases).member("openLegs", route.open());
        write_statuses(out, route.statuses);
        out.member("stuck", route.stuck).member("overdue", overdue_of(route.terms, snapshot.version.day));
        write_lead_time(out, route.took);
        if (one.code == "fast-lane") write_ministries(out, route, snapshot, lists);
        out.close('}');
    }
    out.close(']');
}

void write_barriers(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    const Totals& totals = snapshot.totals;
    write_rows(
        out,
        "barriers",
        lists.barriers,
        snapshot.names.barriers,
        [&](JsonWriter& into, std::uint32_t number) {
            into.member("cases", totals.barriers.at(number)).member("open", totals.open_barriers.at(number));
        },
        [&](std::uint32_t number) { return totals.barriers.at(number) != 0; }
    );
}

void write_all(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    const Totals& totals = snapshot.totals;
    const NameBook& names = snapshot.names;
    const Day today = snapshot.version.day;
    write_totals(out, snapshot);
    write_counts(out, "phases", lists.phases, names.phases, totals.phases, "cases");
    write_visibility(out, snapshot, lists);
    write_routes(out, snapshot, lists);
    write_states(out, snapshot, lists, {});
    write_owners(out, snapshot, lists, {{"cases", totals.open_owners}, {"legs", totals.leg_owners}});
    write_barriers(out, snapshot, lists);
    write_ages(out, totals.open_since, today, "cases");
    write_terms(out, {{"cases", totals.first_terms}, {"terms", totals.terms}}, today);
    write_counts(out, "outcomes", lists.outcomes, names.outcomes, totals.outcomes, "cases");
    write_weeks(
        out, {{"reported", totals.reported}, {"closed", totals.closed}, {"reopened", totals.reopened}}, today
    );
    write_flow(out, snapshot, lists);
    write_worries(out, snapshot, {totals.stuck, overdue_of(totals.terms, today)});
}

void write_route(JsonWriter& out, const Snapshot& snapshot, const Lists& lists) {
    const std::string& code = snapshot.subject.name;
    const RouteTotals& route = route_of(snapshot, code);
    const Day today = snapshot.version.day;
    const std::int64_t overdue = overdue_of(route.terms, today);
    std::int64_t legs = 0;
    for (const auto count : route.statuses) legs += count;
    out.name("totals").open('{');
    out.member("cases", flowed(snapshot.totals, snapshot.names.routes.find(code)).cases);
    out.member("legs", legs).member("openLegs", route.open());
    out.member("stuck", route.stuck).member("overdueTerms", overdue);
    write_lead_time(out, route.took);
    out.close('}');
    write_statuses(out, route.statuses);
    if (code == "fast-lane") write_ministries(out, route, snapshot, lists);
    write_states(out, snapshot, lists, code);
    write_owners(out, snapshot, lists, {{"legs", route.owners}});
    write_ages(out, route.open_since, today, "legs");
    write_terms(out, {{"terms", route.terms}}, today);
    write_counts(out, "outcomes", lists.outcomes, snapshot.names.outcomes, route.outcomes, "legs");
    write_weeks(out, {{"began", route.began}, {"ended", route.ended}}, today);
    write_worries(out, snapshot, {route.stuck, overdue});
}

}  // namespace

std::string word_status(const Snapshot& snapshot, const Lists& lists) {
    JsonWriter out;
    out.open('{');
    write_head(out, snapshot);
    write_scope(out, snapshot, lists);
    write_left_out(out);
    if (snapshot.subject.kind == Subject::Kind::route) {
        write_route(out, snapshot, lists);
    } else {
        write_all(out, snapshot, lists);
    }
    out.close('}');
    return std::move(out).take();
}

}  // namespace wissel::status
