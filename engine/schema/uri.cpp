#include "engine/schema/formats.hpp"

#include <algorithm>

// RFC 3986 taken apart as its section 3 draws it: scheme ":" [ "//" authority ] path [ "?" query ] [ "#"
// fragment ]. Each part is a run of characters of its own set, so one pass is enough.

namespace wissel::schema {
namespace {

bool is_in(std::string_view set, char c) {
    return set.find(c) != std::string_view::npos;
}

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool hex(char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool plain(char c) {
    return letter(c) || digit(c) || is_in("-._~!$&'()*+,;=", c);
}

/// Whether `text` is made of unreserved characters, sub-delims, percent escapes and what `more` names.
bool is_run(std::string_view text, std::string_view more) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (plain(text[at]) || is_in(more, text[at])) continue;
        if (text[at] != '%' || at + 2 >= text.size() || !hex(text[at + 1]) || !hex(text[at + 2]))
            return false;
        at += 2;
    }
    return true;
}

/// Takes the run up to the first of `marks` off the front of `text`.
std::string_view take_until(std::string_view& text, std::string_view marks) {
    const auto head = text.substr(0, text.find_first_of(marks));
    text.remove_prefix(head.size());
    return head;
}

bool take(std::string_view& text, std::string_view wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(wanted.size());
    return true;
}

bool is_scheme(std::string_view text) {
    return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return letter(c) || digit(c) || is_in("+-.", c);
    });
}

/// 0 to 255 without leading zeros.
bool is_octet(std::string_view text) {
    if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), digit)) return false;
    if (text.size() > 1 && text.front() == '0') return false;
    return text.size() < 3 || text <= "255";
}

bool is_ipv4(std::string_view text) {
    for (int octet = 0; octet < 4; ++octet) {
        if (octet > 0 && !take(text, ".")) return false;
        if (!is_octet(take_until(text, "."))) return false;
    }
    return text.empty();
}

/// How many 16-bit groups `text` has, an IPv4 address at its end counting for two; -1: it is no such list.
int groups(std::string_view text, bool may_end_in_ipv4) {
    if (text.empty()) return 0;
    for (int count = 1;; ++count) {
        const auto group = take_until(text, ":");
        if (text.empty() && may_end_in_ipv4 && is_ipv4(group)) return count + 1;
        if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), hex)) return -1;
        if (text.empty()) return count;
        text.remove_prefix(1);
    }
}

bool is_ipv6(std::string_view text) {
    const auto gap = text.find("::");
    if (gap == std::string_view::npos) return groups(text, true) == 8;
    const int before = groups(text.substr(0, gap), false);
    const int after = groups(text.substr(gap + 2), true);
    return before >= 0 && after >= 0 && before + after <= 7;
}

/// What stands between square brackets: an IPv6 address, or one of a later version ("v1.x").
bool is_literal(std::string_view text) {
    if (!take(text, "v") && !take(text, "V")) return is_ipv6(text);
    const auto version = take_until(text, ".");
    return !version.empty() && std::all_of(version.begin(), version.end(), hex) && take(text, ".") &&
           !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return plain(c) || c == ':'; });
}

bool is_authority(std::string_view text) {
    if (const auto at = text.find('@'); at != std::string_view::npos) {
        if (!is_run(text.substr(0, at), ":")) return false;
        text.remove_prefix(at + 1);
    }
    if (take(text, "[")) {
        if (!is_literal(take_until(text, "]")) || !take(text, "]")) return false;
    } else if (!is_run(take_until(text, ":"), "")) {
        return false;
    }
    return text.empty() || (take(text, ":") && std::all_of(text.begin(), text.end(), digit));
}

}  // namespace

bool is_uri(std::string_view text) {
    if (!is_scheme(take_until(text, ":")) || !take(text, ":")) return false;
    if (take(text, "//") && !is_authority(take_until(text, "/?#"))) return false;
    if (!is_run(take_until(text, "?#"), ":@/")) return false;
    if (take(text, "?") && !is_run(take_until(text, "#"), ":@/?")) return false;
    return text.empty() || (take(text, "#") && is_run(text, ":@/?"));
}

}  // namespace wissel::schema
