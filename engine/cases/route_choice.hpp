#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/organisations.hpp"
#include "engine/cases/routing_desk.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// A route with what belongs to it: a ministry to a fast lane, a kind to a referral.
struct RouteChoice {
    std::string route;
    std::string ministry;
    std::string referral;
};

/// What is wrong with the choice. Pointers begin with `prefix`. Pure.
[[nodiscard]] std::vector<Issue> check_choice(
    const RouteChoice& choice,
    const std::string& prefix,
    const Organisations& organisations,
    const RoutingDesk& desk
);

/// Only whether this is a ministry that a fast lane can be at.
[[nodiscard]] std::vector<Issue> check_ministry(
    const std::string& ministry, const std::string& prefix, const Organisations& organisations
);

/// What the lifecycle hears once the table has looked: `routedAutomatically` where its choice stands by itself,
/// else `routedAsProposal`; and the data of that event.
[[nodiscard]] std::string_view routed_event(const CaseState& state);
[[nodiscard]] nlohmann::json routed_as(const CaseState& state);

/// As it stands in an event: only what is there.
[[nodiscard]] nlohmann::json encode_choice(const RouteChoice& choice);

}  // namespace wissel::cases
