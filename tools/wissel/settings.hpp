#pragma once

#include "api/auth/browser.hpp"
#include "api/auth/sessions.hpp"
#include "api/http/limits.hpp"
#include "api/resources/metrics.hpp"
#include "engine/runtime/log.hpp"
#include "engine/runtime/register.hpp"

#include <map>
#include <string>

namespace wissel::tool {

/// Everything that can be set.
struct Settings {
    std::string data = "data";
    std::string workflows;  ///< the folder of the workflows; empty: `workflows` beside that of the configuration
    http::ServerSettings http;
    auth::Site site;
    auth::SessionSettings sessions;
    std::size_t body_bytes_max = 256 * 1024;
    runtime::RegisterSettings registry;
    unsigned reader_lanes = 2;
    resources::MetricsAccess metrics = resources::MetricsAccess::key;
    std::uint64_t free_bytes_min = 64 * 1024 * 1024;
    log::Level log_level = log::Level::info;
};

/// Reads `wissel.json` in `config_folder`, then `environment` (variables that begin with WISSEL_; the rest is
/// ignored), each checked against `schemas/wissel.schema.json`. Fails with every unknown or wrong setting, by
/// its path.
[[nodiscard]] Result<Settings> read_settings(
    const std::string& config_folder, const std::map<std::string, std::string>& environment
);

/// The environment of this process.
[[nodiscard]] std::map<std::string, std::string> process_environment();

}  // namespace wissel::tool
