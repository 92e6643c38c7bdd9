#include "tools/wissel/soundness.hpp"

#include "engine/routing/analysis.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/samples.hpp"

#include <utility>
#include <vector>

namespace wissel::tool {

Result<void> check_sound(const Configuration& configuration, Instant now) {
    std::vector<Issue> issues;
    for (auto& finding : routing::analyse(configuration.desk.table(), now, examples_of(configuration))) {
        if (finding.severity != routing::Finding::Severity::error) continue;
        issues.push_back({finding.pointer, finding.code, std::move(finding.message)});
    }
    if (issues.empty()) return {};
    const auto invalid = fail_invalid(std::move(issues));
    const auto text = read_file(configuration.table_path);
    return std::unexpected(located(invalid.error(), configuration.table_path, text.value_or("")));
}

}  // namespace wissel::tool
