#pragma once

#include "engine/base/failure.hpp"
#include "engine/routing/table.hpp"

#include <string>

namespace wissel::tool {

/// The routing table in the file `path`, held against `<config>/schemas/routing.schema.json` and read over
/// the form's `fields`. Fails with every fault, each told with path, line and column.
[[nodiscard]] Result<routing::Table> read_table_file(
    const std::string& path, const std::string& config_folder, const routing::Fields& fields
);

}  // namespace wissel::tool
