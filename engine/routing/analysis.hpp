#pragma once

#include "engine/routing/table.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// What is wrong with a table as a whole, whatever its rules say one by one. Exact over the fields with
// enumerated answers, and over numbers and dates by the intervals that rules compare them with. Where a
// conclusion rests on something else, it is only told when a report was found that shows it; otherwise the
// finding says so.

namespace wissel::routing {

struct Finding {
    enum class Severity : std::uint8_t { error, warning, note };

    Severity severity = Severity::error;
    std::string
        code;  ///< neverMatches, alwaysHidden, overlap, uncovered, unusedCondition, undecided, boundReached
    std::string pointer;
    Words message;
    std::optional<nlohmann::json> example;  ///< a report that shows it
};

/// What examples are made of, beside the table.
struct Examples {
    nlohmann::json report = nlohmann::json::object();  ///< what an example says where the table does not care
    std::map<std::string, std::vector<nlohmann::json>>
        samples;  ///< by field: values to try for lists and texts
};

inline constexpr std::size_t steps_max = 500'000;  ///< of the search; beyond, `boundReached`
inline constexpr std::size_t gaps_told_max = 5;    ///< combinations that nothing covers, told one by one

/// Every finding, errors first. Pure; `now` is what the rules' `now` and `today` mean.
[[nodiscard]] std::vector<Finding> analyse(const Table& table, Instant now, const Examples& examples);

}  // namespace wissel::routing
