#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `POST /v1/cases`, `GET /v1/cases`, `GET /v1/cases/{id}`, `GET /v1/cases/{id}/events`.
[[nodiscard]] std::vector<Route> case_routes(const Services& services);

}  // namespace wissel::resources
