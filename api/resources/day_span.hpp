#pragma once

#include "api/resources/query.hpp"
#include "engine/cases/case_list.hpp"
#include "engine/status/counts.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace wissel::resources {

/// Whole days in Amsterdam, the first and the last, as two parameters such as `reportedFrom` and `reportedTo` name
/// them; either may be left out. No value: neither is given. What is wrong is added to `issues`; the days are those
/// that could be read.
[[nodiscard]] std::optional<status::Days> read_day_span(
    const Query& query, std::string_view from, std::string_view to, std::vector<Issue>& issues
);

/// The days as moments.
[[nodiscard]] cases::Span span_of(const status::Days& days);

}  // namespace wissel::resources
