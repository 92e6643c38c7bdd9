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

}  // namespace wissel::status
