#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/remits.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/valid_report.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace wissel::tool {

/// What the files beside `wissel.json` say: who takes part, whose acts are whose, which words there are, what
/// a report looks like.
struct Configuration {
    std::string folder;  ///< where all of it was read from
    cases::Organisations organisations;
    cases::Remits remits;
    nlohmann::json vocabulary;
    nlohmann::json report_schema_document;
    schema::Schema report_schema;

    /// The codes of the vocabulary's list `roles`.
    std::vector<std::string> known_roles;

    cases::RoutingDesk desk;  ///< with the routing table in force
    std::string table_path;   ///< the file of that table
};

/// Reads and checks them all, and the routing table in `workflows_folder` (empty: `workflows` beside the
/// folder of the configuration). Fails with every fault of the first file that has any.
[[nodiscard]] Result<std::unique_ptr<Configuration>> read_configuration(
    const std::string& config_folder, const std::string& workflows_folder = {}
);

}  // namespace wissel::tool
