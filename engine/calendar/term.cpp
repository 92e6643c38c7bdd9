#include "engine/calendar/term.hpp"

#include "engine/calendar/day_count.hpp"

#include <algorithm>

namespace wissel {
namespace {

using namespace std::chrono;

bool has_four_digit_year(Instant instant) {
    constexpr Instant first = sys_days{year{0} / January / 1};
    constexpr Instant end = sys_days{year{10'000} / January / 1};
    return first <= instant && instant < end;
}

std::unexpected<Failure> not_in_working_days() {
    return fail(
        FailureCode::invalid,
        {"Op de kalender nl-working-days telt een termijn in werkdagen, niet in weken, maanden of jaren.",
         "On the calendar nl-working-days a term is in working days, not in weeks, months or years."}
    );
}

std::unexpected<Failure> too_long() {
    return fail(
        FailureCode::invalid,
        {"Een termijn is ten hoogste 100 jaar en loopt nooit terug.",
         "A term is at most 100 years, and never runs back."}
    );
}

std::unexpected<Failure> outside_the_years() {
    return fail(
        FailureCode::invalid,
        {"Deze termijn begint of eindigt buiten de jaren 0000 tot en met 9999.",
         "This term begins or ends outside the years 0000 to 9999."}
    );
}

Result<void> check(const Duration& part, Calendar calendar) {
    if (!is_in_range(part)) return too_long();
    const bool has_longer_than_days = part.years > 0 || part.months > 0 || part.weeks > 0;
    if (calendar == Calendar::nl_working_days && has_longer_than_days) return not_in_working_days();
    return {};
}

Result<void> check(const TermCourse& course) {
    if (auto checked = check(course.within, course.calendar); !checked) return checked;
    for (const auto& extension : course.extensions) {
        if (auto checked = check(extension, course.calendar); !checked) return checked;
    }
    if (!has_four_digit_year(course.start)) return outside_the_years();
    return {};
}

milliseconds clock_of(const TermCourse& course) {
    milliseconds together = course.within.clock;
    for (const auto& extension : course.extensions) together += extension.clock;
    return together;
}

bool has_days(const TermCourse& course) {
    return counts_days(course.within) ||
           std::any_of(course.extensions.begin(), course.extensions.end(), counts_days);
}

/// Lets `clock` run from `moment` on, but for the stops. No value: it stands still.
std::optional<Instant> run(Instant moment, milliseconds clock, std::vector<Stop> stops) {
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& left, const Stop& right) {
        return left.from < right.from;
    });
    for (const auto& stop : stops) {
        if (stop.until && *stop.until <= moment) continue;
        if (stop.from >= moment + clock) break;
        if (!stop.until) return std::nullopt;
        clock -= std::max(stop.from - moment, milliseconds{0});
        moment = *stop.until;
    }
    return moment + clock;
}

Result<TermAccount> reckon(const TermCourse& course, const Almanac& almanac, bool told) {
    if (auto checked = check(course); !checked) return fail_as(checked);
    TermAccount account;
    Instant passed = course.start;
    if (has_days(course)) {
        const auto first = amsterdam_day(course.start);
        if (!first) return outside_the_years();  // the last hour of 9999 in UTC
        DayCount count(*first, course, almanac, told ? &account.lines : nullptr);
        account.last_day = count.last_day();
        if (count.stands_still()) {
            account.days_left = count.days_left();
            return account;
        }
        if (!account.last_day) return outside_the_years();
        passed = amsterdam_midnight(*account.last_day + days{1});
    }
    if (const auto clock = clock_of(course); clock > milliseconds{0}) {
        account.due = run(passed, clock, course.stops);
        if (!account.due) {
            account.last_day.reset();
            return account;
        }
    } else {
        account.due = passed;
    }
    if (!has_four_digit_year(*account.due)) return outside_the_years();
    return account;
}

}  // namespace

Result<Instant> due_at(Instant start, const Duration& term, Calendar calendar, const Almanac& almanac) {
    auto reckoned = reckon({start, term, calendar}, almanac, false);
    if (!reckoned) return fail_as(reckoned);
    return *reckoned->due;
}

Result<std::optional<Instant>> due_at(const TermCourse& course, const Almanac& almanac) {
    auto reckoned = reckon(course, almanac, false);
    if (!reckoned) return fail_as(reckoned);
    return reckoned->due;
}

Result<TermAccount> account_of(const TermCourse& course, const Almanac& almanac) {
    return reckon(course, almanac, true);
}

}  // namespace wissel
