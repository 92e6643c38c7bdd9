#pragma once

#include "engine/base/words.hpp"
#include "engine/calendar/calendar.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace wissel {

/// How long something lasts, in the units it was said in. They stay apart because the calendars and the law
/// tell them apart: a month is no number of days, `P1D` is no `PT24H`, and the Algemene termijnenwet has a
/// limit for each. No part is negative; one that is zero was not said.
struct Duration {
    int years = 0;
    int months = 0;
    int weeks = 0;
    int days = 0;
    std::chrono::milliseconds clock{0};  ///< hours, minutes and seconds: real time, whatever the day

    bool operator==(const Duration&) const = default;
};

/// ISO 8601 `PnYnMnWnDTnHnMnS`: any of them, in this order, at least one (after `T` too); whole numbers, but
/// for seconds, which may have one to three digits after a dot. No sign, as a term never runs back. No value:
/// anything else, or longer than 100 years.
[[nodiscard]] std::optional<Duration> read_duration(std::string_view text);

/// The shortest text that reads back as `duration`: hours are not made days, `PT90M` becomes `PT1H30M`, and
/// nothing is `PT0S`. For durations that are in range.
[[nodiscard]] std::string duration_text(const Duration& duration);

/// For people: `5 werkdagen` / `5 working days` on that calendar, `2 maanden en 1 dag`, `1,5 seconden`.
/// For durations that are in range.
[[nodiscard]] Words duration_words(const Duration& duration, Calendar calendar);

/// No part negative, and not longer than 100 years together, at the average length of a year and a month.
[[nodiscard]] bool is_in_range(const Duration& duration);

/// Has years, months, weeks or days: it asks for a calendar, not only for a clock.
[[nodiscard]] bool counts_days(const Duration& duration);

}  // namespace wissel
