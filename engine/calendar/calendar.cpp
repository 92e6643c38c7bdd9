#include "engine/calendar/calendar.hpp"

#include <algorithm>
#include <array>

namespace wissel {
namespace {

using namespace std::chrono;

struct Code {
    Calendar calendar;
    std::string_view code;
};

constexpr std::array codes{
    Code{Calendar::days, "days"},
    Code{Calendar::nl_working_days, "nl-working-days"},
    Code{Calendar::nl_atw, "nl-atw"},
};

/// The anonymous Gregorian rule of 1876 (Meeus, Astronomical Algorithms, chapter 8): the Sunday after the
/// full moon on or after 21 March, both as the church reckons them.
sys_days easter_sunday(year in) {
    const int whole = static_cast<int>(in);
    const int golden = whole % 19;
    const int century = whole / 100;
    const int in_century = whole % 100;
    const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
    const int full_moon = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    const int to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - full_moon - in_century % 4) % 7;
    const int weeks_early = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    return sys_days{in / March / 22} + days{full_moon + to_sunday - 7 * weeks_early};
}

/// "The day on which the King's birthday is celebrated": the 27th of April, the day before where that is a
/// Sunday.
sys_days kings_day(year in) {
    const sys_days birthday{in / April / 27};
    return weekday{birthday} == Sunday ? birthday - days{1} : birthday;
}

bool has_fixed_date(month_day date) {
    return date == January / 1  // New Year's Day
           || date == May / 5   // Liberation Day: by law every year, whatever employers agree on
           || date == December / 25 || date == December / 26;
}

bool moves_with_easter(days after_easter) {
    switch (after_easter.count()) {
        case -2:  // Good Friday (article 3, subsection 2)
        case 0:   // Easter Sunday
        case 1:   // Easter Monday
        case 39:  // Ascension Day
        case 49:  // Whit Sunday
        case 50:  // Whit Monday
            return true;
        default:
            return false;
    }
}

}  // namespace

std::optional<Calendar> read_calendar(std::string_view code) {
    const auto found = std::ranges::find(codes, code, &Code::code);
    if (found == codes.end()) return std::nullopt;
    return found->calendar;
}

std::string_view code_of(Calendar calendar) {
    return std::ranges::find(codes, calendar, &Code::calendar)->code;
}

bool is_feast_day(sys_days day) {
    const year_month_day date{day};
    return has_fixed_date(date.month() / date.day()) || day == kings_day(date.year()) ||
           moves_with_easter(day - easter_sunday(date.year()));
}

bool is_working_day(sys_days day) {
    const weekday in_week{day};
    return in_week != Saturday && in_week != Sunday && !is_feast_day(day);
}

std::optional<sys_days> amsterdam_day(Instant instant) {
    // Further away the date arithmetic of chrono, 16 bits of years, would wrap round.
    constexpr Instant first = sys_days{year{0} / January / 1};
    constexpr Instant end = sys_days{year{10'000} / January / 1};
    if (instant < first - days{1} || instant >= end) return std::nullopt;
    const auto date = parse_date(amsterdam_date(instant));
    if (!date) return std::nullopt;
    return sys_days{*date};
}

Instant amsterdam_midnight(sys_days day) {
    // The clocks change at 01:00 UTC, never between these two moments: where the summer one has that date
    // already, it is summer. So the rule itself stays in one place, amsterdam_date.
    const Instant in_summer = day - hours{2};
    return amsterdam_day(in_summer) == day ? in_summer : day - hours{1};
}

}  // namespace wissel
