#include "engine/cases/bsn.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace wissel::cases {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The eleven-test over 8 or 9 digits, 8 with a zero before them.
bool passes_eleven_test(std::string digits) {
    if (digits.size() == 8) digits.insert(digits.begin(), '0');
    if (digits.size() != 9 || digits.find_first_not_of('0') == std::string::npos) return false;
    int sum = 0;
    for (int place = 0; place < 9; ++place) {
        const int weight = place == 8 ? -1 : 9 - place;
        sum += weight * (digits[static_cast<std::size_t>(place)] - '0');
    }
    return sum % 11 == 0;
}

/// How many bytes a separator inside a number takes at `at`: a dot, a space or a no-break space; 0: none.
std::size_t separator_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (text[at] == '.' || text[at] == ' ') return 1;
    return text.substr(at, 2) == "\xc2\xa0" ? 2 : 0;
}

}  // namespace

bool looks_like_bsn(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at])) continue;
        // One number as people write it: groups of digits with one separator between each.
        std::string number;
        while (true) {
            std::string group;
            for (; at < text.size() && is_digit(text[at]); ++at) group += text[at];
            // A group that has the length by itself is looked at alone too: "in 2024 123456782".
            if (passes_eleven_test(group)) return true;
            number += group;
            const std::size_t gap = separator_at(text, at);
            if (gap == 0 || at + gap >= text.size() || !is_digit(text[at + gap])) break;
            at += gap;
        }
        if (passes_eleven_test(number)) return true;
    }
    return false;
}

bool looks_personal(std::string_view mailbox) {
    const auto local = mailbox.substr(0, mailbox.find('@'));
    const auto dot = local.find('.');
    if (dot == std::string_view::npos || !std::all_of(local.begin(), local.end(), [](char c) {
            return is_letter(c) || c == '.' || c == '-';
        })) {
        return false;
    }
    // An initial before a dot, or two words of which neither is one that function mailboxes are made of.
    if (dot == 1) return true;
    static constexpr std::array<std::string_view, 14> function_words = {
        "data",
        "gegevens",
        "info",
        "loket",
        "secretariaat",
        "team",
        "postbus",
        "functie",
        "melding",
        "meldingen",
        "privacy",
        "contact",
        "afdeling",
        "fg"};
    return std::none_of(function_words.begin(), function_words.end(), [local](std::string_view word) {
        return local.find(word) != std::string_view::npos;
    });
}

}  // namespace wissel::cases
