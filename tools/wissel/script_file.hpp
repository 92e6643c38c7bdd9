#pragma once

#include "engine/base/failure.hpp"
#include "engine/statechart/script.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace wissel::tool {

/// The scripts in a folder (`workflows/scripts/<workflow>`), by the name of their file.
[[nodiscard]] std::vector<std::string> scripts_of(const std::string& folder);

/// The script in a file. Fails with every fault, each told with path, line and column.
[[nodiscard]] Result<statechart::Script> read_script(const std::string& path);

/// One step as `wissel replay --json` and the API tell it.
[[nodiscard]] nlohmann::json json_of(const statechart::Replayed& step, const statechart::Definition& machine);

}  // namespace wissel::tool
