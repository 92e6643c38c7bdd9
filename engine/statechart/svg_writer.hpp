#pragma once

#include "engine/base/words.hpp"
#include "engine/statechart/layout.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The elements of an SVG that a drawing is made of. Attributes instead of a style sheet: the drawing may
// stand in a page whose policy allows no styles, and be printed from a file alone.

namespace wissel::statechart::svg {

/// Fit for text and for attributes between double quotes; `text` may be anything (layout_text.hpp, `clean`).
[[nodiscard]] std::string escaped(std::string_view text);

/// With a tenth of a pixel at most.
[[nodiscard]] std::string number(double value);

enum class Fill : std::uint8_t { none, white, grey, black };

struct Stroke {
    double width = 1;
    bool dashed = false;
};

class Writer {
public:
    void open(std::string_view element);  ///< with its attributes, without the angles
    /// A group with these attributes; those without a value are left out. `close("g")` ends it.
    void group(std::initializer_list<std::pair<std::string_view, std::string_view>> attributes);
    void close(std::string_view name);
    void note(std::string_view element, std::string_view words);  ///< `title` or `desc`

    void rectangle(const layout::Rect& rect, double radius, Fill fill, Stroke stroke);
    void circle(layout::Point centre, double radius, Fill fill, Stroke stroke);
    void straight(layout::Point from, layout::Point to, Stroke stroke);
    /// Through all points, its corners rounded.
    void bent(const std::vector<layout::Point>& points, Stroke stroke);
    /// An arrowhead whose tip is `tip`, on a line that comes from the direction of `from`.
    void head(layout::Point from, layout::Point tip);
    void text(const layout::Text& text);
    void text(layout::Point at, std::string_view words, double size, bool bold, layout::Anchor anchor);

    [[nodiscard]] std::string take() { return std::move(made_); }

private:
    std::string made_;
};

inline constexpr double head_length = 8;

/// All arrows, each in a group that says from where to where. What arrows to one state share is drawn once: by
/// itself only where all of it happens by itself.
void draw_routes(Writer& writer, const Drawing& drawing, const std::vector<layout::Route>& routes);

/// Box `at` with what is written in it, in a group that names its state; each of its transitions in one that
/// names that.
void draw_box(Writer& writer, const Drawing& drawing, const layout::PlacedBox& placed, std::size_t at);
/// What `data-mark` says of a transition.
[[nodiscard]] std::string_view mark_of(bool taken, bool open);
void draw_start(Writer& writer, const layout::Start& start);

/// What the signs that `drawing` has mean, from `at` on, no wider than `width`. Gives its height.
double draw_legend(Writer& writer, const Drawing& drawing, layout::Point at, double width);

/// The whole drawing in words: the states, then the arrows.
[[nodiscard]] std::string description_of(const Drawing& drawing);

}  // namespace wissel::statechart::svg
