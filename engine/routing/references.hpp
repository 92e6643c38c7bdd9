#pragma once

#include "engine/routing/table.hpp"

#include <string>
#include <vector>

namespace wissel::routing {

/// What a rule reads that is no atom of a condition (a mode, a referral, a filling, a ministry).
struct RuleReads {
    std::string pointer;
    std::vector<std::string> reads;
    bool reads_anything = false;
};

/// The field that an operand of a rule reads (`{"var": "report.scope"}`, with or without a default), where it
/// is nothing but that; nullptr otherwise.
[[nodiscard]] const Field* field_read(const Fields& fields, const nlohmann::json& operand);

/// Tells of every path that a table reads and no report has, of computed paths (nobody could say what such a
/// rule depends on), and of comparisons of a field with a code that is none of its answers.
void check_references(const Table& table, const std::vector<RuleReads>& others, std::vector<Issue>& issues);

}  // namespace wissel::routing
