#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace wissel {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 over the parts, one after the other (FIPS 180-4, by OpenSSL).
[[nodiscard]] Digest sha256(std::initializer_list<std::string_view> parts);

/// `sha256:` and 64 lower-case hex digits: how a hash is told in files, events and the API.
[[nodiscard]] std::string tell(const Digest& digest);

/// The raw bytes as a view, for binding to a statement; lives as long as `digest`.
[[nodiscard]] std::string_view bytes_of(const Digest& digest);

/// Compares in a time that does not depend on where the two differ.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace wissel
