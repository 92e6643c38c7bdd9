#include "engine/calendar/term.hpp"

// The Algemene termijnenwet (Act of 25 July 1964, BWBR0002448) lengthens a term that the law sets:
//   article 1, subsection 1: one that ends on a Saturday, Sunday or feast day goes on up to and including the
//     next day that is none of these;
//   article 2: one of at least three days is lengthened until at least two of its days are none of these;
//   article 4, under a: neither goes for terms "in hours, in more than 90 days, in more than twelve weeks, in
//     more than three months, or in one or more years".
// Terms counted back (article 1, subsection 2) do not exist here; article 4 under b and c is about what the
// term is for, and who writes such a term chooses the calendar `days`.

namespace wissel {
namespace {

using namespace std::chrono;

bool has_four_digit_year(Instant instant) {
    constexpr Instant first = sys_days{year{0} / January / 1};
    constexpr Instant end = sys_days{year{10'000} / January / 1};
    return first <= instant && instant < end;
}

sys_days last_calendar_day(sys_days start, const Duration& term) {
    // Years and months in one go: a day that is clamped in between would be lost (29 February, P1Y1M).
    year_month_day date = year_month_day{start} + months{12 * term.years + term.months};
    if (!date.ok()) date = date.year() / date.month() / last;
    return sys_days{date} + weeks{term.weeks} + days{term.days};
}

sys_days last_working_day(sys_days start, int count) {
    sys_days day = start;
    while (count > 0) {
        day += days{1};
        if (is_working_day(day)) --count;
    }
    return day;
}

/// Whether article 4 under a takes the term out. It knows terms in one unit only; one in several is held
/// against the limit of its longest: `P12W1D` is more than twelve weeks. Hours beside days do not take the
/// days out: they run after them, on the clock.
bool is_excluded(sys_days start, const Duration& term) {
    if (term.years > 0) return true;
    if (term.months > 0) {
        return last_calendar_day(start, term) > last_calendar_day(start, Duration{.months = 3});
    }
    if (term.weeks > 0) return weeks{term.weeks} + days{term.days} > weeks{12};
    return term.days > 90;
}

/// Articles 1 and 2, which give the same day in either order: the first from `last` on that is a working day
/// and has enough of them up to and including itself.
sys_days lengthened(sys_days start, sys_days last) {
    const int wanted = last - start >= days{3} ? 2 : 0;
    int found = 0;
    for (sys_days day = start + days{1}; day <= last && found < wanted; day += days{1}) {
        if (is_working_day(day)) ++found;
    }
    while (found < wanted || !is_working_day(last)) {
        last += days{1};
        if (is_working_day(last)) ++found;
    }
    return last;
}

sys_days last_day(sys_days start, const Duration& term, Calendar calendar) {
    if (calendar == Calendar::nl_working_days) return last_working_day(start, term.days);
    const sys_days last = last_calendar_day(start, term);
    if (calendar == Calendar::days || is_excluded(start, term)) return last;
    return lengthened(start, last);
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

}  // namespace

Result<Instant> due_at(Instant start, const Duration& term, Calendar calendar) {
    if (!is_in_range(term)) return too_long();
    if (!has_four_digit_year(start)) return outside_the_years();
    const bool has_longer_than_days = term.years > 0 || term.months > 0 || term.weeks > 0;
    if (calendar == Calendar::nl_working_days && has_longer_than_days) return not_in_working_days();
    Instant passed = start;
    if (counts_days(term)) {
        const auto first = amsterdam_day(start);
        if (!first) return outside_the_years();  // the last hour of 9999 in UTC
        passed = amsterdam_midnight(last_day(*first, term, calendar) + days{1});
    }
    passed += term.clock;
    if (!has_four_digit_year(passed)) return outside_the_years();
    return passed;
}

}  // namespace wissel
