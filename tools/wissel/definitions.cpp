#include "tools/wissel/definitions.hpp"

#include "engine/cases/vocabulary.hpp"

namespace wissel::tool {
namespace {

std::vector<cases::Definition> definitions_of(
    const routing::Table& table, const cases::Workflows& workflows, Instant now
) {
    std::vector<cases::Definition> all = {{"routing", table.id, table.version, table.hash, table.text, now}};
    for (const auto* workflow : workflows.all_in_force()) {
        const auto& machine = workflow->machine();
        all.push_back({"workflow", machine.id, machine.version, machine.hash, workflow->content, now});
    }
    return all;
}

/// Cases cannot go on without these.
Result<void> check_complete(const cases::Workflows& workflows, const nlohmann::json& vocabulary) {
    std::vector<std::string> needed = {
        std::string(cases::Workflows::lifecycle_id), std::string(cases::Workflows::intervention_id)};
    for (const auto& route : cases::known_names(vocabulary).routes) needed.push_back(route);
    std::string missing;
    for (const auto& id : needed) {
        if (workflows.in_force(id) == nullptr) missing += (missing.empty() ? "" : ", ") + id + ".json";
    }
    if (missing.empty()) return {};
    return fail(
        FailureCode::invalid,
        {"In de map met werkwijzen ontbreekt: " + missing + ".",
         "The folder of workflows lacks: " + missing + "."}
    );
}

}  // namespace

Result<void> put_in_force(
    cases::Workflows& workflows, const std::vector<WorkflowFile>& files, const Configuration& configuration
) {
    const auto known = cases::known_names(configuration.vocabulary);
    for (const auto& file : files) {
        if (auto put = workflows.put_in_force(file.document, known); !put) return put;
    }
    return check_complete(workflows, configuration.vocabulary);
}

Result<void> keep_definitions(
    cases::WriteStore& store, const Configuration& configuration, const cases::Workflows& workflows, Instant now
) {
    if (auto begun = store.begin(); !begun) return begun;
    for (const auto& definition : definitions_of(configuration.desk.table(), workflows, now)) {
        if (auto kept = store.keep_definition(definition); !kept) {
            store.rollback();
            return kept;
        }
    }
    if (store.commit() == cases::CommitOutcome::durable) return {};
    return fail(
        FailureCode::unavailable,
        {"De routeringstabel en de werkwijzen konden niet worden vastgelegd: is er ruimte op de schijf?",
         "The routing table and the workflows could not be kept: is there room on the disk?"}
    );
}

}  // namespace wissel::tool
