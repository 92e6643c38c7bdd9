#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/vocabulary.hpp"
#include "engine/schema/schema.hpp"
#include "engine/statechart/workflow.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wissel::tool {

/// The schema of a workflow, from `<config>/schemas/workflow.schema.json`.
[[nodiscard]] Result<schema::Schema> read_workflow_schema(const std::string& config_folder);

/// A workflow from the text of its file: held against the schema, its names looked up, its forms compiled.
/// Fails with every fault, each with its pointer.
[[nodiscard]] Result<statechart::Workflow> workflow_of(
    std::string_view text, const schema::Schema& schema, const statechart::KnownNames& known
);

/// The document of a workflow or machine, from the text of its file; deeper than other JSON may be.
[[nodiscard]] Result<nlohmann::ordered_json> document_of(std::string_view text);

/// Any machine, from the text of its file; deeper than other JSON may be.
[[nodiscard]] Result<statechart::Definition> machine_of(std::string_view text);

/// The files of workflows in a folder, by name: all `*.json` but `routing.json`.
[[nodiscard]] std::vector<std::string> workflow_paths(const std::string& folder);

}  // namespace wissel::tool
