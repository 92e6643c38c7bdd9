#include "tools/wissel/table_file.hpp"

#include "engine/base/json_text.hpp"
#include "tools/wissel/files.hpp"

#include <utility>

namespace wissel::tool {

Result<routing::Table> read_table_file(
    const std::string& path, const std::string& config_folder, const routing::Fields& fields
) {
    const auto schema = read_schema_file(config_folder + "/schemas/routing.schema.json");
    if (!schema) return std::unexpected(schema.error());
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    const auto document = parse_ordered_json(*text);
    if (!document) return std::unexpected(located(document.error(), path, *text));
    if (auto issues = schema->validate(nlohmann::json(*document)); !issues.empty()) {
        const auto invalid = fail_invalid(std::move(issues));
        return std::unexpected(located(invalid.error(), path, *text));
    }
    auto table = routing::parse_table(*document, fields);
    if (!table) return std::unexpected(located(table.error(), path, *text));
    return table;
}

}  // namespace wissel::tool
