#pragma once

#include "api/http/problem.hpp"
#include "engine/cases/principal.hpp"
#include "engine/runtime/key_ring.hpp"

#include <variant>

namespace wissel::auth {

/// Finds out who is calling. Safe from any thread; the key ring outlives it.
class Authenticator {
public:
    explicit Authenticator(const runtime::KeyRing& keys) : keys_(keys) {}

    /// The principal, or the 401 with its `WWW-Authenticate` (RFC 6750). Only the Authorization header
    /// counts: a key in a query would end up in logs.
    [[nodiscard]] std::variant<cases::Principal, http::Response> authenticate(const http::Request& request
    ) const;

private:
    const runtime::KeyRing& keys_;
};

}  // namespace wissel::auth
