#pragma once

#include "engine/calendar/term.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/leg.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace wissel {
class JsonWriter;
}

namespace wissel::cases {

/// The term as the calendar reckons it. Of a term from the history: what cannot be read throws LogicError.
[[nodiscard]] TermCourse course_of(const Term& term);

/// Whatever the clock brings to a machine by itself: its timers, the end of its term (`term_timer`), and that
/// nothing happened for too long (`stillness_timer`).
[[nodiscard]] std::vector<DueTimer> watched(const MachineState& machine);

/// The same of the lifecycle: while a leg that decides how the case goes on is open, that leg is watched for
/// standing still, and the lifecycle is not. Empty for a case without lifecycle.
[[nodiscard]] std::vector<DueTimer> watched_of_lifecycle(
    const std::optional<MachineState>& lifecycle, const std::vector<Leg>& legs
);

/// Whatever the clock brings to the case but not to a leg: to its lifecycle, and to who may see it (visibility.hpp).
[[nodiscard]] std::vector<DueTimer> watched_of_case(const CaseState& state);

// As a tree where they go into an event; written where a case is kept, members in the order of their names.

[[nodiscard]] nlohmann::json encode_stops(const std::vector<Stop>& stops);
void write_stops(JsonWriter& to, const std::vector<Stop>& stops);
[[nodiscard]] std::vector<Stop> decode_stops(const nlohmann::json& read);
[[nodiscard]] nlohmann::json encode_held(const std::vector<HeldTimer>& timers);
void write_held(JsonWriter& to, const std::vector<HeldTimer>& timers);
[[nodiscard]] std::vector<HeldTimer> decode_held(const nlohmann::json& read);
void write(JsonWriter& to, const Term& term);
[[nodiscard]] Term decode_term(const nlohmann::json& read);

}  // namespace wissel::cases
