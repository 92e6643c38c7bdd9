#include "engine/cases/remits.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::cases {
namespace {

using nlohmann::json;

bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

/// The name as it is compared: in lower case (also É to é, the capitals that names of acts have), with single
/// spaces within and none around. A no-break space is a space.
std::string comparable(std::string_view name) {
    std::string made;
    bool apart = false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const auto byte = static_cast<unsigned char>(name[at]);
        const auto next = static_cast<unsigned char>(at + 1 < name.size() ? name[at + 1] : '\0');
        const bool no_break = byte == 0xc2 && next == 0xa0;
        if (no_break || is_space(name[at])) {
            apart = !made.empty();
            if (no_break) ++at;
            continue;
        }
        if (apart) made += ' ';
        apart = false;
        if (byte == 0xc3) {
            // U+00C0 to U+00DE stand 32 below their small letters, but for the multiplication sign among
            // them.
            const bool capital = next >= 0x80 && next <= 0x9e && next != 0x97;
            made += name[at++];
            if (at < name.size()) made += static_cast<char>(capital ? next + 0x20 : next);
        } else {
            made += lower(name[at]);
        }
    }
    return made;
}

Issue unknown_ministry(const std::string& pointer) {
    return {
        pointer + "/ministry",
        "unknownMinistry",
        {"Geen organisatie in organisations.json is dit ministerie.",
         "No organisation in organisations.json is this ministry."}};
}

Issue no_day(const std::string& pointer) {
    return {
        pointer + "/until",
        "emptyPeriod",
        {"Deze periode eindigt voor haar eerste dag om is; until is de eerste dag erna.",
         "This period ends before its first day is over; until is the first day after it."}};
}

Issue blank(const std::string& pointer) {
    return {pointer, "blank", {"Deze naam is leeg.", "This name is blank."}};
}

Issue twice(const std::string& pointer) {
    return {
        pointer,
        "overlap",
        {"Deze naam staat er al, in een periode die deze overlapt.",
         "This name stands here already, in a period that overlaps this one."}};
}

}  // namespace

bool Remits::overlap(const Period& left, const Period& right) {
    const auto begins_before_end = [](const Period& one, const Period& other) {
        return other.until.empty() || one.from < other.until;
    };
    return begins_before_end(left, right) && begins_before_end(right, left);
}

Result<Remits> Remits::parse(const json& document, const Organisations& organisations) {
    Remits read;
    std::vector<Issue> issues;
    std::size_t count = 0;
    for (const auto& one : document.at("remits")) {
        const std::string pointer = "/remits/" + std::to_string(count++);
        const Period period{
            one.at("from").get<std::string>(),
            one.value("until", std::string()),
            one.at("ministry").get<std::string>()};
        if (organisations.ministry(period.ministry) == nullptr) issues.push_back(unknown_ministry(pointer));
        if (!period.until.empty() && period.until <= period.from) {
            issues.push_back(no_day(pointer));
            continue;
        }
        for (std::size_t at = 0; at < one.at("names").size(); ++at) {
            const std::string place = pointer + "/names/" + std::to_string(at);
            const std::string name = comparable(one["names"][at].get<std::string>());
            if (name.empty()) {
                issues.push_back(blank(place));
                continue;
            }
            auto& periods = read.by_name_[name];
            const bool taken = std::any_of(periods.begin(), periods.end(), [&period](const Period& other) {
                return overlap(period, other);
            });
            if (taken) issues.push_back(twice(place));
            periods.push_back(period);
        }
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return read;
}

std::string Remits::ministry_of(std::string_view act, std::string_view date) const {
    const auto found = by_name_.find(comparable(act));
    if (found == by_name_.end()) return {};
    for (const auto& period : found->second) {
        if (period.from <= date && (period.until.empty() || date < period.until)) return period.ministry;
    }
    return {};
}

}  // namespace wissel::cases
