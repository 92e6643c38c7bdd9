#pragma once

#include "engine/statechart/drawing.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Where everything of a drawing comes to stand, in pixels from its upper left corner. Geometry only: svg.cpp
// prints it.
//
// Boxes lie in rows, the boxes of a compound within its frame. What may happen in a state is written in its
// box, each way out with the state that it leads to, so no label ever lies on an arrow or over a box. Arrows
// run in lanes: those between rows and those between neighbours in a row, made as wide as they need to be.
// Arrows to one state run together.

namespace wissel::statechart::layout {

struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point&) const = default;
};

struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] double middle() const { return x + width / 2; }
};

enum class Style : std::uint8_t { badge, title, about, label, target };
enum class Anchor : std::uint8_t { start, middle, end };

/// One line of text; `at` is where its baseline starts, has its middle, or ends.
struct Text {
    Point at;
    Style style = Style::about;
    Anchor anchor = Anchor::start;
    std::string words = {};
    std::size_t arrow = no_box;  ///< in the drawing, of the transition that it tells of; `no_box`: of none
};

struct PlacedBox {
    enum class Shape : std::uint8_t { none, leaf, frame, region, history };

    Shape shape = Shape::none;  ///< none: not drawn (the machine itself, and what hangs under nothing)
    Rect frame;
    std::vector<Text> texts = {};
    /// The line between what a state is and what may happen. `divider_from.y` 0: no line.
    Point divider_from = {};
    Point divider_to = {};
    double region_top = 0;             ///< of a parallel: where the dashed lines begin
    std::vector<double> regions = {};  ///< of a parallel: x of the dashed lines between its regions
    std::string title = {};            ///< whole, on one line
};

/// One arrow, bend by bend. The last point touches the box it leads to.
struct Route {
    std::size_t from = no_box;
    std::size_t to = no_box;
    bool by_itself = false;
    Box::Mark mark = Box::Mark::none;
    bool open = false;
    std::vector<Point> points = {};
};

/// The dot at which a compound begins, and where its arrow touches the box below.
struct Start {
    Point dot;
    Point tip;
};

struct Layout {
    double width = 0;
    double height = 0;
    std::vector<PlacedBox> boxes = {};  ///< as in the drawing
    std::vector<Route> routes = {};
    std::vector<Start> starts = {};
};

inline constexpr double history_radius = 15;

/// Pure. Whatever is wrong with the drawing (a child that is no box, one with two parents, an arrow from
/// nowhere) is left out.
[[nodiscard]] Layout layout_of(const Drawing& drawing);

}  // namespace wissel::statechart::layout
