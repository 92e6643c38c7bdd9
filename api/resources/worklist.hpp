#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/worklist`: what waits for the caller.
[[nodiscard]] std::vector<Route> worklist_routes(const Services& services);

}  // namespace wissel::resources
