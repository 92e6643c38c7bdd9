#pragma once

#include "engine/calendar/almanac.hpp"
#include "engine/cases/leg.hpp"

#include <nlohmann/json_fwd.hpp>

namespace wissel::cases {

/// How a term came about, day by day, for whoever reads it: `within`, `calendar`, `basis`, `title`, `startedAt`,
/// `status`, `suspensions`, and what engine/calendar/term_codec.hpp tells. `due` is the moment that the register
/// goes by (null: the term stands still); it is another one than `almanac` has where the term was passed before
/// the calendar changed.
[[nodiscard]] nlohmann::json tell_term(
    const Term& term, const std::optional<Instant>& due, const Almanac& almanac
);

}  // namespace wissel::cases
