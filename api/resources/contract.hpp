#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace wissel::resources {

/// The contract as it is served: `api/openapi.json`, with the version of this API and with the report's
/// schema in the place that the file leaves for it, so that the two cannot differ.
[[nodiscard]] nlohmann::ordered_json contract_document(const Services& services);

/// `GET /v1/openapi.json`, open to all, from any origin (API Design Rules, publish-openapi).
[[nodiscard]] std::vector<Route> contract_routes(const Services& services);

}  // namespace wissel::resources
