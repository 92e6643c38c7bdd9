#pragma once

#include "engine/base/words.hpp"

#include <chrono>

namespace wissel {

/// `24 november 2026`, `24 November 2026`. For a date that exists.
[[nodiscard]] Words date_words(std::chrono::year_month_day date);

/// `dinsdag`, `Tuesday`.
[[nodiscard]] Words weekday_words(std::chrono::sys_days day);

}  // namespace wissel
