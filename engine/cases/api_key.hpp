#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"
#include "engine/base/sha256.hpp"
#include "engine/cases/principal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// An API key as the register knows it: never the key itself, only its SHA-256.
struct ApiKey {
    std::string prefix;  ///< 8 characters; finds the key, and names it in lists and in history
    Digest hash;         ///< over the whole key text
    Oin organisation;
    std::vector<std::string> roles;
    std::string label;  ///< what it is for, in its maker's words
    Instant created_at;
    std::string created_by;  ///< actor reference
    std::optional<Instant> revoked_at;

    bool operator==(const ApiKey&) const = default;
};

/// A key that was just made, with its text, which is shown once.
struct FreshKey {
    ApiKey key;
    std::string text;  ///< `wsl_<8: prefix>_<43: 256 random bits, base64url>`
};

/// What somebody asks for who wants a key.
struct KeyRequest {
    Oin organisation;
    std::vector<std::string> roles;
    std::string label;
};

/// Makes a key. Fails (`invalid`) on an OIN that is none, no roles, a role outside `known_roles`, or a label
/// above 100 characters or with control characters; every fault at once.
[[nodiscard]] Result<FreshKey> make_key(
    const KeyRequest& request,
    const std::vector<std::string>& known_roles,
    Instant now,
    Entropy& entropy,
    std::string created_by
);

/// The prefix in a key's text; no value: not the form of a key.
[[nodiscard]] std::optional<std::string> key_prefix(std::string_view text);

/// Who calls with `key`.
[[nodiscard]] Principal principal_of(const ApiKey& key);

}  // namespace wissel::cases
