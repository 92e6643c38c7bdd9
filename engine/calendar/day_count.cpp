#include "engine/calendar/day_count.hpp"

#include <algorithm>

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
using Kind = TermLine::Kind;

/// No term goes beyond: dates have years of four digits.
constexpr sys_days end_of_time = year{10'000} / January / 1;

sys_days last_calendar_day(sys_days start, const Duration& term) {
    // Years and months in one go: a day that is clamped in between would be lost (29 February, P1Y1M).
    year_month_day date = year_month_day{start} + months{12 * term.years + term.months};
    if (!date.ok()) date = date.year() / date.month() / last;
    return sys_days{date} + weeks{term.weeks} + days{term.days};
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

Words by_article(int article, const std::optional<Words>& off) {
    if (article == 1 && off) {
        return {
            "een termijn eindigt niet op deze dag: " + off->nl + " (Algemene termijnenwet, artikel 1)",
            "a term does not end on such a day: " + off->en + " (Algemene termijnenwet, article 1)"};
    }
    return {
        "er horen ten minste twee werkdagen bij (Algemene termijnenwet, artikel 2)",
        "at least two working days belong to it (Algemene termijnenwet, article 2)"};
}

}  // namespace

DayCount::DayCount(
    sys_days start, const TermCourse& course, const Almanac& almanac, std::vector<TermLine>* lines
)
    : start_(start), course_(course), almanac_(almanac), lines_(lines), last_(start) {}

std::optional<sys_days> DayCount::last_day() {
    note(Kind::start, start_);
    count(course_.within);
    for (const auto& extension : course_.extensions) count(extension);
    if (course_.calendar == Calendar::nl_atw && !is_excluded(start_, course_.within)) lengthen();
    if (stands_still_ || too_late_) return std::nullopt;
    return last_;
}

void DayCount::count(const Duration& part) {
    if (!counts_days(part) || too_late_) return;
    if (course_.calendar == Calendar::nl_working_days) return count_working_days(part.days);
    const sys_days last = last_calendar_day(last_, part);
    if (stands_still_) {
        left_ += static_cast<int>((last - last_).count());
        return;
    }
    count_dates(last);
}

void DayCount::count_working_days(int number) {
    for (; number > 0 && !stands_still_ && !too_late_; last_ += days{1}) {
        const sys_days day = last_ + days{1};
        if (const auto off = almanac_.why_off(day)) {
            note(Kind::day_off, day, *off);
        } else if (take(day)) {
            --number;
        }
        too_late_ = day >= end_of_time;
    }
    if (stands_still_) left_ += number;
}

void DayCount::count_dates(sys_days last) {
    // Without stops no day has to be looked at, unless somebody wants to read of them.
    if (course_.stops.empty() && lines_ == nullptr) {
        last_ = last;
    } else {
        for (; last_ < last && !stands_still_ && last_ < end_of_time; last_ += days{1}) {
            if (!take(last_ + days{1})) last += days{1};
        }
        // The day at which it came to stand still was moved along with the rest.
        if (stands_still_) left_ += static_cast<int>((last - last_).count());
    }
    too_late_ = last_ >= end_of_time;
}

/// Counts a day that can be, unless the term stood still at its beginning.
bool DayCount::take(sys_days day) {
    const Stop* stop = stop_at(day);
    note(stop == nullptr ? Kind::counted : Kind::stopped, day);
    stands_still_ = stop != nullptr && !stop->until;
    return stop == nullptr;
}

/// Articles 1 and 2, which give the same day in either order: the first from the last on that is a working day
/// and has enough of them up to and including itself.
void DayCount::lengthen() {
    if (stands_still_ || too_late_) return;
    const int wanted = last_ - start_ >= days{3} ? 2 : 0;
    int found = 0;
    for (sys_days day = start_ + days{1}; day <= last_ && found < wanted; day += days{1}) {
        if (almanac_.is_working_day(day)) ++found;
    }
    for (auto off = almanac_.why_off(last_); found < wanted || off; off = almanac_.why_off(last_)) {
        const Words why = by_article(off ? 1 : 2, off);
        last_ += days{1};
        if (almanac_.is_working_day(last_)) ++found;
        note(Kind::lengthened, last_, why);
    }
}

const Stop* DayCount::stop_at(sys_days day) const {
    if (course_.stops.empty()) return nullptr;
    const Instant midnight = amsterdam_midnight(day);
    const auto found = std::find_if(course_.stops.begin(), course_.stops.end(), [&](const Stop& stop) {
        return stop.from <= midnight && (!stop.until || midnight < *stop.until);
    });
    return found == course_.stops.end() ? nullptr : &*found;
}

void DayCount::note(Kind kind, sys_days day, const Words& why) {
    if (lines_ == nullptr) return;
    if (!lines_->empty()) {
        TermLine& before = lines_->back();
        if (before.kind == kind && before.why == why && before.last + days{1} == day) {
            before.last = day;
            return;
        }
    }
    lines_->push_back({kind, day, day, why});
}

}  // namespace wissel
