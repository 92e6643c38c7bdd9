#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace wissel::logic {

/// `2026-11-24`, or the date in UTC of an RFC 3339 date-time. No value: neither.
[[nodiscard]] std::optional<std::chrono::sys_days> read_day(std::string_view text);

/// `2026-11-24`. No value: outside the years 0000 to 9999.
[[nodiscard]] std::optional<std::string> day_text(std::chrono::sys_days day);

/// The date part of an ISO 8601 duration.
struct Period {
    int months = 0;  ///< a year is twelve
    int days = 0;    ///< a week is seven
};

/// `P1Y2M3W4D`, any of them, in this order; `-` before the P takes it back. No value: anything else.
[[nodiscard]] std::optional<Period> read_period(std::string_view text);

/// Months first, which end on the last day of a shorter month; then days.
[[nodiscard]] std::chrono::sys_days later(std::chrono::sys_days day, const Period& period);

}  // namespace wissel::logic
