#include "api/http/request.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace wissel::http {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t") + 1 - start);
}

std::string lower(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return made;
}

/// One member of a list such as `text/html;q=0.5`, with its quality in thousandths.
struct Weighted {
    std::string value;
    int quality = 1000;
};

/// `0`, `1`, `0.5`, `1.000`; 0 for anything else, so that what is malformed is not wanted.
int quality_of(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
    int value = (text[0] - '0') * 1000;
    if (text.size() == 1) return value;
    if (text[1] != '.') return 0;
    int place = 100;
    for (const char c : text.substr(2)) {
        if (c < '0' || c > '9') return 0;
        value += (c - '0') * place;
        place /= 10;
    }
    return std::min(value, 1000);
}

std::vector<Weighted> read_list(std::string_view text) {
    std::vector<Weighted> list;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        auto member = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        Weighted read;
        const auto first = std::min(member.find(';'), member.size());
        read.value = lower(trimmed(member.substr(0, first)));
        member.remove_prefix(first);
        while (!member.empty()) {
            member.remove_prefix(1);
            const auto next = std::min(member.find(';'), member.size());
            const std::string parameter = lower(trimmed(member.substr(0, next)));
            if (parameter.starts_with("q=")) read.quality = quality_of(std::string_view(parameter).substr(2));
            member.remove_prefix(next);
        }
        if (!read.value.empty()) list.push_back(std::move(read));
    }
    return list;
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [name](const Header& one) { return one.name == name; });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

Language language_from(std::string_view accept_language, Language otherwise) {
    int best = 0;
    Language chosen = otherwise;
    for (const auto& range : read_list(accept_language)) {
        const std::string primary = range.value.substr(0, range.value.find('-'));
        if (range.quality <= best || (primary != "nl" && primary != "en")) continue;
        best = range.quality;
        chosen = primary == "nl" ? Language::nl : Language::en;
    }
    return chosen;
}

bool accepts(std::string_view accept, std::string_view media_type) {
    const std::string wanted(media_type);
    const std::string any_of_type = wanted.substr(0, wanted.find('/')) + "/*";
    int specificity = -1;
    int quality = 0;
    for (const auto& range : read_list(accept)) {
        const int fits = range.value == wanted        ? 2
                         : range.value == any_of_type ? 1
                         : range.value == "*/*"       ? 0
                                                      : -1;
        if (fits < 0 || fits < specificity) continue;
        quality = fits > specificity ? range.quality : std::max(quality, range.quality);
        specificity = fits;
    }
    return quality > 0;
}

}  // namespace wissel::http
