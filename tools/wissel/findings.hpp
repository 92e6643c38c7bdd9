#pragma once

#include "engine/base/failure.hpp"
#include "engine/schema/schema.hpp"
#include "tools/wissel/configuration.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::tool {

/// What lint tells, of a table or of a workflow.
struct Finding {
    enum class Severity : std::uint8_t { error, warning, note };

    Severity severity = Severity::error;
    std::string code;
    std::string pointer;
    Words message;
    std::optional<nlohmann::json> example;        ///< of a table: a report that shows it
    std::string asked;                            ///< the same, only what the table asks about
    std::optional<std::vector<std::string>> way;  ///< of a workflow: the events that show it
};

/// Everything that is wrong with the file at `path`, a routing table or a workflow, whose text is `text`:
/// faults against its schema and in its names first, and where there are none what is wrong with it as a
/// whole. Fails only where the schemas cannot be read.
[[nodiscard]] Result<std::vector<Finding>> findings_of(
    const std::string& path, std::string_view text, const Reference& reference, Instant now
);

/// What is wrong as a whole with a table or a workflow that could be read.
[[nodiscard]] std::vector<Finding> findings_of(const routing::Table& table, const Reference& reference, Instant now);
[[nodiscard]] std::vector<Finding> findings_of(const statechart::Workflow& workflow);

/// As `wissel lint --json` and the API tell it: `pointer`, `severity`, `code`, `message`, `example`, `way`.
[[nodiscard]] nlohmann::json json_of(const Finding& finding);

}  // namespace wissel::tool
