#include "api/http/request.hpp"

#include "api/http/ascii.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace wissel::http {
namespace {

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
        if (!is_digit(c)) return 0;
        value += (c - '0') * place;
        place /= 10;
    }
    return value <= 1000 ? value : 0;
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
    // What a range says of one language; the first of its highest.
    struct Wish {
        std::optional<int> quality;
        std::size_t place = 0;
    };
    Wish dutch;
    Wish english;
    int any_other = 0;
    std::size_t place = 0;
    for (const auto& range : read_list(accept_language)) {
        ++place;
        const std::string primary = range.value.substr(0, range.value.find('-'));
        if (primary == "*") any_other = std::max(any_other, range.quality);
        if (primary != "nl" && primary != "en") continue;
        Wish& wish = primary == "nl" ? dutch : english;
        if (!wish.quality || *wish.quality < range.quality) wish = {range.quality, place};
    }
    const int nl = dutch.quality.value_or(any_other);
    const int en = english.quality.value_or(any_other);
    if (nl != en) return nl > en ? Language::nl : Language::en;
    const bool both_named = nl > 0 && dutch.quality && english.quality;
    if (!both_named) return otherwise;
    return dutch.place < english.place ? Language::nl : Language::en;
}

bool accepts(std::string_view accept, std::string_view media_type) {
    return quality_in(accept, media_type) > 0;
}

int quality_in(std::string_view accept, std::string_view media_type) {
    const std::string wanted(media_type);
    const std::string any_of_type = wanted.substr(0, wanted.find('/')) + "/*";
    const auto list = read_list(accept);
    if (list.empty()) return 1000;  // a field without a member asks for nothing in particular
    int specificity = -1;
    int quality = 0;
    for (const auto& range : list) {
        const int fits = range.value == wanted        ? 2
                         : range.value == any_of_type ? 1
                         : range.value == "*/*"       ? 0
                                                      : -1;
        if (fits < 0 || fits < specificity) continue;
        quality = fits > specificity ? range.quality : std::max(quality, range.quality);
        specificity = fits;
    }
    return quality;
}

bool asks_for_coding(std::string_view accept_encoding, std::string_view coding) {
    std::optional<int> named;
    int any = 0;
    int identity = 0;
    for (const auto& one : read_list(accept_encoding)) {
        if (one.value == coding) named = one.quality;
        if (one.value == "*") any = one.quality;
        if (one.value == "identity") identity = one.quality;
    }
    const int quality = named.value_or(any);
    return quality > 0 && quality >= identity;
}

}  // namespace wissel::http
