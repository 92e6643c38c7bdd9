#pragma once

#include <algorithm>
#include <string>
#include <string_view>

// The few questions that HTTP asks of characters; the ones of the standard library answer by locale.

namespace wissel::http {

[[nodiscard]] constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made) c = lower(c);
    return made;
}

[[nodiscard]] inline bool same_name(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return lower(a) == lower(b);
    });
}

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool is_hex_digit(char c) {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
}

[[nodiscard]] constexpr bool is_letter_or_digit(char c) {
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z');
}

/// Without the white space that may stand around a value (RFC 9110, section 5.6.3).
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    const auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t") + 1 - start);
}

}  // namespace wissel::http
