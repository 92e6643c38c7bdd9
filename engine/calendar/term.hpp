#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"
#include "engine/calendar/almanac.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/calendar/duration.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace wissel {

/// The moment at which a term that began at `start` is passed: the first that lies after it.
///
/// Hours and less run on the clock, whatever the calendar. A term in days or longer does not count the day of
/// its start (in Amsterdam), ends with its last day, and is passed at 00:00 Amsterdam of the day after.
/// Months come first and end on the last day of a shorter month, then weeks and days. On `nl_working_days`
/// only working days count. On `nl_atw` the last day moves as the Algemene termijnenwet says. A duration with
/// days and clock: the days first, then the clock from the moment at which they are passed.
///
/// Fails (`invalid`): weeks, months or years on `nl_working_days`; a duration that is not in range; a start
/// or an end outside the years 0000 to 9999.
[[nodiscard]] Result<Instant> due_at(
    Instant start, const Duration& term, Calendar calendar, const Almanac& almanac = {}
);

/// A time in which a term stands still.
struct Stop {
    Instant from{};
    std::optional<Instant> until;  ///< none: it stands still now

    bool operator==(const Stop&) const = default;
};

/// A term with what came over it.
struct TermCourse {
    Instant start{};
    Duration within;
    Calendar calendar = Calendar::days;
    std::vector<Duration> extensions = {};  ///< each goes on where what came before it ends
    std::vector<Stop> stops = {};           ///< in the order in which they came
};

/// The moment at which it is passed. No day counts on which it stood still at 00:00 Amsterdam; the clock part
/// loses the time in which it did. No value: it stands still, so nobody can say. Fails as above.
[[nodiscard]] Result<std::optional<Instant>> due_at(const TermCourse& course, const Almanac& almanac);

/// One stretch of days on the way to the end of a term, and why they count or do not.
struct TermLine {
    enum class Kind : std::uint8_t {
        start,       ///< the day on which it began; does not count
        counted,
        day_off,     ///< no working day, on a calendar that counts those
        stopped,     ///< it stood still at the beginning of each
        lengthened,  ///< added by the Algemene termijnenwet
    };

    Kind kind = Kind::counted;
    std::chrono::sys_days first;
    std::chrono::sys_days last;  ///< of `stopped`: the first where it stands still now
    Words why;                   ///< both empty where the kind says it all

    [[nodiscard]] int days() const { return static_cast<int>((last - first).count()) + 1; }
    bool operator==(const TermLine&) const = default;
};

/// How a term came about.
struct TermAccount {
    std::vector<TermLine> lines;                    ///< empty for one that runs on the clock alone
    std::optional<std::chrono::sys_days> last_day;  ///< that still belongs to it; none as for `due`
    std::optional<Instant> due;                     ///< when it is passed; none: it stands still
    int days_left = 0;                              ///< of one that stands still: what counts on its calendar
};

/// The same arithmetic, told day by day. Fails as above.
[[nodiscard]] Result<TermAccount> account_of(const TermCourse& course, const Almanac& almanac);

}  // namespace wissel
