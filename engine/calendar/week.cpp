#include "engine/calendar/week.hpp"

#include <fmt/format.h>

#include <charconv>

namespace wissel {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

sys_days monday_of(sys_days day) {
    return day - days(weekday(day).iso_encoding() - 1);
}

std::string week_text(sys_days day) {
    const sys_days thursday = monday_of(day) + days(3);
    const year in = year_month_day(thursday).year();
    const auto weeks_before = (thursday - sys_days(in / 1 / 1)).count() / 7;
    return fmt::format("{:04}-W{:02}", static_cast<int>(in), weeks_before + 1);
}

std::optional<sys_days> parse_week(std::string_view text) {
    int in = 0;
    int week = 0;
    const auto read = [text](std::size_t from, std::size_t size, int& number) {
        const char* const first = text.data() + from;
        const auto [end, error] = std::from_chars(first, first + size, number);
        return error == std::errc() && end == first + size && *first != '-';
    };
    if (text.size() != 8 || text.substr(4, 2) != "-W" || !read(0, 4, in) || !read(6, 2, week)) return std::nullopt;
    // 4 January is in the first week of every year.
    const sys_days first = monday_of(sys_days(year(in) / 1 / 4));
    const sys_days monday = first + days(7) * (week - 1);
    if (week_text(monday) != text) return std::nullopt;
    return monday;
}

}  // namespace wissel
