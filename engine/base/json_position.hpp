#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace wissel {

/// Where something stands in a text; both count from 1, columns in code points.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;

    bool operator==(const Position&) const = default;
};

/// The position of the byte at `offset`; the end of the text where it lies beyond.
[[nodiscard]] Position position_of_offset(std::string_view text, std::size_t offset);

/// Where the value that a JSON Pointer names begins in well-formed JSON `text` (nlohmann gives no positions,
/// so the text is scanned anew; ask only when a fault is printed). No value: nothing stands there.
[[nodiscard]] std::optional<Position> position_of_pointer(std::string_view text, std::string_view pointer);

}  // namespace wissel
