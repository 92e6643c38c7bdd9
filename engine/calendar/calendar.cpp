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

/// Feast days of one date in every year.
const Words* fixed_feast(month_day date) {
    static const Words new_year{"Nieuwjaarsdag", "New Year's Day"};
    // By law every year, whatever employers agree on.
    static const Words liberation{"Bevrijdingsdag", "Liberation Day"};
    static const Words christmas{"eerste kerstdag", "Christmas Day"};
    static const Words boxing{"tweede kerstdag", "Boxing Day"};
    if (date == January / 1) return &new_year;
    if (date == May / 5) return &liberation;
    if (date == December / 25) return &christmas;
    return date == December / 26 ? &boxing : nullptr;
}

const Words* feast_of_easter(days after_easter) {
    static const Words good_friday{"Goede Vrijdag", "Good Friday"};  // article 3, subsection 2
    static const Words easter{"eerste paasdag", "Easter Sunday"};
    static const Words easter_monday{"tweede paasdag", "Easter Monday"};
    static const Words ascension{"Hemelvaartsdag", "Ascension Day"};
    static const Words whit_sunday{"eerste pinksterdag", "Whit Sunday"};
    static const Words whit_monday{"tweede pinksterdag", "Whit Monday"};
    switch (after_easter.count()) {
        case -2: return &good_friday;
        case 0: return &easter;
        case 1: return &easter_monday;
        case 39: return &ascension;
        case 49: return &whit_sunday;
        case 50: return &whit_monday;
        default: return nullptr;
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

const Words* feast_day(sys_days day) {
    static const Words kings{"Koningsdag", "King's Day"};
    const year_month_day date{day};
    if (const auto* fixed = fixed_feast(date.month() / date.day())) return fixed;
    if (day == kings_day(date.year())) return &kings;
    return feast_of_easter(day - easter_sunday(date.year()));
}

bool is_feast_day(sys_days day) {
    return feast_day(day) != nullptr;
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
