#pragma once

#include "api/auth/browser.hpp"
#include "api/auth/sessions.hpp"
#include "api/http/problem.hpp"
#include "engine/cases/principal.hpp"
#include "engine/runtime/key_ring.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace wissel::auth {

/// A session that runs, as its owner is told of it.
struct RunningSession {
    cases::Principal principal;
    std::chrono::milliseconds ends_in{};
    std::chrono::milliseconds idle_ends_in{};
};

/// A session that was just made, and the `Set-Cookie` that hands it over.
struct LoggedIn {
    std::string cookie;
    RunningSession session;
};

/// Finds out who is calling: by the key in the Authorization header, else by the session's cookie. Safe from any
/// thread; the key ring and the sessions outlive it.
class Authenticator {
public:
    Authenticator(const runtime::KeyRing& keys, Sessions& sessions, Site site)
        : keys_(keys), sessions_(sessions), site_(std::move(site)) {}

    /// The principal, or the refusal: 401 with its `WWW-Authenticate` (RFC 6750), or 403 where a cookie comes with a
    /// request that would change something from a page of another site. A key in a query would end up in logs, so
    /// none counts there. Where there is an Authorization header the cookie does not count.
    [[nodiscard]] std::variant<cases::Principal, http::Response> authenticate(const http::Request& request) const;

    /// Exchanges a key for a session. The one whose cookie came along ends. Or the refusal: 401, or 403 to a page of
    /// another site.
    [[nodiscard]] std::variant<LoggedIn, http::Response> log_in(
        const http::Request& request, std::string_view key
    ) const;

    /// The session of this request. Asking is not work: it does not hold off the end.
    [[nodiscard]] std::variant<RunningSession, http::Response> session_of(const http::Request& request) const;

    /// Ends the session of this request, if it has one: the `Set-Cookie` to answer with, or 403 to a page of another
    /// site.
    [[nodiscard]] std::variant<std::string, http::Response> log_out(const http::Request& request) const;

    [[nodiscard]] const Site& site() const { return site_; }

private:
    [[nodiscard]] std::variant<RunningSession, http::Response> by_cookie(
        const http::Request& request, std::string_view token, bool counts
    ) const;

    const runtime::KeyRing& keys_;
    Sessions& sessions_;
    const Site site_;
};

}  // namespace wissel::auth
