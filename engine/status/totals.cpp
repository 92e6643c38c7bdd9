#include "engine/status/totals.hpp"

#include "engine/status/day_book.hpp"

#include <algorithm>

namespace wissel::status {
namespace {

void count_bits(Counter& counter, std::uint64_t bits, std::int64_t by) {
    for (std::size_t at = 0; bits != 0; ++at, bits >>= 1U) {
        if ((bits & 1U) != 0) counter.add(at, by);
    }
}

}  // namespace

void Totals::count(const TrackedCase& one, bool is_stuck, std::int64_t by) {
    cases += by;
    reports += by * one.reports;
    phases.add(one.phase, by);
    visibilities.add(static_cast<std::size_t>(one.visibility), by);
    count_bits(barriers, one.barriers, by);
    count_bits(outcomes, one.outcomes, by);
    reported.add(monday_of(one.reported), by);
    auto& flowed = flow[{one.main_route(), one.closed_as}];
    flowed.cases += by;
    flowed.reports += by * one.reports;
    for (const auto& stands : one.standing) states.add(stands.state, by);
    if (one.open()) {
        open_owners.add(one.owner, by);
        if (one.phase >= open_places.size()) open_places.resize(one.phase + 1U);
        const std::uint16_t route = one.main_route();
        open_places[one.phase].add(route == none ? 0 : route + std::size_t{1}, by);
        open_since.add(one.reported, by);
        count_bits(open_barriers, one.barriers, by);
        count_terms(one, by);
        if (is_stuck) stuck += by;
    } else {
        took.add(one.closed - one.reported, by);
    }
    for (const auto& leg : one.legs) count_leg(leg, by);
    if (!is_stuck) return;
    std::vector<std::uint16_t> held;
    for (const auto& leg : one.legs) {
        if (!leg.open() || leg.overlay || std::find(held.begin(), held.end(), leg.route) != held.end()) continue;
        held.push_back(leg.route);
        routes[leg.route].stuck += by;
    }
}

void Totals::count_terms(const TrackedCase& one, std::int64_t by) {
    Day first = one.term.passed_on;
    terms.add(one.term.passed_on, by);
    for (const auto& leg : one.legs) {
        if (!leg.open()) continue;
        terms.add(leg.term.passed_on, by);
        first = std::min(first, leg.term.passed_on);
    }
    first_terms.add(first, by);
}

void Totals::count_leg(const TrackedLeg& leg, std::int64_t by) {
    if (leg.route >= routes.size()) routes.resize(leg.route + 1U);
    RouteTotals& route = routes[leg.route];
    route.overlay = leg.overlay;
    const auto status = static_cast<std::size_t>(leg.status);
    route.statuses[status] += by;
    if (leg.ministry != none) route.ministries[leg.ministry][status] += by;
    if (leg.outcome != none) route.outcomes.add(leg.outcome, by);
    route.began.add(monday_of(leg.began), by);
    if (!leg.open()) {
        route.ended.add(monday_of(leg.ended), by);
        route.took.add(leg.ended - leg.began, by);
        return;
    }
    leg_owners.add(leg.owner, by);
    route.owners.add(leg.owner, by);
    route.open_since.add(leg.began, by);
    route.terms.add(leg.term.passed_on, by);
}

void Totals::count_past(const Past& past, std::int64_t by) {
    switch (past.kind) {
        case Past::Kind::closed:
            return closed.add(monday_of(past.day), by);
        case Past::Kind::reopened:
            return reopened.add(monday_of(past.day), by);
        case Past::Kind::stayed:
            if (past.state >= stays.size()) stays.resize(past.state + 1U);
            return stays[past.state].add(past.day, by);
    }
}

void RouteTotals::add(const RouteTotals& other) {
    const auto add_statuses = [](Statuses& to, const Statuses& more) {
        for (std::size_t at = 0; at < to.size(); ++at) to[at] += more[at];
    };
    overlay = overlay || other.overlay;
    add_statuses(statuses, other.statuses);
    for (const auto& [ministry, more] : other.ministries) add_statuses(ministries[ministry], more);
    owners.add(other.owners);
    outcomes.add(other.outcomes);
    open_since.add(other.open_since);
    terms.add(other.terms);
    began.add(other.began);
    ended.add(other.ended);
    took.add(other.took);
    stuck += other.stuck;
}

void Totals::add(const Totals& other) {
    const auto add_each = [](auto& all, const auto& more) {
        if (all.size() < more.size()) all.resize(more.size());
        for (std::size_t at = 0; at < more.size(); ++at) all[at].add(more[at]);
    };
    cases += other.cases;
    reports += other.reports;
    stuck += other.stuck;
    phases.add(other.phases);
    visibilities.add(other.visibilities);
    open_owners.add(other.open_owners);
    leg_owners.add(other.leg_owners);
    barriers.add(other.barriers);
    open_barriers.add(other.open_barriers);
    outcomes.add(other.outcomes);
    add_each(open_places, other.open_places);
    states.add(other.states);
    open_since.add(other.open_since);
    terms.add(other.terms);
    first_terms.add(other.first_terms);
    reported.add(other.reported);
    closed.add(other.closed);
    reopened.add(other.reopened);
    took.add(other.took);
    add_each(stays, other.stays);
    add_each(routes, other.routes);
    for (const auto& [place, more] : other.flow) {
        flow[place].cases += more.cases;
        flow[place].reports += more.reports;
    }
}

}  // namespace wissel::status
