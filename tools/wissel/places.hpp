#pragma once

#include "engine/base/failure.hpp"

#include <string>

namespace wissel::tool {

/// The folder with the configuration: `asked` (from `--config` or WISSEL_CONFIG) where it is not empty, else
/// the first of these that is there: `config` beside the program or one folder up (a build tree),
/// `../share/wissel/config` (an installation). Fails with the places it looked in.
[[nodiscard]] Result<std::string> find_config(const std::string& asked);

}  // namespace wissel::tool
