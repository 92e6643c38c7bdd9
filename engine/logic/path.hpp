#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::logic {

inline constexpr std::size_t no_index = static_cast<std::size_t>(-1);

/// One step down: a member's name, which is an item's index as well where it is written as one.
struct Segment {
    std::string_view name;
    std::size_t index = no_index;
};

/// Where a value stands. From each scope two steps lead up: the first to what is known of the iteration
/// (`index`, `iterator`), the second to what the iterator itself saw.
struct Path {
    std::size_t climb = 0;
    std::vector<Segment> segments;
};

/// `name` as a segment; a view.
[[nodiscard]] Segment segment_of(std::string_view name);

/// Takes dotted paths apart: `a.b`, where `\.`, `\/` and `\\` stand for the second character alone. A text of
/// nothing but n dots has n empty names.
class PathReader {
public:
    explicit PathReader(std::string_view text);

    /// How many `../` it began with.
    [[nodiscard]] std::size_t climb() const { return climb_; }

    /// The next name, still escaped; no value at the end.
    [[nodiscard]] std::optional<std::string_view> next();

private:
    std::string_view rest_;
    std::size_t climb_ = 0;
    bool ended_ = false;
    bool only_dots_ = false;
};

/// Resolves the escapes of a name.
[[nodiscard]] std::string unescaped(std::string_view name);

/// The names joined by dots, with escapes: what PathReader takes apart.
[[nodiscard]] std::string dotted(const std::vector<Segment>& segments);

}  // namespace wissel::logic
