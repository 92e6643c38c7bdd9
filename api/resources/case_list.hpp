#pragma once

#include "api/resources/services.hpp"

namespace wissel::resources {

/// `GET /v1/cases`: as JSON, or as CSV for who likes that better.
[[nodiscard]] Route case_list_route(const Services& services);

}  // namespace wissel::resources
