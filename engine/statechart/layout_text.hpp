#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Texts as a drawing can hold them, and how wide they come out.

namespace wissel::statechart::layout {

/// A size of type in pixels, and its weight.
struct Face {
    double size = 11;
    bool bold = false;
};

/// On one line and fit for XML: ill-formed UTF-8 becomes U+FFFD, white space one space, and what has no
/// picture (control characters, marks that turn the direction of writing) is dropped.
[[nodiscard]] std::string clean(std::string_view text);

/// In pixels; an estimate a little on the wide side, since nobody knows which font will be there. `text` is
/// clean.
[[nodiscard]] double width_of(std::string_view text, Face face);

/// Lines no wider than `width`, broken at spaces, within a word only where one alone is too wide. More than
/// `lines_max` end in "…". `text` is clean; empty gives no line.
[[nodiscard]] std::vector<std::string> wrapped(
    std::string_view text, Face face, double width, std::size_t lines_max = 8
);

}  // namespace wissel::statechart::layout
