#pragma once

#include "engine/cases/case_state.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What cases can be found by, told from where a case stands. Each facet follows what the status counts
// (docs/status.md), so that a number there leads to its cases here.

namespace wissel::cases {

/// The numbers stand in registers: one that was given is never given to another.
enum class Facet : std::uint8_t {
    phase = 1,
    route = 2,     ///< the last main route; before there is a leg, the one that the routing names; `none`: neither
    state = 3,     ///< `workflow/state`: of the lifecycle, each leg and each intervention; all, where several at once
    leg = 4,       ///< `route/status` of each leg, interventions too
    owner = 5,     ///< OIN of the owner of an open leg or intervention
    ministry = 6,  ///< TOOI URI: of each leg; before one has any, the one that the routing names
    barrier = 7,   ///< by what the first report names, as it was corrected since
    stalled = 8,   ///< `yes`: an intervention runs that was taken up; without a value otherwise
    case_owner = 9,   ///< `OIN/role` of who owns an open case
    closed_as = 10,   ///< of a closed case
    outcome = 11,     ///< each that was recorded, of the case or a leg
    visibility = 12,  ///< who sees it now
    leg_outcome = 13,   ///< `route/outcome`: the last of each leg
    leg_owner = 14,     ///< `route/OIN` of the owner of an open leg
    leg_ministry = 15,  ///< `ministry/status` of each leg that has one, by TOOI URI
    leg_began = 16,     ///< `route/2026-W48`: the week in Amsterdam in which each leg began
    leg_ended = 17,     ///< the same of each that has ended
};

inline constexpr const char* is_stalled = "yes";
inline constexpr const char* no_route = "none";

struct FacetValue {
    Facet facet = Facet::phase;
    std::string value;

    auto operator<=>(const FacetValue&) const = default;
};

/// Sorted, each once. Pure.
[[nodiscard]] std::vector<FacetValue> facets_of(const CaseState& state);

/// A leg that has not ended, by what goes on while nothing happens.
struct OpenLeg {
    std::string route;
    Instant began{};
    std::optional<Instant> due{};  ///< no value: no term runs

    auto operator<=>(const OpenLeg&) const = default;
};

/// Of each open leg, interventions too; in their order. Pure.
[[nodiscard]] std::vector<OpenLeg> open_legs_of(const CaseState& state);

/// When the earliest term ends that runs: of the open case, its open legs and interventions. No value: none runs.
[[nodiscard]] std::optional<Instant> first_term(const CaseState& state);

}  // namespace wissel::cases
