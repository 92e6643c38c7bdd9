#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/remits.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/valid_report.hpp"
#include "engine/statechart/workflow.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace wissel::tool {

/// A workflow in force, and the file it was read from.
struct WorkflowFile {
    std::string path;
    statechart::Workflow workflow;
};

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

    std::vector<WorkflowFile> workflows;  ///< all in the folder of the table, by the name of their file
};

/// Reads and checks them all, and the routing table and workflows in `workflows_folder` (empty: `workflows`
/// beside the folder of the configuration). Fails with every fault of the first file that has any.
[[nodiscard]] Result<std::unique_ptr<Configuration>> read_configuration(
    const std::string& config_folder, const std::string& workflows_folder = {}
);

}  // namespace wissel::tool
