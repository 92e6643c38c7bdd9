#pragma once

#include "engine/routing/decision.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace wissel::routing {

/// One line of an explanation, for whoever puts it on a terminal or a page.
struct Line {
    enum class Style : std::uint8_t {
        heading,
        outcome,  ///< where it goes
        text,
        item,  ///< one of a list; `mark` stands before it
        empty
    };
    Style style = Style::text;
    std::string mark;
    std::string text;
};

/// The name of a ministry by its TOOI URI.
using MinistryName = std::function<Words(const std::string&)>;

/// The decision for somebody who is no programmer, in one language: where it goes and why, how urgent it is,
/// what would make a difference, and why each other rule did not match.
[[nodiscard]] std::vector<Line> explain(
    const Table& table, const Decision& decision, Language language, const MinistryName& ministry_name
);

/// Why a rule did not match, in words: "“Wat voor probleem is het?” moet zijn: incident; ingevuld is:
/// uitwisseling".
[[nodiscard]] Words failed_words(const Table& table, const Failed& failed, const MinistryName& ministry_name);

/// Where a decision leads, in words: the route with its ministry or kind, or that it stays in triage.
[[nodiscard]] Words outcome_words(
    const Table& table, const Decision& decision, const MinistryName& ministry_name
);

}  // namespace wissel::routing
