#include "tools/wissel/table_file.hpp"

#include "engine/base/json_text.hpp"
#include "tools/wissel/files.hpp"

#include <utility>

namespace wissel::tool {

Result<schema::Schema> read_table_schema(const std::string& config_folder) {
    return read_schema_file(config_folder + "/schemas/routing.schema.json");
}

Result<routing::Table> table_of(
    std::string_view text, const schema::Schema& schema, const routing::Fields& fields
) {
    const auto document = parse_ordered_json(text);
    if (!document) return std::unexpected(document.error());
    if (auto issues = schema.validate(nlohmann::json(*document)); !issues.empty())
        return fail_invalid(std::move(issues));
    return routing::parse_table(*document, fields);
}

Result<routing::Table> read_table_file(
    const std::string& path, const std::string& config_folder, const routing::Fields& fields
) {
    const auto schema = read_table_schema(config_folder);
    if (!schema) return std::unexpected(schema.error());
    const auto text = read_file(path);
    if (!text) return std::unexpected(text.error());
    auto table = table_of(*text, *schema, fields);
    if (!table) return std::unexpected(located(table.error(), path, *text));
    return table;
}

}  // namespace wissel::tool
