#include "engine/base/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace wissel {
namespace {

bool continues(char c) {
    return (static_cast<std::uint8_t>(c) & 0xc0) == 0x80;
}

}  // namespace

std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at) {
    if (at >= text.size()) return std::nullopt;
    const auto lead = static_cast<std::uint8_t>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return std::nullopt;
    char32_t point = lead & (0x7fU >> length);
    for (std::size_t next = at + 1; next < at + length; ++next) {
        if (!continues(text[next])) return std::nullopt;
        point = (point << 6) | (static_cast<std::uint8_t>(text[next]) & 0x3fU);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xd800 && point <= 0xdfff;
    if (overlong || surrogate || point > 0x10ffff) return std::nullopt;
    at += length;
    return point;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        // Most of a text is ASCII, and all of that is well-formed.
        if (static_cast<std::uint8_t>(text[at]) < 0x80) {
            ++at;
        } else if (!next_code_point(text, at)) {
            return false;
        }
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return !continues(c);
    }));
}

}  // namespace wissel
