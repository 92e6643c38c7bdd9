#pragma once

#include "engine/statechart/workflow.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is wrong with a workflow as a whole: over every configuration that it can come to.

namespace wissel::statechart {

struct Finding {
    enum class Severity : std::uint8_t { error, warning, note };

    Severity severity = Severity::error;
    std::string code;  ///< see docs/statecharts.md, "Soundness"
    std::string pointer;
    Words message;
    /// The shortest list of events, from the start, that shows it. No value: none does (what never happens).
    std::optional<std::vector<std::string>> way;
};

inline constexpr std::size_t findings_a_code_max = 20;  ///< of one code; the rest is counted in a note

/// Every finding, errors first. Pure. Exact over the states, with history and regions; what rules read is
/// not known, so both answers count as possible. Stops at a bound (explore.hpp) and says so; what is told
/// then still holds, but what nothing ever reaches is not told.
[[nodiscard]] std::vector<Finding> analyse(const Workflow& workflow);

}  // namespace wissel::statechart
