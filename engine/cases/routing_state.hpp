#pragma once

#include "engine/base/words.hpp"
#include "engine/cases/event.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace wissel {
class JsonWriter;
}

namespace wissel::cases {

/// How a case stands with its route.
namespace routing_status {
inline constexpr std::string_view proposed = "proposed";  ///< a coordinator has to confirm, or choose another
inline constexpr std::string_view chosen = "chosen";      ///< by the table, which needed nobody for it
inline constexpr std::string_view confirmed = "confirmed";  ///< by a coordinator
inline constexpr std::string_view overruled = "overruled";  ///< a coordinator chose another, with a reason
}  // namespace routing_status

/// Which route a case has, and who says so. What the table said in full, and everything that it said before,
/// stands in the events.
struct RoutingState {
    std::string status;
    std::string route;     ///< empty: none yet, the case stays in triage
    std::string ministry;  ///< of a fast lane, by its TOOI URI
    std::string referral;  ///< of a referral, its kind
    std::string rule;      ///< the rule that decided; empty: none did
    std::string mode;
    Words because;  ///< the table's reason, or the coordinator's
    std::int64_t points = 0;
    bool urgent = false;
    std::int64_t decided = 0;  ///< the version of the `routed` event that it goes back to

    bool operator==(const RoutingState&) const = default;
};

/// Applies a `routed`, `routeConfirmed` or `routeOverruled`. Throws what JSON throws where the data are not
/// as these have them.
void evolve_routing(RoutingState& state, const Event& event);

/// As a case is kept: members in the order of their names.
void write(JsonWriter& to, const RoutingState& state);
[[nodiscard]] RoutingState decode_routing(const nlohmann::json& read);

}  // namespace wissel::cases
