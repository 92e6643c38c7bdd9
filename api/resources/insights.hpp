#pragma once

#include "api/resources/reply.hpp"
#include "api/resources/router.hpp"
#include "api/resources/services.hpp"

#include <string_view>
#include <vector>

namespace wissel::resources {

/// What is known of the files in force beyond what stands in them: what is wrong with them as a whole, and what
/// their scripts come to. Worked out at the first question, which may take seconds, and kept: the files are those
/// of the start. Safe from any thread.
class Insights {
public:
    Insights() = default;
    virtual ~Insights() = default;
    Insights(const Insights&) = delete;
    Insights& operator=(const Insights&) = delete;

    /// nullptr: no such workflow is in force.
    [[nodiscard]] virtual const Document* findings_of_workflow(std::string_view id) const = 0;
    [[nodiscard]] virtual const Document* scripts_of_workflow(std::string_view id) const = 0;
    [[nodiscard]] virtual const Document* findings_of_routing() const = 0;
};

/// `/v1/workflows/{id}/findings`, `/v1/workflows/{id}/scripts` and `/v1/routing/findings`. The last has to stand before
/// `/v1/routing/{version}` in the router's list.
[[nodiscard]] std::vector<Route> insight_routes(const Services& services);

}  // namespace wissel::resources
