#include "tools/wissel/workflow_file.hpp"

#include "engine/base/json_text.hpp"
#include "engine/cases/workflows.hpp"
#include "tools/wissel/files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace wissel::tool {
namespace {

/// 64 levels of states take two of JSON each, and a rule goes deeper still.
constexpr JsonLimits machine_limits{.depth_max = 256};

}  // namespace

Result<schema::Schema> read_workflow_schema(const std::string& config_folder) {
    return read_schema_file(config_folder + "/schemas/workflow.schema.json");
}

Result<statechart::Workflow> workflow_of(
    std::string_view text, const schema::Schema& schema, const statechart::KnownNames& known
) {
    const auto document = document_of(text);
    if (!document) return std::unexpected(document.error());
    if (auto issues = schema.validate(nlohmann::json(*document)); !issues.empty())
        return fail_invalid(std::move(issues));
    auto runnable = cases::read_runnable(*document, known);
    if (!runnable) return fail_as(runnable);
    return std::move(runnable->workflow);
}

Result<nlohmann::ordered_json> document_of(std::string_view text) {
    return parse_ordered_json(text, machine_limits);
}

Result<statechart::Definition> machine_of(std::string_view text) {
    const auto document = document_of(text);
    if (!document) return std::unexpected(document.error());
    return statechart::parse_machine(*document);
}

std::vector<std::string> workflow_paths(const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
        const auto& path = entry.path();
        if (path.extension() == ".json" && path.filename() != "routing.json") paths.push_back(path.string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace wissel::tool
