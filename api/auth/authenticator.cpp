#include "api/auth/authenticator.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wissel::auth {
namespace {

bool is_bearer(std::string_view scheme) {
    constexpr std::string_view wanted = "bearer";
    return std::equal(scheme.begin(), scheme.end(), wanted.begin(), wanted.end(), [](char given, char lower) {
        return given == lower || (given >= 'A' && given <= 'Z' && given - 'A' + 'a' == lower);
    });
}

http::Response refusal(const http::Request& request, Words why, std::string challenge) {
    http::Response response = http::problem_response(request, http::problems::unauthorised(std::move(why)));
    response.headers.push_back({"WWW-Authenticate", std::move(challenge)});
    return response;
}

constexpr const char* plain_challenge = R"(Bearer realm="wissel")";

http::Response wrong_key(const http::Request& request) {
    return refusal(
        request,
        {"Deze API-sleutel klopt niet of is ingetrokken.", "This API key is not valid or was revoked."},
        R"(Bearer realm="wissel", error="invalid_token")"
    );
}

http::Problem from_elsewhere() {
    return {
        403,
        "another-site",
        {"Van een andere site", "From another site"},
        {"Dit verzoek komt niet van een pagina van deze server, of de browser vertelt niet waar het vandaan komt. "
         "Staat er een proxy voor, stel dan `http.origin` in op het adres dat mensen gebruiken.",
         "This request does not come from a page of this server, or the browser does not say where it comes from. "
         "Behind a proxy, set `http.origin` to the address that people use."}};
}

bool changes_something(const http::Request& request) {
    using http::Method;
    return request.method != Method::get && request.method != Method::head && request.method != Method::options;
}

/// Somebody at work, and not a page that waits for changes, which asks on and on when nobody sits before it
/// (`GET /v1/status?wait=`), nor a page of another site.
bool is_work(const http::Request& request, const Site& site) {
    const bool waits = request.query.starts_with("wait=") || request.query.find("&wait=") != std::string::npos;
    return !waits && comes_from_here(request, site, true);
}

}  // namespace

std::variant<cases::Principal, http::Response> Authenticator::authenticate(const http::Request& request) const {
    const auto header = request.header("authorization");
    if (!header) {
        const auto token = session_token(request, site_);
        if (!token) {
            return refusal(
                request,
                {"Stuur uw API-sleutel mee als `Authorization: Bearer wsl_…`.",
                 "Send your API key as `Authorization: Bearer wsl_…`."},
                plain_challenge
            );
        }
        if (changes_something(request) && !comes_from_here(request, site_, false))
            return http::problem_response(request, from_elsewhere());
        auto session = by_cookie(request, *token, is_work(request, site_));
        if (auto* refused = std::get_if<http::Response>(&session)) return std::move(*refused);
        return std::move(std::get<RunningSession>(session).principal);
    }
    const auto space = header->find(' ');
    if (space != std::string_view::npos && is_bearer(header->substr(0, space))) {
        if (auto principal = keys_.find(header->substr(space + 1))) return std::move(*principal);
    }
    return wrong_key(request);
}

std::variant<LoggedIn, http::Response> Authenticator::log_in(
    const http::Request& request, std::string_view key
) const {
    if (!comes_from_here(request, site_, true)) return http::problem_response(request, from_elsewhere());
    if (!keys_.find(key)) return wrong_key(request);
    if (const auto before = session_token(request, site_)) sessions_.close(*before);
    const std::string token = sessions_.open(*cases::key_prefix(key));
    auto session = by_cookie(request, token, true);
    if (auto* refused = std::get_if<http::Response>(&session)) return std::move(*refused);
    return LoggedIn{set_cookie(site_, token), std::move(std::get<RunningSession>(session))};
}

std::variant<RunningSession, http::Response> Authenticator::session_of(const http::Request& request) const {
    const auto token = session_token(request, site_);
    return by_cookie(request, token.value_or(std::string_view()), false);
}

std::variant<std::string, http::Response> Authenticator::log_out(const http::Request& request) const {
    if (!comes_from_here(request, site_, true)) return http::problem_response(request, from_elsewhere());
    if (const auto token = session_token(request, site_)) sessions_.close(*token);
    return set_cookie(site_, "");
}

std::variant<RunningSession, http::Response> Authenticator::by_cookie(
    const http::Request& request, std::string_view token, bool counts
) const {
    if (const auto found = sessions_.find(token, counts)) {
        // The key behind it decides, at every request: whoever loses it loses the session too.
        if (auto principal = keys_.holder(found->key_prefix))
            return RunningSession{std::move(*principal), found->ends_in, found->idle_ends_in};
        sessions_.close(token);
    }
    http::Response ended = refusal(
        request,
        {"U hebt geen sessie, of uw sessie is beëindigd. Log in met uw API-sleutel.",
         "You have no session, or it has ended. Log in with your API key."},
        plain_challenge
    );
    if (!token.empty()) ended.headers.push_back({"Set-Cookie", set_cookie(site_, "")});
    return ended;
}

}  // namespace wissel::auth
