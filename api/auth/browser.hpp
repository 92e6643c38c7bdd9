#pragma once

#include "api/http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

// What a browser sends and takes by itself: the session's cookie, and from which page a request comes.

namespace wissel::auth {

/// Where browsers reach this server.
struct Site {
    std::string origin;  ///< such as `https://wissel.example.nl`; empty: by http, under the name that they ask for

    [[nodiscard]] bool secure() const { return origin.starts_with("https://"); }
};

/// Whether this is an origin (RFC 6454): `http` or `https`, a host in lower case, a port if it is not the usual one,
/// and nothing behind it.
[[nodiscard]] bool is_origin(std::string_view text);

/// `__Host-wissel` over TLS, which no other host and no page without TLS can set (RFC 6265bis, 4.1.3.2); else
/// `wissel`.
[[nodiscard]] std::string_view cookie_name(const Site& site);

/// The session's token, a view into `request`. No value: there is none, or more than one, of which another site may
/// have set the other.
[[nodiscard]] std::optional<std::string_view> session_token(const http::Request& request, const Site& site);

/// The `Set-Cookie` that hands a token over; it ends with the browser, and the server knows when it ends before. An
/// empty token takes it away.
[[nodiscard]] std::string set_cookie(const Site& site, std::string_view token);

/// Whether a request comes from a page of this site, as the browser tells by `Sec-Fetch-Site` or `Origin`. Where it
/// tells neither it is as `silent` says.
[[nodiscard]] bool comes_from_here(const http::Request& request, const Site& site, bool silent);

}  // namespace wissel::auth
