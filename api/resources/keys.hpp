#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `GET /v1/keys` (of one's organisation; all for administrators), `POST /v1/keys` and `DELETE
/// /v1/keys/{prefix}` (administrators). A key's text is in the answer to POST and nowhere else, ever.
[[nodiscard]] std::vector<Route> key_routes(const Services& services);

}  // namespace wissel::resources
