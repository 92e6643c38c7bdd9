#include "tools/wissel/configuration.hpp"

#include "tools/wissel/files.hpp"

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

Result<std::unique_ptr<Configuration>> read_configuration(const std::string& config_folder) {
    auto organisations_document = read_checked(config_folder, "organisations");
    if (!organisations_document) return fail_as(organisations_document);
    auto organisations = cases::Organisations::parse(*organisations_document);
    if (!organisations)
        return std::unexpected(located_in(config_folder, "organisations", organisations.error()));
    auto remits_document = read_checked(config_folder, "remits");
    if (!remits_document) return fail_as(remits_document);
    auto remits = cases::Remits::parse(*remits_document, *organisations);
    if (!remits) return std::unexpected(located_in(config_folder, "remits", remits.error()));
    auto vocabulary = read_checked(config_folder, "vocabulary");
    if (!vocabulary) return fail_as(vocabulary);
    json report_document;
    auto report_schema = read_schema_file(config_folder + "/schemas/report.schema.json", &report_document);
    if (!report_schema) return fail_as(report_schema);
    auto roles = codes_of(*vocabulary, "roles");
    return std::make_unique<Configuration>(Configuration{
        std::move(*organisations),
        std::move(*remits),
        std::move(*vocabulary),
        std::move(report_document),
        std::move(*report_schema),
        std::move(roles)});
}

}  // namespace wissel::tool
