#include "engine/status/document.hpp"

#include "engine/status/parts.hpp"

namespace wissel::status {
namespace {

/// What is counted here, and for whom.
Words about(const Snapshot& snapshot) {
    const bool ids = snapshot.subject.with_ids;
    const std::string limit = std::to_string(listed_max);
    switch (snapshot.subject.kind) {
        case Subject::Kind::organisation:
            return {
                "Geteld zijn alle knelpunten die deze organisatie mag zien, als getal. Van wat vastgelopen of over de "
                "termijn is, staan de eerste " + limit + " met hun nummer erbij.",
                "Counted are all cases that this organisation may see, as numbers. Of what is stuck or overdue the "
                "first " + limit + " stand here with their ids."};
        case Subject::Kind::all:
        case Subject::Kind::route:
            break;
    }
    const Words numbers = {
        "Geteld zijn alle knelpunten van het register; de getallen zijn voor iedereen dezelfde. Een knelpunt kan nog "
        "niet vertrouwelijk zijn; zulke knelpunten tellen straks niet mee. ",
        "All cases of the register are counted; the numbers are the same for everybody. A case cannot be confidential "
        "yet; such cases will be left out. "};
    if (ids) {
        return {
            numbers.nl + "U ziet alle knelpunten: van wat vastgelopen of over de termijn is, staan de eerste " + limit +
                " met hun nummer erbij.",
            numbers.en + "You see all cases: of what is stuck or overdue the first " + limit +
                " stand here with their ids."};
    }
    return {
        numbers.nl + "Welke knelpunten vastgelopen of over de termijn zijn, staat hier alleen voor wie alle knelpunten "
                     "mag zien.",
        numbers.en + "Which cases are stuck or overdue stands here only for those who may see all cases."};
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
    out.member("about", about(snapshot)).close('}');
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
    if (snapshot.subject.kind == Subject::Kind::route) {
        write_route(out, snapshot, lists);
    } else {
        write_all(out, snapshot, lists);
    }
    out.close('}');
    return std::move(out).take();
}

}  // namespace wissel::status
