#include "tools/wissel/soundness.hpp"

#include "engine/routing/analysis.hpp"
#include "engine/statechart/soundness.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/samples.hpp"

#include <utility>
#include <vector>

namespace wissel::tool {
namespace {

/// The errors among `findings`, told with the lines of their file.
template <class Findings>
Result<void> refuse_errors(const Findings& findings, const std::string& path) {
    std::vector<Issue> issues;
    for (const auto& finding : findings) {
        if (finding.severity == std::decay_t<decltype(finding)>::Severity::error)
            issues.push_back({finding.pointer, finding.code, finding.message});
    }
    if (issues.empty()) return {};
    const auto invalid = fail_invalid(std::move(issues));
    const auto text = read_file(path);
    return std::unexpected(located(invalid.error(), path, text.value_or("")));
}

}  // namespace

Result<void> check_sound(
    const Configuration& configuration, const std::vector<WorkflowFile>& workflows, Instant now
) {
    const auto found = routing::analyse(configuration.desk.table(), now, examples_of(configuration));
    if (auto sound = refuse_errors(found, configuration.table_path); !sound) return sound;
    for (const auto& file : workflows) {
        if (auto sound = refuse_errors(statechart::analyse(file.workflow), file.path); !sound) return sound;
    }
    return {};
}

}  // namespace wissel::tool
