#include "engine/schema/formats.hpp"

#include "engine/base/instant.hpp"
#include "engine/base/uuid.hpp"

#include <algorithm>

namespace wissel::schema {
namespace {

struct FormatName {
    std::string_view name;
    Format format;
};

constexpr FormatName format_names[] = {
    {"date", Format::date},
    {"date-time", Format::date_time},
    {"uri", Format::uri},
    {"uuid", Format::uuid},
    {"email", Format::email},
    {"duration", Format::duration},
    {"oin", Format::oin}};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool digit_or_letter(char c) {
    return digit(c) || letter(c);
}

/// Whether each part of `text` between two `mark`s, and before the first and after the last, `fits`.
template <class Fits>
bool all_parts(std::string_view text, char mark, Fits fits) {
    for (;;) {
        const auto end = text.find(mark);
        if (!fits(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

bool is_atom(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return digit_or_letter(c) ||
               std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
    });
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) { return digit_or_letter(c) || c == '-'; });
}

/// Whether `text` is one or more whole numbers, each followed by a unit, and the units are neighbours in
/// `units`.
bool are_amounts(std::string_view text, std::string_view units) {
    std::size_t unit = std::string_view::npos;
    while (!text.empty()) {
        const auto digits = std::find_if_not(text.begin(), text.end(), digit) - text.begin();
        if (digits == 0 || static_cast<std::size_t>(digits) == text.size()) return false;
        const std::size_t found = units.find(text[static_cast<std::size_t>(digits)]);
        if (found == std::string_view::npos) return false;
        if (unit != std::string_view::npos && found != unit + 1) return false;
        unit = found;
        text.remove_prefix(static_cast<std::size_t>(digits) + 1);
    }
    return unit != std::string_view::npos;
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
    for (const auto& known : format_names) {
        if (known.name == name) return known.format;
    }
    return std::nullopt;
}

bool has_format(std::string_view text, Format format) {
    switch (format) {
        case Format::none:
            return true;
        case Format::date:
            return parse_date(text).has_value();
        case Format::date_time:
            return parse_instant(text).has_value();
        case Format::uri:
            return is_uri(text);
        case Format::uuid:
            return Uuid::parse(text).has_value();
        case Format::email:
            return is_email(text);
        case Format::duration:
            return is_duration(text);
        case Format::oin:
            return is_oin(text);
    }
    return false;
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at > 64 || text.size() > 254) return false;
    const auto domain = text.substr(at + 1);
    return domain.find('.') != std::string_view::npos && all_parts(text.substr(0, at), '.', is_atom) &&
           all_parts(domain, '.', is_label);
}

bool is_duration(std::string_view text) {
    if (!text.starts_with('P')) return false;
    text.remove_prefix(1);
    if (text.ends_with('W')) return are_amounts(text, "W");
    const auto clock = text.find('T');
    const auto date = text.substr(0, clock);
    if (clock == std::string_view::npos) return are_amounts(date, "YMD");
    return (date.empty() || are_amounts(date, "YMD")) && are_amounts(text.substr(clock + 1), "HMS");
}

bool is_oin(std::string_view text) {
    return text.size() == 20 && std::all_of(text.begin(), text.begin() + 8, digit) &&
           std::all_of(text.begin() + 8, text.end(), digit_or_letter);
}

}  // namespace wissel::schema
