#pragma once

#include "api/resources/insights.hpp"
#include "engine/base/clock.hpp"
#include "tools/wissel/configuration.hpp"

#include <memory>

namespace wissel::tool {

/// What `wissel lint` and `wissel replay` would tell of the routing table and the workflows in force, as documents
/// of the API. Scripts are read when this is made (`scripts/<workflow>` beside the table), everything else is worked
/// out when it is asked for. A script that cannot be read is told as one that does not agree. What is named here
/// outlives it.
[[nodiscard]] std::unique_ptr<resources::Insights> make_insights(
    const Configuration& configuration, const cases::Workflows& workflows, const Clock& clock
);

}  // namespace wissel::tool
