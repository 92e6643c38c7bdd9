#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/status`: how all cases stand, those of a route, and those of an organisation, with what the numbers mean.
[[nodiscard]] std::vector<Route> status_routes(const Services& services);

}  // namespace wissel::resources
