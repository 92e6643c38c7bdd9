#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/calendar/duration.hpp"

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
[[nodiscard]] Result<Instant> due_at(Instant start, const Duration& term, Calendar calendar);

}  // namespace wissel
