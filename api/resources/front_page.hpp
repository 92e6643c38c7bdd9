#pragma once

#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// `GET /`: one plain page that says what this is and where to go on, in the language of the browser; of a
/// demonstration also that nothing in it is real.
[[nodiscard]] std::vector<Route> front_page_routes(const Services& services);

}  // namespace wissel::resources
