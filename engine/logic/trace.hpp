#pragma once

#include "engine/logic/rule.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace wissel::logic {

/// One node of a rule, and what came of it. The children stand in the order of the rule; what an iterator
/// runs for each item is there once for each.
struct TraceNode {
    std::string pointer;  ///< JSON Pointer into the rule
    nlohmann::json rule;  ///< the text of this node
    bool reached = false;
    nlohmann::json value;             ///< null where it came to none
    std::optional<Error> error;       ///< where it came to none
    std::optional<std::size_t> item;  ///< index of the item that it was run for
    bool cut = false;                 ///< too much to tell: children, or the value, are left out
    std::vector<TraceNode> children;
};

struct Traced {
    std::expected<nlohmann::json, Error> outcome;  ///< the same as that of `evaluate`
    TraceNode root;
};

/// Evaluates, and tells every node that was reached, and which were not.
[[nodiscard]] Traced trace(const Rule& rule, const Data& data);

/// As JSON: `{"pointer", "rule", "value" or "error", "reached": false, "item", "cut", "children"}`, each
/// member only where it says something.
[[nodiscard]] nlohmann::json trace_json(const TraceNode& root);

/// As an indented tree for people, a line for each node.
[[nodiscard]] std::string trace_text(const TraceNode& root);

}  // namespace wissel::logic
