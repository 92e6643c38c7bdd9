#include "engine/status/model.hpp"

#include <algorithm>

// Copies out what a document needs.

namespace wissel::status {
namespace {

/// Keeps the first of `list` in the order of `place`, as many as are told.
template <class One>
void keep_first(std::vector<One>& list) {
    const std::size_t kept = std::min(list.size(), listed_max);
    std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(kept), list.end());
    list.resize(kept);
}

}  // namespace

Snapshot Model::take(const Subject& subject) const {
    Snapshot taken;
    taken.subject = subject;
    taken.version = version();
    taken.as_of = std::max(last_at_, start_of(day_));
    taken.names = names_;
    if (subject.kind != Subject::Kind::organisation) {
        taken.totals = subject.reported ? reported_on(*subject.reported, subject.only_open) : all_;
        if (subject.with_ids) list_all(taken);
        return taken;
    }
    const std::uint32_t organisation = organisations_.find(subject.name);
    if (organisation >= by_organisation_.size() || !by_organisation_[organisation]) return taken;
    taken.totals =
        subject.reported ? reported_on(*subject.reported, organisation) : *by_organisation_[organisation];
    list_seen(taken, organisation);
    return taken;
}

void Model::count_whole(Totals& totals, const TrackedCase& one) const {
    if (!one.counts()) return;
    totals.count(one, stuck_since(one).has_value(), 1);
    for (const auto& past : one.past) totals.count_past(past, 1);
}

/// Months that lie within the days as a whole, and the cases of the days beside them. Cases stand in the order in which
/// they were reported.
Totals Model::reported_on(const Days& days, bool only_open) const {
    Totals sum;
    const auto count_between = [&](Day first, Day last) {
        auto at = std::lower_bound(cases_.begin(), cases_.end(), first, [](const TrackedCase& one, Day day) {
            return one.reported < day;
        });
        for (; at != cases_.end() && at->reported <= last; ++at) {
            if (!only_open || at->is_named()) count_whole(sum, *at);
        }
    };
    for (const auto& [month, counted] : by_month_) {
        const Day last = month_after(month) - 1;
        if (days.last < month || last < days.first) continue;
        if (days.first <= month && last <= days.last) {
            sum.add(only_open ? counted.open : counted.all);
        } else {
            count_between(std::max(month, days.first), std::min(last, days.last));
        }
    }
    return sum;
}

Totals Model::reported_on(const Days& days, std::uint32_t organisation) const {
    Totals sum;
    for (const auto at : seen_[organisation]) {
        if (days.has(cases_[at].reported)) count_whole(sum, cases_[at]);
    }
    return sum;
}

std::vector<OpenCases> Model::open_cases() const {
    std::vector<OpenCases> all;
    for (std::uint32_t phase = 0; phase < all_.open_places.size(); ++phase) {
        const Counter& by_route = all_.open_places[phase];
        for (std::uint32_t place = 0; place < by_route.size(); ++place) {
            std::string route = place == 0 ? std::string() : names_.routes.at(place - 1);
            all.push_back({std::move(route), names_.phases.at(phase), by_route.at(place)});
        }
    }
    return all;
}

/// In their order, until there are enough.
void Model::list_all(Snapshot& into) const {
    const auto& subject = into.subject;
    const auto reported = [&](std::uint32_t at) {
        return !subject.reported || subject.reported->has(cases_[at].reported);
    };
    for (const auto& place : stuck_) {
        if (into.stuck.size() == listed_max) break;
        if (reported(place.second) && treats(subject, cases_[place.second])) into.stuck.push_back(listed(place));
    }
    const Instant now = start_of(day_);
    for (const auto& place : by_term_) {
        if (std::get<Instant>(place) > now || into.overdue.size() == listed_max) break;
        if (!reported(std::get<std::uint32_t>(place))) continue;
        Listed one = listed(place);
        if (subject.kind == Subject::Kind::all || one.route == subject.name)
            into.overdue.push_back(std::move(one));
    }
}

/// Looks at each case that the organisation sees: there is no order kept for each of them.
void Model::list_seen(Snapshot& into, std::uint32_t organisation) const {
    std::vector<Stuck> stuck;
    std::vector<Overdue> overdue;
    for (const auto at : seen_[organisation]) {
        const TrackedCase& one = cases_[at];
        if (!one.open() || !one.counts()) continue;
        if (into.subject.reported && !into.subject.reported->has(one.reported)) continue;
        if (const auto since = stuck_since(one)) stuck.emplace_back(*since, at);
        if (one.term.passed_on <= day_) overdue.emplace_back(one.term.due, at, 0);
        for (std::size_t leg = 0; leg < one.legs.size(); ++leg) {
            if (one.legs[leg].open() && one.legs[leg].term.passed_on <= day_)
                overdue.emplace_back(one.legs[leg].term.due, at, leg + 1);
        }
    }
    keep_first(stuck);
    keep_first(overdue);
    for (const auto& place : stuck) into.stuck.push_back(listed(place));
    for (const auto& place : overdue) into.overdue.push_back(listed(place));
}

/// Whether the case has an open leg on the route that the document is about; one about all has them all.
bool Model::treats(const Subject& subject, const TrackedCase& one) const {
    if (subject.kind == Subject::Kind::all) return true;
    const auto route = names_.routes.find(subject.name);
    return std::any_of(one.legs.begin(), one.legs.end(), [route](const TrackedLeg& leg) {
        return leg.open() && !leg.overlay && leg.route == route;
    });
}

Listed Model::listed(const Stuck& one) const {
    const TrackedCase& which = cases_[one.second];
    return {which.id, which.number, std::nullopt, {}, {}, one.first};
}

Listed Model::listed(const Overdue& place) const {
    const auto& [due, at, machine] = place;
    const TrackedCase& one = cases_[at];
    if (machine == 0) return {one.id, one.number, std::nullopt, {}, due, one.term.passed_on};
    const TrackedLeg& leg = one.legs[machine - 1U];
    return {one.id, one.number, leg.id, names_.routes.at(leg.route), due, leg.term.passed_on};
}

}  // namespace wissel::status
