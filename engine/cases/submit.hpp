#pragma once

#include "engine/base/entropy.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/principal.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/sealed.hpp"
#include "engine/cases/valid_report.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace wissel::cases {

/// "I report this bottleneck." Where the report names a case that it joins, it counts there (R01).
struct SubmitReport {
    Principal by;
    ValidReport report;
};

/// Which case a report joins, as its reporter named it: an id, or a reference such as `GD-2026-000042`.
using JoinedCase = std::variant<CaseId, CaseNumber>;

/// What a command comes to: facts for the history, not yet in it. Events carry no sequence yet.
struct Decision {
    std::vector<Event> events;
    std::vector<SealedValue> sealed;
};

/// What comes in from outside while deciding.
struct Surroundings {
    Instant now;                         ///< never before the last event of the register
    Entropy& entropy;                    ///< for identifiers and salts
    const Organisations& organisations;  ///< who holds which role
    const RoutingDesk& desk;             ///< which route a case takes
    int next_number;                     ///< of a case in this year, for its reference
};

/// Whether `by` may report at all (`forbidden`).
[[nodiscard]] Result<void> may_submit(const Principal& by);

/// Opens a case with one report, and routes it. Its owner is the programme's coordinator from this moment on.
/// Pure: equal arguments give equal decisions.
[[nodiscard]] Result<Decision> decide(const SubmitReport& command, Surroundings& surroundings);

/// What the report says that it joins; no value: nothing. Fails (`invalid`, at `/joins`) where that is no way
/// to name a case.
[[nodiscard]] Result<std::optional<JoinedCase>> joined_case(const SubmitReport& command);

/// The refusal of a case that is not there, or not for the reporter to see: the same words for both.
[[nodiscard]] Failure cannot_join();

/// Adds the report to `into`, which the reporter may see.
[[nodiscard]] Result<Decision> join(
    const SubmitReport& command, const CaseState& into, Surroundings& surroundings
);

/// The decision about a report that would open a case, or join `into` (null: it joins none), in the words in
/// which it is told. Nothing is kept.
[[nodiscard]] nlohmann::json decide_dry(
    const SubmitReport& command, const CaseState* into, const RoutingDesk& desk, Instant now
);

}  // namespace wissel::cases
