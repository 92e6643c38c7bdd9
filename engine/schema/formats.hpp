#pragma once

#include <string_view>

namespace wissel::schema {

// Checks of single formats, each in one pass over the text and without regular expressions.

/// An absolute URI in ASCII (RFC 3986): a scheme, a colon, and well-formed percent escapes.
[[nodiscard]] bool is_uri(std::string_view text);

/// A mailbox of the plain kind: a dot-atom of at most 64 characters before the @, a domain of labels with a
/// dot after it. Quoted local parts, comments and address literals are left out on purpose: no function
/// mailbox has them, and mail programs read them differently.
[[nodiscard]] bool is_email(std::string_view text);

/// ISO 8601 duration as RFC 3339, appendix A, has it: `P3D`, `PT1H30M`, `P4W`.
[[nodiscard]] bool is_duration(std::string_view text);

/// 20 characters: a prefix of eight digits, then digits or letters (the main number may be alphanumeric;
/// OIN-stelsel).
[[nodiscard]] bool is_oin(std::string_view text);

}  // namespace wissel::schema
