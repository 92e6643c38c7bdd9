#pragma once

#include "engine/cases/case_list.hpp"
#include "engine/status/counts.hpp"
#include "engine/status/lists.hpp"

#include <array>
#include <limits>

namespace wissel::status {

/// Whole days from `from` up to and with `to`, and their name.
struct Group {
    const char* code;
    Words title;
    Day from;
    Day to;
};

inline constexpr Day no_limit = std::numeric_limits<Day>::max();

/// When something began that has such an age today, and when a term ends that has so many days left.
[[nodiscard]] cases::Span began_in(const Group& age, Day today);
[[nodiscard]] cases::Span ends_in(const Group& term, Day today);

/// How long ago something began, in whole Amsterdam days: 0 is today.
[[nodiscard]] const std::array<Group, 6>& age_groups();

/// In how many whole Amsterdam days a term counts as passed: 0 and less are overdue, 1 ends with today.
[[nodiscard]] const std::array<Group, 5>& term_groups();
[[nodiscard]] const Coded& without_term();

}  // namespace wissel::status
