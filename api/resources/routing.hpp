#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/cases/{id}/routing`: why a case stands where it stands, and what a coordinator does about it; and the
/// table in force under `/v1/routing`.
[[nodiscard]] std::vector<Route> routing_routes(const Services& services);

}  // namespace wissel::resources
