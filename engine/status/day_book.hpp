#pragma once

#include "engine/base/instant.hpp"
#include "engine/status/counts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wissel::status {

/// The Amsterdam days of moments. Which day it is changes on the hour only, so each hour is worked out once:
/// civil time costs a microsecond, and a history asks a million times.
class DayBook {
public:
    /// Moments outside the years 0000 to 9999 fall on the nearest day that has a date.
    [[nodiscard]] Day day_of(Instant at);

    /// The first day that begins at or after `due`: the one on which a term that ends there counts as passed.
    [[nodiscard]] Day passed_on(Instant due) { return day_of(due - std::chrono::milliseconds(1)) + 1; }

private:
    std::unordered_map<std::int64_t, Day> hours_;
};

/// When `day` begins.
[[nodiscard]] Instant start_of(Day day);

/// The Monday of its week.
[[nodiscard]] Day monday_of(Day day);

/// The first day of its month, and of the month after it.
[[nodiscard]] Day month_of(Day day);
[[nodiscard]] Day month_after(Day day);

/// `2026-11-23`, and `2026-W48` (ISO 8601, as weeks are numbered in the Netherlands).
[[nodiscard]] std::string date_text(Day day);
[[nodiscard]] std::string week_text(Day day);

/// The Monday of the week that such a text names. No value: there is no such week.
[[nodiscard]] std::optional<Day> read_week(std::string_view text);

}  // namespace wissel::status
