#pragma once

#include "engine/status/groups.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/status/lists.hpp"
#include "engine/status/model.hpp"

#include <functional>
#include <string>
#include <vector>

// Members that documents of several kinds have.

namespace wissel::status {

/// Weeks that are told one by one: this one, and those of the two years before.
inline constexpr int weeks_told = 105;

/// `,"name":[…]` with a row for each code of `list`, and for one beside it that something was counted under. `row`
/// adds what is counted under this number (`Names::nothing`: nothing ever was).
using Row = std::function<void(JsonWriter&, std::uint32_t)>;
void write_rows(
    JsonWriter& out,
    std::string_view name,
    const std::vector<Coded>& list,
    const Names& names,
    const Row& row,
    const std::function<bool(std::uint32_t)>& counted
);

/// A row for each name under which `counter` has something, and each of `list`, with the count as `what`.
void write_counts(
    JsonWriter& out,
    std::string_view name,
    const std::vector<Coded>& list,
    const Names& names,
    const Counter& counter,
    std::string_view what
);

/// What every document begins with.
void write_head(JsonWriter& out, const Snapshot& snapshot);

/// `"leadTime":{"n","p10","p25","median","p75","p90"}` in whole days.
void write_lead_time(JsonWriter& out, const LeadTimes& took);

/// By how long ago, of what began on those days.
void write_ages(JsonWriter& out, const DayCounts& since, Day today, std::string_view what);

struct CountedTerms {
    std::string_view what;
    const DayCounts& counts;
};
/// By how many days are left.
void write_terms(JsonWriter& out, const std::vector<CountedTerms>& counted, Day today);
[[nodiscard]] std::int64_t overdue_of(const DayCounts& terms, Day today);

struct WeekColumn {
    std::string_view what;
    const DayCounts& counts;
};
void write_weeks(JsonWriter& out, const std::vector<WeekColumn>& columns, Day today);

/// The states of the workflows in force whose id is `only` (empty: all), and former ones in which something stands
/// or stood.
void write_states(JsonWriter& out, const Snapshot& snapshot, const Lists& lists, const std::string& only);

struct OwnerColumn {
    std::string_view what;
    const Counter& counts;
};
void write_owners(
    JsonWriter& out, const Snapshot& snapshot, const Lists& lists, const std::vector<OwnerColumn>& columns
);

/// How the legs on a route stand.
void write_statuses(JsonWriter& out, const RouteTotals::Statuses& statuses);
void write_ministries(JsonWriter& out, const RouteTotals& route, const Snapshot& snapshot, const Lists& lists);

/// What is stuck and overdue: how much, and where the caller sees them which.
struct Worries {
    std::int64_t stuck = 0;
    std::int64_t overdue = 0;
};
void write_worries(JsonWriter& out, const Snapshot& snapshot, const Worries& worries);

/// Cases whose main route this is (`none`: that have none), however they ended.
[[nodiscard]] Totals::Flow flowed(const Totals& totals, std::uint32_t route);
void write_flow(JsonWriter& out, const Snapshot& snapshot, const Lists& lists);

/// The totals of a route; empty ones where no case was ever on it.
[[nodiscard]] const RouteTotals& route_of(const Snapshot& snapshot, const std::string& code);

}  // namespace wissel::status
