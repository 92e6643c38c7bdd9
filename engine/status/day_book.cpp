#include "engine/status/day_book.hpp"

#include "engine/base/ensure.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/calendar/week.hpp"

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
    return static_cast<Day>(wissel::monday_of(day_at(day)).time_since_epoch().count());
}

Day month_of(Day day) {
    const year_month_day date(day_at(day));
    return static_cast<Day>(sys_days(date.year() / date.month() / 1).time_since_epoch().count());
}

Day month_after(Day day) {
    return month_of(month_of(day) + 31);
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

std::optional<Day> read_week(std::string_view text) {
    const auto monday = parse_week(text);
    if (!monday) return std::nullopt;
    return static_cast<Day>(monday->time_since_epoch().count());
}

std::string week_text(Day day) {
    return wissel::week_text(day_at(day));
}

}  // namespace wissel::status
