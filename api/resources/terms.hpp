#pragma once

#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// The terms of a case, how they came about, and extending one: `/v1/cases/{id}/terms`.
[[nodiscard]] std::vector<Route> term_routes(const Services& services);

}  // namespace wissel::resources
