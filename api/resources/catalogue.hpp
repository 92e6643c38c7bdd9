#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// What a form or a screen needs to know: `GET /v1/me`, `/v1/organisations`, `/v1/vocabulary`, and the schema
/// of a report with its help texts, `/v1/schemas/report`.
[[nodiscard]] std::vector<Route> catalogue_routes(const Services& services);

}  // namespace wissel::resources
