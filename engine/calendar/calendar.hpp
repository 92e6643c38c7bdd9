#pragma once

#include "engine/base/instant.hpp"
#include "engine/base/words.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

// Which days there are to count, and when each begins. The room lives in namespace wissel, as Instant does:
// with a namespace `calendar` no struct could have the member `calendar::Calendar calendar`.
//
// Feast days are computed by the rules in force now, for any year: terms look ahead, and what was celebrated
// before 2014 (Queen's Day, on another date) is not known here.

namespace wissel {

/// On what a term counts its days (term.hpp has the arithmetic).
enum class Calendar : std::uint8_t {
    days,             ///< every day
    nl_working_days,  ///< working days only
    nl_atw,           ///< every day, lengthened as the Algemene termijnenwet says
};

/// As in workflow files: `days`, `nl-working-days`, `nl-atw`. No value: none of these.
[[nodiscard]] std::optional<Calendar> read_calendar(std::string_view code);

[[nodiscard]] std::string_view code_of(Calendar calendar);

/// The generally recognised feast days of article 3 of the Algemene termijnenwet (the first two subsections:
/// days by decree, the third, stand in an almanac: almanac.hpp), and Easter and Whit Sunday, which the Act
/// leaves out because no Sunday needs naming. Years 0000 and later.
[[nodiscard]] bool is_feast_day(std::chrono::sys_days day);

/// Which of them `day` is; null: none.
[[nodiscard]] const Words* feast_day(std::chrono::sys_days day);

/// Neither a Saturday, nor a Sunday, nor a feast day. Whoever knows of days by decree asks an Almanac.
[[nodiscard]] bool is_working_day(std::chrono::sys_days day);

/// The civil date in Europe/Amsterdam. No value: outside the years 0000 to 9999.
[[nodiscard]] std::optional<std::chrono::sys_days> amsterdam_day(Instant instant);

/// When that day begins in Europe/Amsterdam: 22:00 UTC the day before in summer, else 23:00.
/// Years 0000 to 9999; the first moment of the year 10000 too, in which a term of 9999 may end.
[[nodiscard]] Instant amsterdam_midnight(std::chrono::sys_days day);

}  // namespace wissel
