#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/event.hpp"
#include "engine/cases/ids.hpp"
#include "engine/cases/routing_state.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// Who answers for a case to its end (the regiehouder).
struct Owner {
    Oin organisation;
    std::string role;

    bool operator==(const Owner&) const = default;
};

/// What one service provider said. Texts stand outside, behind their seals.
struct ReportState {
    ReportId id;
    Instant at;
    Actor by;
    nlohmann::json facts;
    nlohmann::json seals;  ///< `texts`, `opinion`, `contact`, each a seal; absent where the report had none
    nlohmann::json corrections =
        nlohmann::json::array();  ///< facts that were added or corrected later, in turn

    bool operator==(const ReportState&) const = default;
};

/// Where a case stands: the fold of its events.
struct CaseState {
    CaseId id;
    CaseNumber number;  ///< told as its reference
    std::int64_t version = 0;
    std::string phase;
    Owner owner;
    Instant created_at;
    Instant changed_at;
    std::vector<ReportState> reports;     ///< in the order in which they came
    std::vector<Oin> parties;             ///< organisations as whose report it counts; sorted, each once
    std::optional<RoutingState> routing;  ///< none: a case from before there was a routing table

    bool operator==(const CaseState&) const = default;
};

/// Applies one event. Throws LogicError where the event does not follow on the state: a history with a hole.
void evolve(CaseState& state, const Event& event);

/// The state as the store keeps it beside the events, and back. `decode_case` throws LogicError on a text
/// that `encode_case` did not write.
[[nodiscard]] std::string encode_case(const CaseState& state);
[[nodiscard]] CaseState decode_case(std::string_view text);

/// What is known of the bottleneck: the facts of its first report, as they were corrected since. Routing goes
/// by these.
[[nodiscard]] nlohmann::json known_facts(const CaseState& state);

/// The reporter's own reference of `report`; empty where it has none.
[[nodiscard]] std::string own_reference(const ReportState& report);

}  // namespace wissel::cases
