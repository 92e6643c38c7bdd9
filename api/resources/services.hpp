#pragma once

#include "api/auth/authenticator.hpp"
#include "api/resources/router.hpp"
#include "engine/base/clock.hpp"
#include "engine/cases/organisations.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/valid_report.hpp"
#include "engine/cases/workflows.hpp"
#include "engine/runtime/register.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace wissel::resources {

class Insights;

/// What the answers tell of the program and its files.
struct About {
    std::string version;             ///< of the program
    std::string organisations_hash;  ///< of the file that says who takes part
    Instant organisations_read_at{};
};

/// What the resources work with; all of it outlives the server.
struct Services {
    runtime::Register& registry;
    const auth::Authenticator& authenticator;
    const cases::Intake& intake;
    const cases::Organisations& organisations;
    const cases::RoutingDesk& desk;
    const cases::Workflows& workflows;
    const Almanac& almanac;
    const Clock& clock;
    const nlohmann::json& vocabulary;     ///< the document of config/vocabulary.json
    const nlohmann::json& report_schema;  ///< the document of config/schemas/report.schema.json
    const Insights& insights;
    About about;
    std::string api_version;
    std::size_t body_bytes_max = 256 * 1024;
    bool demonstration = false;  ///< made by `wissel demo`: all that stands in it is invented
};

/// A handler that has the services at hand.
[[nodiscard]] inline Handler with_services(
    const Services& services,
    boost::asio::awaitable<http::Response> (*handle)(const Services&, std::shared_ptr<const Call>)
) {
    return
        [&services, handle](std::shared_ptr<const Call> call) { return handle(services, std::move(call)); };
}

}  // namespace wissel::resources
