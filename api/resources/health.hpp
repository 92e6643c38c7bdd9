#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `GET /health/live` (the process runs) and `GET /health/ready` (it reads and takes writes; 503 where not),
/// open to all: they tell nothing but that.
[[nodiscard]] std::vector<Route> health_routes(const Services& services);

}  // namespace wissel::resources
