#include "api/auth/browser.hpp"

#include <algorithm>

namespace wissel::auth {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool may_stand_in_name(char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '-';
}

bool may_stand_in_ipv6(char c) {
    return (c >= 'a' && c <= 'f') || is_digit(c) || c == ':';
}

/// The part of an authority before its port, as a browser writes it.
bool is_host(std::string_view host) {
    if (host.starts_with('[')) {
        const auto inner = host.substr(1, host.size() < 2 ? 0 : host.size() - 2);
        return host.ends_with(']') && !inner.empty() && std::all_of(inner.begin(), inner.end(), may_stand_in_ipv6);
    }
    return !host.empty() && host.front() != '.' && host.front() != '-' &&
           std::all_of(host.begin(), host.end(), may_stand_in_name);
}

/// How often a header was sent.
std::ptrdiff_t times(const http::Request& request, std::string_view name) {
    return std::count_if(request.headers.begin(), request.headers.end(), [&](const http::Header& header) {
        return header.name == name;
    });
}

bool is_own_origin(const http::Request& request, std::string_view origin, const Site& site) {
    if (!site.origin.empty()) return origin == site.origin;
    const auto host = request.header("host");
    if (!host) return false;
    std::string own = "http://" + std::string(*host);
    std::transform(own.begin(), own.end(), own.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return origin == own;
}

}  // namespace

bool is_origin(std::string_view text) {
    const std::string_view scheme = text.starts_with("https://") ? "https://" : "http://";
    if (!text.starts_with(scheme)) return false;
    const auto authority = text.substr(scheme.size());
    const auto colon = authority.rfind(':');
    const auto bracket = authority.rfind(']');
    if (colon == std::string_view::npos || (bracket != std::string_view::npos && bracket > colon))
        return is_host(authority);
    const auto port = authority.substr(colon + 1);
    const std::string_view usual = scheme == "https://" ? "443" : "80";
    // A browser leaves the usual port out, so that no request would ever come from an origin that names it.
    return is_host(authority.substr(0, colon)) && !port.empty() && port.size() <= 5 && port != usual &&
           std::all_of(port.begin(), port.end(), is_digit);
}

std::string_view cookie_name(const Site& site) {
    return site.secure() ? "__Host-wissel" : "wissel";
}

std::optional<std::string_view> session_token(const http::Request& request, const Site& site) {
    const auto name = cookie_name(site);
    std::optional<std::string_view> token;
    for (const auto& header : request.headers) {
        if (header.name != "cookie") continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const auto pair = trimmed(rest.substr(0, rest.find(';')));
            rest.remove_prefix(std::min(rest.find(';'), rest.size() - 1) + 1);
            const auto equals = pair.find('=');
            if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
            if (token) return std::nullopt;
            token = pair.substr(equals + 1);
        }
    }
    if (token && token->empty()) return std::nullopt;
    return token;
}

std::string set_cookie(const Site& site, std::string_view token) {
    std::string cookie(cookie_name(site));
    cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
    if (site.secure()) cookie += "; Secure";
    if (token.empty()) cookie += "; Max-Age=0";
    return cookie;
}

bool comes_from_here(const http::Request& request, const Site& site, bool silent) {
    if (times(request, "origin") > 1 || times(request, "sec-fetch-site") > 1) return false;
    const auto from = request.header("sec-fetch-site");
    // `none`: the user himself, by an address that was typed or a bookmark.
    if (from && *from != "same-origin" && *from != "none") return false;
    if (const auto origin = request.header("origin")) return is_own_origin(request, *origin, site);
    return from || silent;
}

}  // namespace wissel::auth
