#include "tools/wissel/workflow_file.hpp"

#include "engine/base/json_text.hpp"
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

void check_forms(const statechart::Workflow& workflow, std::vector<Issue>& issues) {
    for (std::size_t at = 0; at < workflow.transitions.size(); ++at) {
        const auto& form = workflow.transitions[at].form;
        if (form.is_null()) continue;
        const auto compiled = schema::Schema::compile(form);
        if (compiled) continue;
        for (Issue issue : compiled.error().issues) {
            issue.path = workflow.machine.transitions[at].pointer + "/form" + issue.path;
            issues.push_back(std::move(issue));
        }
    }
}

}  // namespace

statechart::KnownNames known_names(const nlohmann::json& vocabulary) {
    statechart::KnownNames known;
    for (const auto& list : vocabulary.at("lists")) {
        const auto id = list.at("id").get<std::string>();
        auto* names = id == "roles"     ? &known.roles
                      : id == "routes"  ? &known.routes
                      : id == "waiting" ? &known.waiting
                                        : nullptr;
        if (names == nullptr) continue;
        for (const auto& item : list.at("items")) names->insert(item.at("code").get<std::string>());
    }
    return known;
}

statechart::RoleWords role_words(const nlohmann::json& vocabulary) {
    statechart::RoleWords words;
    for (const auto& list : vocabulary.at("lists")) {
        if (list.at("id") != "roles") continue;
        for (const auto& item : list.at("items")) {
            const auto& title = item.at("title");
            words.emplace(
                item.at("code").get<std::string>(),
                Words{title.at("nl").get<std::string>(), title.at("en").get<std::string>()}
            );
        }
    }
    return words;
}

Result<schema::Schema> read_workflow_schema(const std::string& config_folder) {
    return read_schema_file(config_folder + "/schemas/workflow.schema.json");
}

Result<statechart::Workflow> workflow_of(
    std::string_view text, const schema::Schema& schema, const statechart::KnownNames& known
) {
    const auto document = parse_ordered_json(text, machine_limits);
    if (!document) return std::unexpected(document.error());
    if (auto issues = schema.validate(nlohmann::json(*document)); !issues.empty())
        return fail_invalid(std::move(issues));
    auto workflow = statechart::parse_workflow(*document, known);
    if (!workflow) return workflow;
    std::vector<Issue> issues;
    check_forms(*workflow, issues);
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return workflow;
}

Result<statechart::Definition> machine_of(std::string_view text) {
    const auto document = parse_ordered_json(text, machine_limits);
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
