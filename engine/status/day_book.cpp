#include "engine/status/day_book.hpp"

#include "engine/base/ensure.hpp"
#include "engine/calendar/calendar.hpp"

#include <fmt/format.h>

namespace wissel::status {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

sys_days day_at(Day day) {
    return sys_days(days(day));
}

constexpr std::size_t hours_max = 1U << 17U;

}  // namespace

Day DayBook::day_of(Instant at) {
    const auto hour = std::chrono::floor<std::chrono::hours>(at);
    const auto known = hours_.find(hour.time_since_epoch().count());
    if (known != hours_.end()) return known->second;
    const auto found = amsterdam_day(hour);
    const auto fallback = at < Instant() ? std::chrono::year(0) / 1 / 1 : std::chrono::year(9999) / 12 / 31;
    const Day day = static_cast<Day>(found.value_or(sys_days(fallback)).time_since_epoch().count());
    if (hours_.size() >= hours_max) hours_.clear();
    hours_.emplace(hour.time_since_epoch().count(), day);
    return day;
}

Instant start_of(Day day) {
    return amsterdam_midnight(day_at(day));
}

Day monday_of(Day day) {
    const std::chrono::weekday in_week(day_at(day));
    return day - static_cast<Day>(in_week.iso_encoding()) + 1;
}

std::string date_text(Day day) {
    const year_month_day date(day_at(day));
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

std::string week_text(Day day) {
    // A week belongs to the year that its Thursday is in.
    const Day thursday = monday_of(day) + 3;
    const auto year = year_month_day(day_at(thursday)).year();
    const auto first = sys_days(year / 1 / 1).time_since_epoch().count();
    return fmt::format("{:04}-W{:02}", static_cast<int>(year), (thursday - first) / 7 + 1);
}

}  // namespace wissel::status
