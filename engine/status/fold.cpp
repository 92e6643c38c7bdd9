#include "engine/base/ensure.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/status/model.hpp"

#include <algorithm>

// What each event changes in what is kept of its case. The cases' own fold (engine/cases/evolve.cpp) says what
// events mean; this one keeps less.

namespace wissel::status {
namespace {

std::uint16_t small(std::uint32_t number) {
    ensure(number < none, "there are fewer names than that");
    return static_cast<std::uint16_t>(number);
}

/// Numbers beyond the last bit share it.
constexpr std::uint32_t bits_max = 63;

LegStatus status_in(const std::string& code) {
    const auto found = std::find(leg_status_codes.begin(), leg_status_codes.end(), code);
    ensure(found != leg_status_codes.end(), "a leg stands in a way that this program knows");
    return static_cast<LegStatus>(found - leg_status_codes.begin());
}

/// The phase that a state of the lifecycle belongs to.
std::string phase_of(const std::string& state) {
    const std::string phase = state.substr(0, state.find('.'));
    return phase == "archived" ? "closed" : phase;
}

}  // namespace

void Model::begin(TrackedCase& one, const Fact& fact) {
    one.id = fact.case_id;
    const auto number = cases::CaseNumber::parse(fact.reference);
    const auto report = cases::ReportId::parse(fact.report);
    ensure(number && report && !fact.owner.organisation.empty(), "a case has a reference, a report and an owner");
    one.number = *number;
    one.first_report = *report;
    one.reported = days_.day_of(fact.at);
    one.reports = 1;
    one.owner = owner_of(fact.owner);
    one.phase = small(names_.phases.number_of("submitted"));
    if (fact.barriers) one.barriers = bits_of(names_.barriers, *fact.barriers);
    add_viewers(one, fact.viewers);
}

void Model::fold(TrackedCase& one, const Fact& fact) {
    switch (fact.kind) {
        case Fact::Kind::other:
            return;
        case Fact::Kind::reported:
            ensure(false, "a case begins once");
            return;
        case Fact::Kind::report_added:
            ++one.reports;
            return add_viewers(one, fact.viewers);
        case Fact::Kind::corrected:
            // What is known of a case is what its first report says.
            if (fact.barriers && fact.report == one.first_report.str())
                one.barriers = bits_of(names_.barriers, *fact.barriers);
            return;
        case Fact::Kind::routed:
            one.routed = fact.route.empty() ? none : small(names_.routes.number_of(fact.route));
            return;
        case Fact::Kind::moved:
            return move(one, fact, days_.day_of(fact.at));
        case Fact::Kind::owner_offered:
            return add_viewers(one, fact.viewers);
        case Fact::Kind::owner_accepted:
            (fact.leg ? one.legs[machine_of(one, *fact.leg) - 1U].owner : one.owner) = owner_of(fact.owner);
            return;
        case Fact::Kind::term:
            (fact.leg ? one.legs[machine_of(one, *fact.leg) - 1U].term : one.term) = term_of(fact);
            return;
        case Fact::Kind::visibility:
            see_as(one, fact);
            return add_viewers(one, fact.viewers);
        case Fact::Kind::outcome:
            one.outcomes |= bits_of(names_.outcomes, {fact.outcome});
            if (fact.leg)
                one.legs[machine_of(one, *fact.leg) - 1U].outcome = small(names_.outcomes.number_of(fact.outcome));
            return;
    }
}

void Model::move(TrackedCase& one, const Fact& fact, Day day) {
    add_viewers(one, fact.viewers);
    see_as(one, fact);
    if (!fact.leg) return move_lifecycle(one, fact, day);
    if (fact.begins) {
        TrackedLeg leg;
        leg.id = *fact.leg;
        leg.route = small(names_.routes.number_of(fact.route));
        if (!fact.ministry.empty()) leg.ministry = small(names_.ministries.number_of(fact.ministry));
        leg.beside = fact.beside;
        leg.overlay = fact.overlay;
        leg.began = day;
        one.legs.push_back(leg);
    }
    move_leg(one, machine_of(one, *fact.leg), fact, day);
}

void Model::see_as(TrackedCase& one, const Fact& fact) {
    if (fact.visibility.empty()) return;
    const auto visibility = cases::read_visibility(fact.visibility);
    ensure(visibility.has_value(), "a case is visible in a way that this program knows");
    one.visibility = *visibility;
}

void Model::move_leg(TrackedCase& one, std::uint16_t machine, const Fact& fact, Day day) {
    TrackedLeg& leg = one.legs[machine - 1U];
    if (fact.stepped) {
        stand(one, machine, fact, day);
        leg.term = term_of(fact);
    }
    if (!fact.outcome.empty()) leg.outcome = small(names_.outcomes.number_of(fact.outcome));
    if (!fact.owner.organisation.empty()) leg.owner = owner_of(fact.owner);
    if (!fact.status.empty()) leg.status = status_in(fact.status);
    if (leg.status == LegStatus::offered || leg.status == LegStatus::running) return;
    // One that was withdrawn stands nowhere any more; another stays where it ended.
    if (!fact.stepped) leave(one, machine, {}, day);
    leg.ended = day;
    leg.term = Term();
}

void Model::move_lifecycle(TrackedCase& one, const Fact& fact, Day day) {
    if (!fact.stepped) return;
    ensure(!fact.to.empty(), "a lifecycle is somewhere");
    stand(one, 0, fact, day);
    one.term = term_of(fact);
    const std::string phase = phase_of(fact.to.front());
    one.phase = small(names_.phases.number_of(phase));
    if (!fact.closed_as.empty()) one.closed_as = small(names_.closed_as.number_of(fact.closed_as));
    if (phase == "closed" && one.open()) {
        one.closed = day;
        one.past.push_back({Past::Kind::closed, 0, day});
    }
    if (phase != "closed") {
        if (!one.open()) one.past.push_back({Past::Kind::reopened, 0, day});
        one.closed = no_day;
        one.closed_as = none;
    }
}

/// The machine stands in the leaves that the event names from now on; those in which it stood before go on.
void Model::stand(TrackedCase& one, std::uint16_t machine, const Fact& fact, Day day) {
    std::vector<std::uint16_t> to;
    for (const auto& name : fact.to) to.push_back(small(names_.states.number_of(fact.workflow + "\n" + name)));
    leave(one, machine, to, day);
    for (const auto state : to) {
        const bool stands = std::any_of(one.standing.begin(), one.standing.end(), [&](const Standing& in) {
            return in.machine == machine && in.state == state;
        });
        if (!stands) one.standing.push_back({machine, state, day});
    }
}

void Model::leave(TrackedCase& one, std::uint16_t machine, const std::vector<std::uint16_t>& to, Day day) {
    std::erase_if(one.standing, [&](const Standing& in) {
        if (in.machine != machine || std::find(to.begin(), to.end(), in.state) != to.end()) return false;
        one.past.push_back({Past::Kind::stayed, in.state, day - in.since});
        return true;
    });
}

void Model::add_viewers(TrackedCase& one, const std::vector<cases::Oin>& more) {
    std::vector<std::uint32_t> all = viewers_[one.seen_by];
    for (const auto& oin : more) {
        const std::uint32_t organisation = organisations_.number_of(oin);
        const auto place = std::lower_bound(all.begin(), all.end(), organisation);
        if (place == all.end() || *place != organisation) all.insert(place, organisation);
    }
    const auto [set, fresh] = viewer_sets_.try_emplace(all, static_cast<std::uint32_t>(viewers_.size()));
    if (fresh) viewers_.push_back(std::move(all));
    one.seen_by = set->second;
}

std::uint64_t Model::bits_of(Names& names, const std::vector<std::string>& codes) {
    std::uint64_t bits = 0;
    for (const auto& code : codes) bits |= std::uint64_t{1} << std::min(names.number_of(code), bits_max);
    return bits;
}

Term Model::term_of(const Fact& fact) {
    return fact.due ? Term{*fact.due, days_.passed_on(*fact.due)} : Term();
}

std::uint32_t Model::owner_of(const cases::Owner& owner) {
    return names_.owners.number_of(owner.organisation + "\n" + owner.role);
}

std::uint16_t Model::machine_of(const TrackedCase& one, const cases::LegId& leg) const {
    const auto found =
        std::find_if(one.legs.begin(), one.legs.end(), [&](const TrackedLeg& own) { return own.id == leg; });
    ensure(found != one.legs.end(), "an event names a leg of its case");
    return static_cast<std::uint16_t>(found - one.legs.begin() + 1);
}

}  // namespace wissel::status
