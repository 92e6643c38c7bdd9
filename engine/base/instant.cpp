#include "engine/base/instant.hpp"

#include <fmt/compile.h>

namespace wissel {
namespace {

using namespace std::chrono;

/// Reads exactly `width` digits at `at` and moves on; -1 where they are not there.
int digits(std::string_view text, std::size_t& at, std::size_t width) {
    if (at + width > text.size()) return -1;
    int value = 0;
    for (std::size_t end = at + width; at < end; ++at) {
        if (text[at] < '0' || text[at] > '9') return -1;
        value = value * 10 + (text[at] - '0');
    }
    return value;
}

bool eat(std::string_view text, std::size_t& at, char wanted) {
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
    return true;
}

std::optional<year_month_day> read_date(std::string_view text, std::size_t& at) {
    const int y = digits(text, at, 4);
    if (y < 0 || !eat(text, at, '-')) return std::nullopt;
    const int m = digits(text, at, 2);
    if (m < 0 || !eat(text, at, '-')) return std::nullopt;
    const int d = digits(text, at, 2);
    if (d < 0) return std::nullopt;
    const year_month_day day{
        year{y}, month{static_cast<unsigned>(m)}, std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok()) return std::nullopt;
    return day;
}

/// The fraction after a dot, in milliseconds; -1 where a dot stands without digits.
int read_milliseconds(std::string_view text, std::size_t& at) {
    if (!eat(text, at, '.')) return 0;
    int value = 0;
    int seen = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++seen) {
        if (seen < 3) value = value * 10 + (text[at] - '0');
    }
    if (seen == 0) return -1;
    for (int place = seen; place < 3; ++place) value *= 10;
    return value;
}

std::optional<minutes> read_offset(std::string_view text, std::size_t& at) {
    if (eat(text, at, 'Z')) return minutes{0};
    const bool west = at < text.size() && text[at] == '-';
    if (!west && (at >= text.size() || text[at] != '+')) return std::nullopt;
    ++at;
    const int h = digits(text, at, 2);
    if (h < 0 || h > 23 || !eat(text, at, ':')) return std::nullopt;
    const int m = digits(text, at, 2);
    if (m < 0 || m > 59) return std::nullopt;
    if (west && h == 0 && m == 0) return std::nullopt;  // "-00:00" means "offset unknown"
    const minutes offset = hours{h} + minutes{m};
    return west ? -offset : offset;
}

/// When the clocks of the European Union change in that month.
Instant clock_change(year in, month of) {
    return sys_days{in / of / Sunday[last]} + hours{1};
}

/// What the clocks in Amsterdam show, as if it were UTC.
Instant amsterdam_clock(Instant instant) {
    const year in = year_month_day{floor<days>(instant)}.year();
    const bool summer = clock_change(in, March) <= instant && instant < clock_change(in, October);
    return instant + hours{summer ? 2 : 1};
}

year_month_day amsterdam_day(Instant instant) {
    return floor<days>(amsterdam_clock(instant));
}

std::string format_day(year_month_day day) {
    return fmt::format(
        FMT_COMPILE("{:04}-{:02}-{:02}"),
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
}

/// The last `width` digits of `number`, which is none below zero, at a place of `text`.
void put_digits(std::string& text, std::size_t at, std::size_t width, std::int64_t number) {
    for (std::size_t place = at + width; place > at; number /= 10)
        text[--place] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string format_instant(Instant instant) {
    const auto midnight = floor<days>(instant);
    const auto passed = (instant - midnight).count();
    const year_month_day day{midnight};
    const int year_number = static_cast<int>(day.year());
    if (year_number < 0 || year_number > 9999) {
        const hh_mm_ss time{instant - midnight};
        return fmt::format(
            FMT_COMPILE("{}T{:02}:{:02}:{:02}.{:03}Z"),
            format_day(day),
            time.hours().count(),
            time.minutes().count(),
            time.seconds().count(),
            time.subseconds().count()
        );
    }
    // By hand: a case and its events tell a dozen moments, and all widths are known.
    std::string text = "0000-00-00T00:00:00.000Z";
    put_digits(text, 0, 4, year_number);
    put_digits(text, 5, 2, static_cast<unsigned>(day.month()));
    put_digits(text, 8, 2, static_cast<unsigned>(day.day()));
    put_digits(text, 11, 2, passed / 3'600'000);
    put_digits(text, 14, 2, passed / 60'000 % 60);
    put_digits(text, 17, 2, passed / 1'000 % 60);
    put_digits(text, 20, 3, passed % 1'000);
    return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    std::size_t at = 0;
    const auto date = read_date(text, at);
    if (!date || !eat(text, at, 'T')) return std::nullopt;
    const int h = digits(text, at, 2);
    if (h < 0 || h > 23 || !eat(text, at, ':')) return std::nullopt;
    const int m = digits(text, at, 2);
    if (m < 0 || m > 59 || !eat(text, at, ':')) return std::nullopt;
    const int s = digits(text, at, 2);
    if (s < 0 || s > 60) return std::nullopt;
    const int ms = read_milliseconds(text, at);
    if (ms < 0) return std::nullopt;
    const auto offset = read_offset(text, at);
    if (!offset || at != text.size()) return std::nullopt;
    const auto minute_start = sys_days{*date} + hours{h} + minutes{m} - *offset;
    if (s < 60) return Instant{minute_start + seconds{s} + milliseconds{ms}};
    // A leap second is the last one of a UTC day; it is told as the start of the next.
    if (minute_start - floor<days>(minute_start) != hours{23} + minutes{59}) return std::nullopt;
    return Instant{minute_start + minutes{1}};
}

std::optional<year_month_day> parse_date(std::string_view text) {
    std::size_t at = 0;
    const auto date = read_date(text, at);
    if (!date || at != text.size()) return std::nullopt;
    return date;
}

std::string amsterdam_date(Instant instant) {
    return format_day(amsterdam_day(instant));
}

std::string amsterdam_time(Instant instant) {
    const Instant local = amsterdam_clock(instant);
    const hh_mm_ss time{local - floor<days>(local)};
    return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

int amsterdam_year(Instant instant) {
    return static_cast<int>(amsterdam_day(instant).year());
}

}  // namespace wissel
