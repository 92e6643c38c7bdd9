#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <vector>

namespace wissel::resources {

/// The screen: its one page at each of its addresses (api/web/src/app.tsx has the same), and its files under
/// `/assets/`, open to anybody: without a key it shows the login. They are no part of the contract.
[[nodiscard]] std::vector<Route> web_routes(const Services& services);

/// The screen with status 404, for a person who asks for a page that there is not.
[[nodiscard]] Handler lost_page(const Services& services);

}  // namespace wissel::resources
