#pragma once

#include "api/resources/router.hpp"
#include "api/resources/services.hpp"
#include "engine/cases/case_state.hpp"

#include <string>
#include <vector>

namespace wissel::resources {

/// `/v1/cases/{id}/transitions` and `/v1/cases/{id}/legs`: what the caller may do now, and doing it.
[[nodiscard]] std::vector<Route> transition_routes(const Services& services);

/// What `by` may do now, as the text of a JSON list.
[[nodiscard]] std::string transitions_text(
    const cases::CaseState& state, const cases::Principal& by, const Services& services
);

}  // namespace wissel::resources
