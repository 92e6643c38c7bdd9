#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/cases/{id}/comments` and `/v1/cases/{id}/positions`: what people say beside it.
[[nodiscard]] std::vector<Route> talk_routes(const Services& services);

}  // namespace wissel::resources
