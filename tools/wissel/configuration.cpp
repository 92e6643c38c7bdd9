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
    if (!organisations) {
        const std::string path = config_folder + "/organisations.json";
        auto text = read_file(path);
        return std::unexpected(located(organisations.error(), path, text.value_or("")));
    }
    auto vocabulary = read_checked(config_folder, "vocabulary");
    if (!vocabulary) return fail_as(vocabulary);
    json report_document;
    auto report_schema = read_schema_file(config_folder + "/schemas/report.schema.json", &report_document);
    if (!report_schema) return fail_as(report_schema);
    auto roles = codes_of(*vocabulary, "roles");
    return std::make_unique<Configuration>(Configuration{
        std::move(*organisations),
        std::move(*vocabulary),
        std::move(report_document),
        std::move(*report_schema),
        std::move(roles)});
}

}  // namespace wissel::tool
