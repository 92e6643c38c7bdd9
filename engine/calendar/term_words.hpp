#pragma once

#include "engine/base/words.hpp"
#include "engine/calendar/term.hpp"

namespace wissel {

/// When those days are, and how many where it is more than one: `25 tot en met 27 november 2026`.
[[nodiscard]] Words days_words(std::chrono::sys_days first, std::chrono::sys_days last);

/// What the days of a line are to a term: `begin; deze dag telt niet mee`, `3 werkdagen`, `Hemelvaartsdag`.
[[nodiscard]] Words line_words(const TermLine& line, Calendar calendar);

/// How it comes out: its last day and from when it is passed, or that it stands still and what is left.
[[nodiscard]] Words outcome_words(const TermAccount& account, Calendar calendar);

}  // namespace wissel
