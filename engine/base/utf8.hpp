#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wissel {

/// Decodes the code point at `at` and moves past it. No value: not well-formed there (RFC 3629: overlong
/// forms, surrogates and everything above U+10FFFF are refused), and `at` stays.
[[nodiscard]] std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at);

[[nodiscard]] bool is_utf8(std::string_view text);

/// How many code points `text` has; what `maxLength` counts. `text` is well-formed UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);

}  // namespace wissel
