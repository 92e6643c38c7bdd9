#include "engine/schema/formats.hpp"

#include "engine/base/encoding.hpp"

#include <algorithm>

namespace wissel::schema {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

/// Splits off the run up to `mark`; all of it where there is none.
std::string_view cut(std::string_view& text, char mark) {
    const auto end = std::min(text.find(mark), text.size());
    const auto head = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return head;
}

bool is_atom(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return digit(c) || letter(c) || one_of(c, "!#$%&'*+-/=?^_`{|}~");
    });
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), [](char c) { return digit(c) || letter(c) || c == '-'; });
}

/// Reads numbers that are each followed by one of `units`, in their order; at least one, and none twice.
bool read_units(std::string_view& text, std::string_view units) {
    bool any = false;
    std::size_t next = 0;
    while (!text.empty() && digit(text.front())) {
        const auto digits = std::find_if_not(text.begin(), text.end(), digit) - text.begin();
        text.remove_prefix(static_cast<std::size_t>(digits));
        if (text.empty()) return false;
        const auto unit = units.find(text.front(), next);
        // RFC 3339 wants the units between two that are named: `P1Y2D` lacks its months.
        if (unit == std::string_view::npos || (any && unit != next)) return false;
        next = unit + 1;
        any = true;
        text.remove_prefix(1);
    }
    return any;
}

}  // namespace

bool is_uri(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !letter(text.front())) return false;
    const auto scheme = text.substr(0, colon);
    if (!std::all_of(scheme.begin(), scheme.end(), [](char c) {
            return letter(c) || digit(c) || one_of(c, "+-.");
        })) {
        return false;
    }
    auto rest = text.substr(colon + 1);
    if (std::count(rest.begin(), rest.end(), '#') > 1) return false;
    const bool plain = std::all_of(rest.begin(), rest.end(), [](char c) {
        return letter(c) || digit(c) || one_of(c, "-._~:/?#[]@!$&'()*+,;=%");
    });
    if (!plain || !from_percent(rest)) return false;
    if (!rest.starts_with("//")) return rest.find_first_of("[]") == std::string_view::npos;
    rest.remove_prefix(2);
    const auto authority = rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
    const auto host =
        authority.substr(authority.rfind('@') == std::string_view::npos ? 0 : authority.rfind('@') + 1);
    const auto user = authority.substr(0, authority.size() - host.size());
    const auto after = rest.substr(authority.size());
    if (user.find_first_of("[]") != std::string_view::npos ||
        after.find_first_of("[]") != std::string_view::npos)
        return false;
    const auto bracket = host.starts_with('[') ? host.find(']') : std::string_view::npos;
    const auto port = bracket != std::string_view::npos ? host.substr(bracket + 1)
                                                        : host.substr(std::min(host.find(':'), host.size()));
    const auto name = host.substr(0, host.size() - port.size());
    if (bracket == std::string_view::npos && name.find_first_of("[]") != std::string_view::npos) return false;
    return port.empty() || (port.front() == ':' && std::all_of(port.begin() + 1, port.end(), digit));
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
    auto local = text.substr(0, at);
    auto domain = text.substr(at + 1);
    if (local.back() == '.' || domain.empty() || domain.back() == '.' ||
        domain.find('.') == std::string_view::npos)
        return false;
    while (!local.empty()) {
        if (!is_atom(cut(local, '.'))) return false;
    }
    while (!domain.empty()) {
        if (!is_label(cut(domain, '.'))) return false;
    }
    return true;
}

bool is_duration(std::string_view text) {
    if (!text.starts_with('P')) return false;
    text.remove_prefix(1);
    if (text.ends_with('W')) return read_units(text, "W") && text.empty();
    const bool date = read_units(text, "YMD");
    if (text.empty()) return date;
    if (text.front() != 'T') return false;
    text.remove_prefix(1);
    return read_units(text, "HMS") && text.empty();
}

bool is_oin(std::string_view text) {
    return text.size() == 20 && std::all_of(text.begin(), text.begin() + 8, digit) &&
           std::all_of(text.begin() + 8, text.end(), [](char c) { return digit(c) || letter(c); });
}

}  // namespace wissel::schema
