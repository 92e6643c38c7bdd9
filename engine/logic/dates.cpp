#include "engine/logic/dates.hpp"

#include "engine/base/instant.hpp"

#include <fmt/format.h>

#include <charconv>

namespace wissel::logic {

using namespace std::chrono;

namespace {

/// Longer than any date or duration that somebody meant.
constexpr std::size_t length_max = 64;

}  // namespace

std::optional<sys_days> read_day(std::string_view text) {
    if (text.size() > length_max) return std::nullopt;
    if (const auto date = parse_date(text)) return sys_days{*date};
    if (const auto instant = parse_instant(text)) return floor<days>(*instant);
    return std::nullopt;
}

std::optional<std::string> day_text(sys_days day) {
    const year_month_day date{day};
    const int year_told = static_cast<int>(date.year());
    if (year_told < 0 || year_told > 9999) return std::nullopt;
    return fmt::format(
        "{:04}-{:02}-{:02}", year_told, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())
    );
}

std::optional<Period> read_period(std::string_view text) {
    if (text.size() > length_max) return std::nullopt;
    const int sign = text.starts_with('-') ? -1 : 1;
    if (sign < 0) text.remove_prefix(1);
    if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
    text.remove_prefix(1);
    Period period;
    std::string_view units = "YMWD";
    while (!text.empty()) {
        constexpr int number_max = 99'999;
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto digits = static_cast<std::size_t>(end - text.data());
        if (error != std::errc() || text.front() == '-' || number > number_max || digits == text.size())
            return std::nullopt;
        const std::size_t unit = units.find(text[digits]);
        if (unit == std::string_view::npos) return std::nullopt;
        switch (units[unit]) {
            case 'Y':
                period.months += sign * number * 12;
                break;
            case 'M':
                period.months += sign * number;
                break;
            case 'W':
                period.days += sign * number * 7;
                break;
            default:
                period.days += sign * number;
        }
        units.remove_prefix(unit + 1);
        text.remove_prefix(digits + 1);
    }
    return period;
}

sys_days later(sys_days day, const Period& period) {
    const year_month_day date{day};
    const int month = (static_cast<int>(date.year()) * 12) + static_cast<int>(unsigned{date.month()}) - 1;
    const sys_days first{year{0} / 1 / 1};
    // Counted by hand: a chrono year holds 16 bits only.
    const int shifted = month + period.months;
    const int shifted_year = shifted >= 0 ? shifted / 12 : -((11 - shifted) / 12);
    if (shifted_year < -9999 || shifted_year > 19'999) return first - days{1};
    const year_month shifted_month{
        year{shifted_year}, std::chrono::month{static_cast<unsigned>(shifted - shifted_year * 12) + 1}};
    year_month_day made = shifted_month / date.day();
    if (!made.ok()) made = shifted_month / last;
    return sys_days{made} + days{period.days};
}

}  // namespace wissel::logic
