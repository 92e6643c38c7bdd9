#pragma once

#include "engine/cases/decision.hpp"
#include "engine/cases/principal.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/sealed.hpp"
#include "engine/cases/valid_report.hpp"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace wissel::cases {

/// Which case a report joins, as its reporter named it: an id, or a reference such as `GD-2026-000042`.
using JoinedCase = std::variant<CaseId, CaseNumber>;

/// One part of a report that is kept out of the history, as compact JSON text.
struct SealedPart {
    const char* name;  ///< of its seal
    std::string text;
};

/// "I report this bottleneck." Made by `prepare`, which does all that needs no register, on whatever thread
/// the report came in by: the one thread that writes should not have to.
struct SubmitReport {
    Principal by;
    nlohmann::json facts;
    std::vector<SealedPart> sealed;
    std::set<Oin> parties;             ///< as whose report it counts
    std::optional<std::string> joins;  ///< the case that the reporter says it belongs with
    std::string decision;              ///< of the routing table, as JSON text; empty where it joins a case
    nlohmann::json routed;             ///< what of it the state of a case keeps
};

/// Takes the report apart and routes it, at the moment `now`. Pure.
[[nodiscard]] SubmitReport prepare(
    Principal by, const ValidReport& report, const RoutingDesk& desk, Instant now
);

/// Whether `by` may report at all (`forbidden`).
[[nodiscard]] Result<void> may_submit(const Principal& by);

/// Opens a case with one report and its routing, and begins its lifecycle. Its owner is the programme's
/// coordinator from this moment on. Pure: equal arguments give equal decisions.
[[nodiscard]] Result<Decision> decide(SubmitReport&& command, Surroundings& surroundings);

/// What the report says that it joins; no value: nothing. Fails (`invalid`, at `/joins`) where that is no way
/// to name a case.
[[nodiscard]] Result<std::optional<JoinedCase>> joined_case(const SubmitReport& command);

/// The refusal of a case that is not there, or not for the reporter to see: the same words for both.
[[nodiscard]] Failure cannot_join();

/// Adds the report to `into`, which the reporter may see.
[[nodiscard]] Result<Decision> join(
    SubmitReport&& command, const CaseState& into, Surroundings& surroundings
);

/// The decision to join `into` (R01), as JSON text: no row of the table, but what comes before it.
[[nodiscard]] std::string joined_decision(const RoutingDesk& desk, const CaseState& into, Instant now);

}  // namespace wissel::cases
