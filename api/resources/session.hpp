#pragma once

#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `/v1/session`: exchange an API key for a session in a cookie, see how long it lasts, end it.
[[nodiscard]] std::vector<Route> session_routes(const Services& services);

}  // namespace wissel::resources
