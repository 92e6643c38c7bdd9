#include "api/http/framing.hpp"

#include <algorithm>
#include <utility>

namespace wissel::http {
namespace {

std::vector<std::string_view> values(const RawHead& head, std::string_view name) {
    std::vector<std::string_view> found;
    for (const auto& field : head.fields) {
        if (field.name == name) found.push_back(field.value);
    }
    return found;
}

FramingFault fault(const char* nl, const char* en) {
    return {400, {nl, en}};
}

bool digits_only(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string lower(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return made;
}

std::optional<FramingFault> check_length(const RawHead& head) {
    constexpr std::size_t length_digits_max = 15;
    const auto encodings = values(head, "transfer-encoding");
    const auto lengths = values(head, "content-length");
    if (!encodings.empty() && !lengths.empty()) {
        return fault(
            "Content-Length en Transfer-Encoding gaan niet samen.",
            "Content-Length and Transfer-Encoding exclude each other."
        );
    }
    if (!encodings.empty() && head.version < 11) {
        return fault("HTTP/1.0 kent geen Transfer-Encoding.", "HTTP/1.0 has no Transfer-Encoding.");
    }
    if (encodings.size() > 1 || (encodings.size() == 1 && lower(encodings[0]) != "chunked")) {
        return fault(
            "Alleen `Transfer-Encoding: chunked`, eenmaal.", "Only `Transfer-Encoding: chunked`, once."
        );
    }
    if (lengths.size() > 1 ||
        (lengths.size() == 1 && (!digits_only(lengths[0]) || lengths[0].size() > length_digits_max))) {
        return fault("Content-Length is één getal, eenmaal.", "Content-Length is one number, once.");
    }
    return std::nullopt;
}

bool host_is_sound(std::string_view host) {
    return !host.empty() &&
           host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]%") ==
               std::string_view::npos;
}

/// Brings an absolute target to origin form where it names the host that the Host field names.
std::optional<FramingFault> check_target(RawHead& head, std::string_view host) {
    const bool odd =
        head.target.empty() || std::any_of(head.target.begin(), head.target.end(), [](char c) {
            return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f;
        });
    if (odd || head.target.find('#') != std::string_view::npos) {
        return fault(
            "Het adres heeft tekens die er niet in mogen; schrijf ze als %XX.",
            "The target has characters that it must not have; write them as %XX."
        );
    }
    if (head.target == "*" && head.method == "OPTIONS") return std::nullopt;
    if (head.target.starts_with('/')) return std::nullopt;
    const std::string low = lower(head.target);
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!low.starts_with(scheme)) continue;
        const auto path = std::min(low.find_first_of("/?", scheme.size()), low.size());
        if (low.substr(scheme.size(), path - scheme.size()) != lower(host)) break;
        head.target.remove_prefix(path);
        if (head.target.starts_with('/')) return std::nullopt;
        if (head.target.empty()) head.target = "/";
        return head.target == "/"
                   ? std::nullopt
                   : std::optional(fault("Dit adres heeft geen pad.", "This target has no path."));
    }
    return fault(
        "Het adres begint met /, of noemt dezelfde host als het veld Host.",
        "The target begins with /, or names the same host as the Host field."
    );
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte >= 0x7f;
    });
}

}  // namespace

std::optional<FramingFault> check_framing(RawHead& head, std::size_t fields_max) {
    if (head.version != 10 && head.version != 11) {
        return FramingFault{505, {"Alleen HTTP/1.1 en HTTP/1.0.", "Only HTTP/1.1 and HTTP/1.0."}};
    }
    if (head.fields.size() > fields_max) {
        return FramingFault{431, {"Te veel velden in de kop.", "Too many fields in the header."}};
    }
    for (const auto& field : head.fields) {
        if (has_control(field.value)) {
            return fault(
                "Een veld van de kop heeft tekens die er niet in mogen.",
                "A header field has characters that it must not have."
            );
        }
    }
    if (auto wrong = check_length(head)) return wrong;
    const auto hosts = values(head, "host");
    if (hosts.size() != 1 || !host_is_sound(hosts[0])) {
        return fault(
            "Een verzoek heeft precies één geldig veld Host.", "A request has exactly one valid Host field."
        );
    }
    return check_target(head, hosts[0]);
}

}  // namespace wissel::http
