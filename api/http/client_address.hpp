#pragma once

#include "api/http/request.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace wissel::http {

/// Who really asks, when the connection comes from a trusted proxy: the right-most address of `Forwarded`
/// (RFC 7239) or `X-Forwarded-For` that is no trusted proxy itself. Left of it everybody can write what he
/// likes. `peer` where neither header names one.
[[nodiscard]] std::string forwarded_client(
    const Request& request, const std::string& peer, const std::vector<std::string>& trusted_proxies
);

}  // namespace wissel::http
