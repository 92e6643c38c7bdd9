#include "tools/wissel/configuration.hpp"

#include "engine/base/sha256.hpp"
#include "engine/runtime/system.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/table_file.hpp"
#include "tools/wissel/workflow_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace wissel::tool {
namespace {

using nlohmann::json;

Result<json> read_checked(const std::string& config_folder, const std::string& name) {
    auto schema = read_schema_file(config_folder + "/schemas/" + name + ".schema.json");
    if (!schema) return fail_as(schema);
    return read_json_file(config_folder + "/" + name + ".json", *schema);
}

/// The faults that were found behind the schema of `name`, with their line and column.
Failure located_in(const std::string& config_folder, const std::string& name, const Failure& failure) {
    const std::string path = config_folder + "/" + name + ".json";
    const auto text = read_file(path);
    return located(failure, path, text.value_or(""));
}

std::vector<std::string> codes_of(const json& vocabulary, const std::string& list_id) {
    std::vector<std::string> codes;
    for (const auto& list : vocabulary.at("lists")) {
        if (list.at("id") != list_id) continue;
        for (const auto& item : list.at("items")) codes.push_back(item.at("code").get<std::string>());
    }
    return codes;
}

}  // namespace

Result<Almanac> read_almanac(const std::string& config_folder) {
    auto document = read_checked(config_folder, "calendar-nl");
    if (!document) return fail_as(document);
    auto almanac = Almanac::parse(*document);
    if (!almanac) return std::unexpected(located_in(config_folder, "calendar-nl", almanac.error()));
    return almanac;
}

Result<std::unique_ptr<Reference>> read_reference(const std::string& config_folder) {
    const auto organisations_text = read_file(config_folder + "/organisations.json");
    if (!organisations_text) return std::unexpected(organisations_text.error());
    FileMark organisations_file{tell(sha256({*organisations_text})), runtime::SystemClock().now()};
    auto organisations_document = read_checked(config_folder, "organisations");
    if (!organisations_document) return fail_as(organisations_document);
    auto organisations = cases::Organisations::parse(*organisations_document);
    if (!organisations)
        return std::unexpected(located_in(config_folder, "organisations", organisations.error()));
    auto remits_document = read_checked(config_folder, "remits");
    if (!remits_document) return fail_as(remits_document);
    auto remits = cases::Remits::parse(*remits_document, *organisations);
    if (!remits) return std::unexpected(located_in(config_folder, "remits", remits.error()));
    auto almanac = read_almanac(config_folder);
    if (!almanac) return fail_as(almanac);
    auto vocabulary = read_checked(config_folder, "vocabulary");
    if (!vocabulary) return fail_as(vocabulary);
    json report_document;
    auto report_schema = read_schema_file(config_folder + "/schemas/report.schema.json", &report_document);
    if (!report_schema) return fail_as(report_schema);
    auto roles = codes_of(*vocabulary, "roles");
    auto fields = routing::Fields::parse(report_document, *vocabulary);
    return std::make_unique<Reference>(Reference{
        config_folder,
        std::move(*organisations),
        std::move(*remits),
        std::move(*almanac),
        std::move(*vocabulary),
        std::move(report_document),
        std::move(*report_schema),
        std::move(roles),
        std::move(fields),
        std::move(organisations_file)});
}

Result<std::unique_ptr<Configuration>> read_configuration(
    const std::string& config_folder, const std::string& workflows_folder
) {
    auto reference = read_reference(config_folder);
    if (!reference) return fail_as(reference);
    const std::filesystem::path workflows =
        workflows_folder.empty() ? config_folder + "/../workflows" : workflows_folder;
    const std::string path = (workflows / "routing.json").lexically_normal().string();
    auto table = read_table_file(path, config_folder, (*reference)->fields);
    if (!table) return fail_as(table);
    auto desk = cases::RoutingDesk::open(
        std::move(*table), (*reference)->remits, (*reference)->report_schema_document
    );
    if (!desk) return std::unexpected(located(desk.error(), path, read_file(path).value_or("")));
    return std::make_unique<Configuration>(Configuration{std::move(**reference), std::move(*desk), path});
}

Result<std::vector<WorkflowFile>> read_workflows(const Configuration& configuration) {
    const auto schema = read_workflow_schema(configuration.folder);
    if (!schema) return std::unexpected(schema.error());
    const auto known = cases::known_names(configuration.vocabulary);
    const auto folder = std::filesystem::path(configuration.table_path).parent_path();
    std::vector<WorkflowFile> all;
    for (const auto& path : workflow_paths(folder.string())) {
        const auto text = read_file(path);
        if (!text) return std::unexpected(text.error());
        auto workflow = workflow_of(*text, *schema, known);
        if (!workflow) return std::unexpected(located(workflow.error(), path, *text));
        const auto twin = std::find_if(all.begin(), all.end(), [&](const WorkflowFile& file) {
            return file.workflow.machine.id == workflow->machine.id;
        });
        if (twin != all.end()) {
            return fail(
                FailureCode::invalid,
                {fmt::format("{} en {} hebben dezelfde id.", twin->path, path),
                 fmt::format("{} and {} have the same id.", twin->path, path)}
            );
        }
        auto document = document_of(*text);
        if (!document) return fail_as(document);
        all.push_back({path, std::move(*workflow), std::move(*document)});
    }
    return all;
}

}  // namespace wissel::tool
