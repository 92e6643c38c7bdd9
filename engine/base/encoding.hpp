#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wissel {

/// Lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::string_view bytes);

/// No value: an odd length, or a character that is no hexadecimal digit.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

/// base64url without padding (RFC 4648, section 5).
[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// No value: a character outside the alphabet, padding, an impossible length, or left-over bits that are not
/// zero (so that each byte string has exactly one spelling).
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// Resolves `%41`; no value on a `%` that two hex digits do not follow (RFC 3986, section 2.1).
[[nodiscard]] std::optional<std::string> from_percent(std::string_view text);

/// Escapes all but RFC 3986's unreserved characters.
[[nodiscard]] std::string to_percent(std::string_view text);

/// Escapes `~` and `/` of a member's name for a JSON Pointer (RFC 6901, section 3).
[[nodiscard]] std::string pointer_token(std::string_view name);

}  // namespace wissel
