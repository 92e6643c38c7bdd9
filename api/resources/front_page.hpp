#pragma once

#include "api/resources/router.hpp"

#include <vector>

namespace wissel::resources {

/// `GET /`: one plain page that says what this is and where to go on, in the language of the browser.
[[nodiscard]] std::vector<Route> front_page_routes();

}  // namespace wissel::resources
