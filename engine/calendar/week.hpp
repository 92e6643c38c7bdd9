#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

// Weeks as ISO 8601 numbers them, and as they are numbered in the Netherlands: from Monday on, each in the year that
// its Thursday is in.

namespace wissel {

/// The Monday of the week that `day` is in.
[[nodiscard]] std::chrono::sys_days monday_of(std::chrono::sys_days day);

/// `2026-W48`. Years 0000 to 9999.
[[nodiscard]] std::string week_text(std::chrono::sys_days day);

/// The Monday of the week that `text` names, as `week_text` writes it. No value: no such week.
[[nodiscard]] std::optional<std::chrono::sys_days> parse_week(std::string_view text);

}  // namespace wissel
