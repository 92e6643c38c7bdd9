#include "engine/calendar/duration.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <span>
#include <vector>

namespace wissel {
namespace {

using namespace std::chrono;

constexpr milliseconds longest = years{100};

struct Unit {
    char letter;
    milliseconds length;
    int Duration::*part;  ///< null: a unit of the clock
};

constexpr std::array date_units{
    Unit{'Y', years{1}, &Duration::years},
    Unit{'M', months{1}, &Duration::months},
    Unit{'W', weeks{1}, &Duration::weeks},
    Unit{'D', days{1}, &Duration::days},
};

constexpr std::array clock_units{
    Unit{'H', hours{1}, nullptr},
    Unit{'M', minutes{1}, nullptr},
    Unit{'S', seconds{1}, nullptr},
};

bool starts_with_digit(std::string_view text) {
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

/// Takes a whole number off `text`. No value: none stands there, or a very large one.
std::optional<std::int64_t> take_number(std::string_view& text) {
    if (!starts_with_digit(text)) return std::nullopt;  // from_chars would read a sign
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// Takes `.5` off `text`: 500 ms. No value: a dot without one to three digits.
std::optional<milliseconds> take_fraction(std::string_view& text) {
    if (!text.starts_with('.')) return milliseconds{0};
    text.remove_prefix(1);
    if (!starts_with_digit(text)) return std::nullopt;
    milliseconds fraction{0};
    for (milliseconds digit{100}; starts_with_digit(text); digit /= 10) {
        if (digit == milliseconds{0}) return std::nullopt;
        fraction += digit * (text.front() - '0');
        text.remove_prefix(1);
    }
    return fraction;
}

/// Takes the letter of one of `units` off `text`, and that unit with all before it off `units`: each stands
/// at most once, in order. Null: no such letter there.
const Unit* take_unit(std::string_view& text, std::span<const Unit>& units) {
    for (std::size_t at = 0; at < units.size() && !text.empty(); ++at) {
        if (units[at].letter != text.front()) continue;
        const Unit* found = &units[at];
        text.remove_prefix(1);
        units = units.subspan(at + 1);
        return found;
    }
    return nullptr;
}

/// Reads one number with its unit into `read`; false where none stands there or it is too long.
bool take_part(std::string_view& text, std::span<const Unit>& units, Duration& read) {
    const auto number = take_number(text);
    if (!number) return false;
    const bool has_fraction = text.starts_with('.');
    const auto fraction = take_fraction(text);
    const Unit* unit = take_unit(text, units);
    if (!fraction || unit == nullptr || *number > longest / unit->length) return false;
    if (has_fraction && unit != &clock_units.back()) return false;
    if (unit->part == nullptr) {
        read.clock += *number * unit->length + *fraction;
    } else {
        read.*unit->part = static_cast<int>(*number);
    }
    return true;
}

/// Reads all of `text`, which may not be empty.
bool read_parts(std::string_view text, std::span<const Unit> units, Duration& read) {
    do {
        if (!take_part(text, units, read)) return false;
    } while (!text.empty());
    return true;
}

/// `1.5`, or `1,5`: no zeros at the end.
std::string seconds_text(milliseconds time, char point) {
    const auto whole = floor<seconds>(time);
    std::string text = fmt::format("{}", whole.count());
    if (whole == time) return text;
    text += fmt::format("{}{:03}", point, (time - whole).count());
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

struct Noun {
    std::string_view one;
    std::string_view many;
};

struct Nouns {
    Noun year, month, week, day, hour, minute, second;
    std::string_view last_joint;
    char decimal_point;
};

Nouns dutch(Calendar calendar) {
    const bool works = calendar == Calendar::nl_working_days;
    return {
        {"jaar", "jaar"},
        {"maand", "maanden"},
        {"week", "weken"},
        works ? Noun{"werkdag", "werkdagen"} : Noun{"dag", "dagen"},
        {"uur", "uur"},
        {"minuut", "minuten"},
        {"seconde", "seconden"},
        " en ",
        ','};
}

Nouns english(Calendar calendar) {
    const bool works = calendar == Calendar::nl_working_days;
    return {
        {"year", "years"},
        {"month", "months"},
        {"week", "weeks"},
        works ? Noun{"working day", "working days"} : Noun{"day", "days"},
        {"hour", "hours"},
        {"minute", "minutes"},
        {"second", "seconds"},
        " and ",
        '.'};
}

std::string joined(const std::vector<std::string>& parts, std::string_view last_joint) {
    std::string text;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (at > 0) text += at + 1 == parts.size() ? last_joint : ", ";
        text += parts[at];
    }
    return text;
}

std::string told(const Duration& duration, const Nouns& nouns) {
    std::vector<std::string> parts;
    const auto add = [&parts](std::int64_t count, const Noun& noun) {
        if (count != 0) parts.push_back(fmt::format("{} {}", count, count == 1 ? noun.one : noun.many));
    };
    add(duration.years, nouns.year);
    add(duration.months, nouns.month);
    add(duration.weeks, nouns.week);
    add(duration.days, nouns.day);
    const hh_mm_ss clock{duration.clock};
    add(clock.hours().count(), nouns.hour);
    add(clock.minutes().count(), nouns.minute);
    const milliseconds rest = clock.seconds() + clock.subseconds();
    if (rest != milliseconds{0} || parts.empty()) {
        const Noun& noun = nouns.second;
        const auto word = rest == seconds{1} ? noun.one : noun.many;
        parts.push_back(fmt::format("{} {}", seconds_text(rest, nouns.decimal_point), word));
    }
    return joined(parts, nouns.last_joint);
}

}  // namespace

std::optional<Duration> read_duration(std::string_view text) {
    if (!text.starts_with('P')) return std::nullopt;
    text.remove_prefix(1);
    const auto clock_at = text.find('T');
    const bool has_clock = clock_at != std::string_view::npos;
    const std::string_view date = text.substr(0, clock_at);
    Duration read;
    if (!has_clock || !date.empty()) {
        if (!read_parts(date, date_units, read)) return std::nullopt;
    }
    if (has_clock && !read_parts(text.substr(clock_at + 1), clock_units, read)) return std::nullopt;
    if (!is_in_range(read)) return std::nullopt;
    return read;
}

std::string duration_text(const Duration& duration) {
    std::string text = "P";
    for (const auto& unit : date_units) {
        const int count = duration.*unit.part;
        if (count != 0) text += fmt::format("{}{}", count, unit.letter);
    }
    if (counts_days(duration) && duration.clock == milliseconds{0}) return text;
    text += 'T';
    const hh_mm_ss clock{duration.clock};
    const milliseconds rest = clock.seconds() + clock.subseconds();
    if (clock.hours() != hours{0}) text += fmt::format("{}H", clock.hours().count());
    if (clock.minutes() != minutes{0}) text += fmt::format("{}M", clock.minutes().count());
    if (rest != milliseconds{0} || text.back() == 'T') text += seconds_text(rest, '.') + "S";
    return text;
}

Words duration_words(const Duration& duration, Calendar calendar) {
    return {told(duration, dutch(calendar)), told(duration, english(calendar))};
}

bool is_in_range(const Duration& duration) {
    // Each by itself first, so that their sum cannot overflow.
    for (const auto& unit : date_units) {
        const int count = duration.*unit.part;
        if (count < 0 || count > longest / unit.length) return false;
    }
    if (duration.clock < milliseconds{0} || duration.clock > longest) return false;
    milliseconds together = duration.clock;
    for (const auto& unit : date_units) together += duration.*unit.part * unit.length;
    return together <= longest;
}

bool counts_days(const Duration& duration) {
    return duration.years != 0 || duration.months != 0 || duration.weeks != 0 || duration.days != 0;
}

}  // namespace wissel
