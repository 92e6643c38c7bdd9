#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace wissel {

/// A moment in UTC, to the millisecond: what events, terms and the API tell time in.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// `2026-11-24T09:30:00.000Z`. Years 0000 to 9999.
[[nodiscard]] std::string format_instant(Instant instant);

/// RFC 3339 date-time with any offset but `-00:00`, upper-case `T` and `Z` (Dutch API Design Rules,
/// date-time/timezone). Finer than a millisecond is cut off. No value: not such a text, or no such moment.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// RFC 3339 full-date (`2026-11-24`). No value: not such a text, or no such day.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

/// The civil date in Europe/Amsterdam (`2026-11-24`), by the rule in force since 1996: two hours ahead of UTC
/// from the last Sunday of March 01:00 UTC until the last Sunday of October 01:00 UTC, else one.
[[nodiscard]] std::string amsterdam_date(Instant instant);

/// What the clocks there show at that moment: `09:30`.
[[nodiscard]] std::string amsterdam_time(Instant instant);

/// The year of that date.
[[nodiscard]] int amsterdam_year(Instant instant);

}  // namespace wissel
