#pragma once

#include "engine/base/failure.hpp"
#include "engine/schema/schema.hpp"
#include "engine/statechart/draw.hpp"
#include "engine/statechart/workflow.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wissel::tool {

/// What a workflow may name: the codes of the vocabulary's lists `roles`, `routes` and `waiting`.
[[nodiscard]] statechart::KnownNames known_names(const nlohmann::json& vocabulary);

/// How people call roles, from the vocabulary's list `roles`.
[[nodiscard]] statechart::RoleWords role_words(const nlohmann::json& vocabulary);

/// The schema of a workflow, from `<config>/schemas/workflow.schema.json`.
[[nodiscard]] Result<schema::Schema> read_workflow_schema(const std::string& config_folder);

/// A workflow from the text of its file: held against the schema, its names looked up, its forms compiled.
/// Fails with every fault, each with its pointer.
[[nodiscard]] Result<statechart::Workflow> workflow_of(
    std::string_view text, const schema::Schema& schema, const statechart::KnownNames& known
);

/// Any machine, from the text of its file; deeper than other JSON may be.
[[nodiscard]] Result<statechart::Definition> machine_of(std::string_view text);

/// The files of workflows in a folder, by name: all `*.json` but `routing.json`.
[[nodiscard]] std::vector<std::string> workflow_paths(const std::string& folder);

}  // namespace wissel::tool
