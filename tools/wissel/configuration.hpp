#pragma once

#include "engine/calendar/almanac.hpp"
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

/// A file as it was read.
struct FileMark {
    std::string hash;  ///< `sha256:` over its bytes
    Instant read_at{};
};

/// What the files beside `wissel.json` say: who takes part, whose acts are whose, which words there are, what
/// a report looks like. All that judging a table or a workflow needs, so none of these is read here.
struct Reference {
    std::string folder;  ///< where all of it was read from
    cases::Organisations organisations;
    cases::Remits remits;
    Almanac almanac;  ///< with the days by decree
    nlohmann::json vocabulary;
    nlohmann::json report_schema_document;
    schema::Schema report_schema;

    /// The codes of the vocabulary's list `roles`.
    std::vector<std::string> known_roles;

    routing::Fields fields;  ///< of the report
    FileMark organisations_file;
};

/// `calendar-nl.json` of that folder. Fails with every fault.
[[nodiscard]] Result<Almanac> read_almanac(const std::string& config_folder);

/// Reads and checks them all. Fails with every fault of the first file that has any.
[[nodiscard]] Result<std::unique_ptr<Reference>> read_reference(const std::string& config_folder);

/// That, and the routing table in force.
struct Configuration : Reference {
    cases::RoutingDesk desk;  ///< with the routing table in force
    std::string table_path;   ///< the file of that table
};

/// `read_reference`, and the routing table in `workflows_folder` (empty: `workflows` beside the folder of the
/// configuration).
[[nodiscard]] Result<std::unique_ptr<Configuration>> read_configuration(
    const std::string& config_folder, const std::string& workflows_folder = {}
);

/// A workflow in force, and the file it was read from.
struct WorkflowFile {
    std::string path;
    statechart::Workflow workflow;
    nlohmann::ordered_json document;
};

/// All workflows beside the table in force, by the name of their file. Fails with every fault of the first
/// that has any, and where two have the same id.
[[nodiscard]] Result<std::vector<WorkflowFile>> read_workflows(const Configuration& configuration);

}  // namespace wissel::tool
