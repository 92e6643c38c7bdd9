#pragma once

#include "engine/routing/decision.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wissel::routing {

/// A value of a report as people read it: dates as `24 november 2026`, numbers with their thousands apart,
/// other texts as they are.
[[nodiscard]] std::string spoken(const nlohmann::json& value, Language language);

/// Fills the places of a text; `questions` is what stands for `{questions}`. A place whose rule finds
/// nothing, or ends in an error, reads "onbekend" and "unknown".
[[nodiscard]] Words fill(const Template& text, const Situation& situation, const Words& questions);

/// "Naar de CCG als … (nu: …)", for one set of changes.
[[nodiscard]] Words change_words(
    const Fields& fields, const std::string& route, const std::vector<Change>& changes
);

/// The questions in a row, between quotation marks.
[[nodiscard]] Words question_list(const std::vector<DecidingQuestion>& questions);

}  // namespace wissel::routing
