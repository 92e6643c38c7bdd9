#pragma once

#include "engine/status/counts.hpp"
#include "engine/status/tracked.hpp"

#include <array>
#include <map>
#include <utility>
#include <vector>

namespace wissel::status {

/// What is counted of the legs on one route.
struct RouteTotals {
    using Statuses = std::array<std::int64_t, leg_status_codes.size()>;

    bool overlay = false;  ///< no route, but an intervention
    Statuses statuses{};
    std::map<std::uint16_t, Statuses> ministries;
    Counter owners;      ///< of open legs
    Counter outcomes;    ///< of all legs, the last of each
    DayCounts open_since;
    DayCounts terms;     ///< of open legs, by the day on which each counts as passed
    DayCounts began;     ///< by week
    DayCounts ended;     ///< by week
    LeadTimes took;      ///< those that ended, however they did
    std::int64_t stuck = 0;  ///< cases with an open leg here

    [[nodiscard]] std::int64_t open() const { return statuses[0] + statuses[1]; }

    void add(const RouteTotals& other);
};

/// What is counted of some cases: all, or those that one organisation sees. A case is put in, and taken out again
/// before it changes; so each number is a sum over cases as they are, and none can drift.
struct Totals {
    std::int64_t cases = 0;
    std::int64_t reports = 0;
    std::int64_t stuck = 0;
    Counter phases;
    Counter visibilities;  ///< by `cases::Visibility`
    Counter open_owners;   ///< of open cases
    Counter leg_owners;    ///< of open legs, interventions too
    Counter barriers;      ///< of all cases; one may have several
    Counter open_barriers;
    Counter outcomes;      ///< cases in which each was recorded
    std::vector<Counter> open_places;  ///< open cases by phase, and in it by main route + 1; 0: no route
    Counter states;        ///< machines that stand there
    DayCounts open_since;  ///< open cases by the day of their first report
    DayCounts terms;       ///< terms that run, by the day on which each counts as passed
    DayCounts first_terms; ///< open cases, by the earliest of their terms
    DayCounts reported;    ///< by week
    DayCounts closed;      ///< by week, each closing
    DayCounts reopened;    ///< by week
    LeadTimes took;        ///< cases that are closed now
    std::vector<LeadTimes> stays;  ///< by state, each stay that ended
    std::vector<RouteTotals> routes;

    struct Flow {
        std::int64_t cases = 0;
        std::int64_t reports = 0;
    };
    /// By the main route of a case and as what it was closed; `none` for no route, and for open.
    std::map<std::pair<std::uint16_t, std::uint16_t>, Flow> flow;

    [[nodiscard]] std::int64_t open() const { return cases - took.count(); }

    /// Puts the case as it is now in, or with -1 takes it out.
    void count(const TrackedCase& one, bool is_stuck, std::int64_t by);

    /// The same of what was and stays so.
    void count_past(const Past& past, std::int64_t by);

    /// What is counted of other cases, too.
    void add(const Totals& other);

private:
    void count_terms(const TrackedCase& one, std::int64_t by);
    void count_leg(const TrackedLeg& leg, std::int64_t by);
};

}  // namespace wissel::status
