#pragma once

#include "api/http/request.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::http {

/// One spelling for each IP address: IPv6 in its short form, an IPv4 address inside IPv6 as IPv4. No value:
/// no address.
[[nodiscard]] std::optional<std::string> plain_address(const std::string& text);

/// Who really asks, when the connection comes from a trusted proxy: the right-most address of `Forwarded`
/// (RFC 7239) or `X-Forwarded-For` that is no trusted proxy itself. Left of it everybody can write what he
/// likes. `peer` where the proxies name none, or something that is no address, or where the two headers
/// disagree: a proxy passes on the one that it does not write, so either may be the client's own.
/// `peer` and `trusted_proxies` are plain addresses.
[[nodiscard]] std::string forwarded_client(
    const Request& request, const std::string& peer, const std::vector<std::string>& trusted_proxies
);

}  // namespace wissel::http
