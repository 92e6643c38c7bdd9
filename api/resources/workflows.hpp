#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/workflows` with drawings, and `/v1/routes`: how cases are treated.
[[nodiscard]] std::vector<Route> workflow_routes(const Services& services);

}  // namespace wissel::resources
