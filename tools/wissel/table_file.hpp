#pragma once

#include "engine/base/failure.hpp"
#include "engine/routing/table.hpp"
#include "engine/schema/schema.hpp"

#include <string>
#include <string_view>

namespace wissel::tool {

/// The schema of a table, from `<config>/schemas/routing.schema.json`.
[[nodiscard]] Result<schema::Schema> read_table_schema(const std::string& config_folder);

/// A table from the text of its file, held against the schema and read over the form's `fields`. Fails with
/// every fault, each with its pointer.
[[nodiscard]] Result<routing::Table> table_of(
    std::string_view text, const schema::Schema& schema, const routing::Fields& fields
);

/// The routing table in the file `path`, held against `<config>/schemas/routing.schema.json` and read over
/// the form's `fields`. Fails with every fault, each told with path, line and column.
[[nodiscard]] Result<routing::Table> read_table_file(
    const std::string& path, const std::string& config_folder, const routing::Fields& fields
);

}  // namespace wissel::tool
