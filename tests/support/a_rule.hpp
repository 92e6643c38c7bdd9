#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace wissel::test {

/// What a rule comes to: `{"result": …}` or `{"error": "<type>"}`. Both are JSON texts; the rule is compiled
/// leniently.
[[nodiscard]] nlohmann::json outcome(const std::string& rule, const std::string& data = "null");

}  // namespace wissel::test
