#pragma once

#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `POST /v1/cases/{id}/visibility`: who may see the case. How it stands is told in the case's document.
[[nodiscard]] std::vector<Route> visibility_routes(const Services& services);

}  // namespace wissel::resources
