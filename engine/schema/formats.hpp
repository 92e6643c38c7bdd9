#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// Checks of single formats, each in one pass over the text and without regular expressions. Dates and moments
// are read by `engine/base/instant.hpp`, UUIDs by `engine/base/uuid.hpp`.

namespace wissel::schema {

/// Which of the formats a text has to have.
enum class Format : std::uint8_t { none, date, date_time, uri, uuid, email, duration, oin };

/// By the name that `format` has for it; no value: we do not have it.
[[nodiscard]] std::optional<Format> format_named(std::string_view name);

[[nodiscard]] bool has_format(std::string_view text, Format format);

/// An absolute URI in ASCII (RFC 3986, `URI`): a scheme, a colon, and what may follow, part by part.
[[nodiscard]] bool is_uri(std::string_view text);

/// A mailbox of the plain kind: a dot-atom of at most 64 characters before the @, after it a domain of at
/// least two labels; 254 in all. Quoted local parts, comments, address literals and names outside ASCII are
/// left out on purpose: no function mailbox has them, mail programs read them differently, and each is a way
/// to smuggle a second address into a header.
[[nodiscard]] bool is_email(std::string_view text);

/// ISO 8601 duration as RFC 3339, appendix A, has it: `P3D`, `PT1H30M`, `P4W`. No fractions, no sign, and no
/// unit left out between two that are named (`P1Y2D`).
[[nodiscard]] bool is_duration(std::string_view text);

/// 20 characters: a prefix of eight digits, then digits or letters (the main number may be alphanumeric;
/// OIN-stelsel).
[[nodiscard]] bool is_oin(std::string_view text);

}  // namespace wissel::schema
