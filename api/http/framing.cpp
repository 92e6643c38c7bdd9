#include "api/http/framing.hpp"

#include "api/http/ascii.hpp"

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

Problem fault(const char* nl, const char* en) {
    return problems::bad_framing({nl, en});
}

bool digits_only(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Problem> check_length(const RawHead& head) {
    constexpr std::size_t length_digits_max = 15;
    const auto encodings = values(head, "transfer-encoding");
    const auto lengths = values(head, "content-length");
    if (!encodings.empty() && !lengths.empty()) {
        return fault(
            "Stuur Content-Length of Transfer-Encoding, niet allebei.",
            "Send Content-Length or Transfer-Encoding, not both."
        );
    }
    if (!encodings.empty() && head.version < 11) {
        return fault(
            "HTTP/1.0 kent geen Transfer-Encoding; stuur Content-Length.",
            "HTTP/1.0 has no Transfer-Encoding; send Content-Length."
        );
    }
    if (encodings.size() > 1 || (encodings.size() == 1 && lower(encodings[0]) != "chunked")) {
        return fault(
            "Het veld Transfer-Encoding mag alleen `chunked` zijn, en maar één keer voorkomen.",
            "The field Transfer-Encoding may only be `chunked`, and stand there only once."
        );
    }
    if (lengths.empty()) return std::nullopt;
    if (lengths.size() > 1 || lengths[0].empty() || lengths[0].size() > length_digits_max ||
        !digits_only(lengths[0])) {
        return fault(
            "Het veld Content-Length is één getal, en komt maar één keer voor.",
            "The field Content-Length is one number, and stands there only once."
        );
    }
    return std::nullopt;
}

/// A name or an address, and perhaps a port. Stricter than RFC 3986: no host is called `a!b`.
bool is_sound_host(std::string_view host) {
    const bool bracketed = host.starts_with('[');
    const auto name_end = bracketed ? host.find(']') : std::min(host.find(':'), host.size());
    if (name_end == std::string_view::npos) return false;
    const auto name = bracketed ? host.substr(1, name_end - 1) : host.substr(0, name_end);
    const auto port = host.substr(bracketed ? name_end + 1 : name_end);
    const auto fits = [bracketed](char c) {
        if (bracketed) return is_hex_digit(c) || c == ':' || c == '.';
        return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_';
    };
    if (name.empty() || !std::all_of(name.begin(), name.end(), fits)) return false;
    return port.empty() || (port.size() <= 6 && port[0] == ':' && digits_only(port.substr(1)));
}

/// The target without scheme and host, where they are those of the Host field. No value: they are not.
std::optional<std::string> origin_form(const std::string& target, std::string_view host) {
    const std::string low = lower(target);
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!low.starts_with(scheme)) continue;
        const auto path = std::min(low.find_first_of("/?", scheme.size()), low.size());
        if (low.substr(scheme.size(), path - scheme.size()) != lower(host)) return std::nullopt;
        const std::string rest = target.substr(path);
        return rest.starts_with('/') ? rest : "/" + rest;
    }
    return std::nullopt;
}

std::optional<Problem> check_target(RawHead& head, std::string_view host) {
    const auto is_odd = [](char c) { return c <= ' ' || c >= 0x7f || c == '#'; };
    if (head.target.empty() || std::any_of(head.target.begin(), head.target.end(), is_odd)) {
        return fault(
            "Het adres heeft tekens die er niet in mogen; schrijf ze als %XX.",
            "The target has characters that it must not have; write them as %XX."
        );
    }
    if (head.target.starts_with('/') || (head.target == "*" && head.method == "OPTIONS")) return std::nullopt;
    auto stripped = origin_form(head.target, host);
    if (!stripped) {
        return fault(
            "Laat het adres met / beginnen, of met dezelfde host als het veld Host.",
            "Let the target begin with /, or with the same host as the Host field."
        );
    }
    head.target = std::move(*stripped);
    return std::nullopt;
}

}  // namespace

std::optional<Problem> check_framing(RawHead& head, std::size_t fields_max) {
    if (head.version != 10 && head.version != 11) return problems::version_not_supported();
    if (head.fields.size() > fields_max) return problems::headers_too_large();
    if (auto wrong = check_length(head)) return wrong;
    const auto hosts = values(head, "host");
    if (hosts.size() != 1 || !is_sound_host(hosts[0])) {
        return fault(
            "Een verzoek heeft precies één geldig veld Host.", "A request has exactly one valid Host field."
        );
    }
    return check_target(head, hosts[0]);
}

}  // namespace wissel::http
