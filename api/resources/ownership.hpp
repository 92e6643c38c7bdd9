#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/cases/{id}/owner` (hand-over) and `/v1/cases/{id}/ownership` (who held what from when to when).
[[nodiscard]] std::vector<Route> ownership_routes(const Services& services);

}  // namespace wissel::resources
