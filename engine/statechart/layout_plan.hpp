#pragma once

#include "engine/statechart/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// What the steps of a layout hand on, each in a file of its own: the tree (layout_plan.cpp), blocks of text
// (_blocks), rows (_rows), columns (_columns), places (_place), routes (_routes), lanes (_lanes), and what is
// left to straighten (_parting). layout.cpp calls them.

namespace wissel::statechart::layout {

enum class Side : std::uint8_t { none, left, right, top, bottom };

/// A way out of a state that an arrow follows.
struct Exit {
    std::size_t target = no_box;
    std::size_t group = 0;
    bool by_itself = false;
    Box::Mark mark = Box::Mark::none;
    bool open = false;
    Side side = Side::none;
    double y = 0;  ///< of its line of text, from the top of the block
};

/// What one arrow says.
struct Label {
    std::vector<std::string> lines = {};  ///< clean
    std::size_t arrow = no_box;           ///< in the drawing; `no_box`: it stands for none
};

/// Arrows from one state to the same targets.
struct Group {
    std::vector<Label> labels = {};
    std::vector<std::size_t> targets = {};
    bool by_itself = false;
    Box::Mark mark = Box::Mark::none;
    bool open = false;
};

/// The text of a state: all of a leaf, what stands above the children of a compound.
struct Block {
    double width = 0;
    double height = 0;
    double entry_y = 0;  ///< where arrows touch its sides
    double divider = 0;
    std::vector<Text> texts = {};  ///< from its upper left corner
    std::vector<Exit> exits = {};
};

/// Room for arrows between two rows, or between two neighbours, or along the inside of a frame.
struct Channel {
    bool vertical = false;
    bool whole = false;  ///< short, so that arrows in it do not share a lane one behind the other
    double empty = 0;    ///< its size without arrows
    double lead = 0;     ///< before the first lane
    double trail = 0;    ///< and behind the last
    double start = 0;    ///< x of a vertical one, y of a horizontal one
    double size = 0;

    [[nodiscard]] double centre() const { return start + size / 2; }
};

/// The channels of a compound, as places in `Plan::channels`.
struct Channels {
    std::size_t left = 0;
    std::size_t right = 0;
    std::vector<std::size_t> above = {};  ///< above each row, and one below the last
    /// Of each row: before each box, and one behind the last.
    std::vector<std::vector<std::size_t>> beside = {};
};

struct Slot {
    std::size_t row = 0;
    std::size_t column = 0;
};

using Rows = std::vector<std::vector<std::size_t>>;

/// A drawing while it is laid out; most members go by the number of the box.
struct Plan {
    const Drawing& drawing;
    /// From here on boxes are columns: not drawn, only to hold others together (layout_columns.cpp).
    std::size_t first_column = no_box;
    std::vector<std::size_t> parent = {};
    std::vector<std::size_t> depth = {};
    std::vector<std::vector<std::size_t>> children = {};
    std::vector<std::size_t> order = {};  ///< the boxes that are drawn, parents before children
    std::vector<std::string> titles = {};
    std::vector<std::vector<Group>> groups = {};
    std::vector<Block> blocks = {};
    std::vector<bool> targeted = {};  ///< an arrow leads to it
    std::vector<bool> begins = {};    ///< has the dot of its parent above it
    std::vector<Rows> rows = {};
    /// Of each box: the one in an earlier row that it wants to stand below. `no_box`: any place is as good.
    std::vector<std::size_t> anchor = {};
    std::vector<double> weight = {};  ///< how much it wants that
    std::vector<Slot> slots = {};
    std::vector<Channels> lanes = {};
    std::vector<Channel> channels = {};
    std::vector<Rect> frames = {};
    std::vector<Point> headers = {};  ///< upper left corner of each block

    [[nodiscard]] bool is_leaf(std::size_t box) const { return children[box].empty(); }
    [[nodiscard]] bool is_column(std::size_t box) const { return box >= first_column; }
    /// Whether it has a heading: the machine's title stands above the drawing.
    [[nodiscard]] bool is_untitled(std::size_t box) const {
        return (box == 0 && !is_leaf(box)) || is_column(box);
    }
    [[nodiscard]] bool is_history(std::size_t box) const;
    /// A compound right below a parallel: between dashed lines, without a frame of its own. One that an arrow
    /// leads to, or that is marked, has a frame all the same.
    [[nodiscard]] bool is_region(std::size_t box) const;
    [[nodiscard]] bool is_drawn(std::size_t box) const { return box == 0 || parent[box] != no_box; }
    [[nodiscard]] bool is_within(std::size_t box, std::size_t outer) const;
};

/// The way of one arrow through the channels.
struct Path {
    std::size_t from = no_box;
    std::size_t exit = 0;  ///< in the block of `from`
    std::size_t to = no_box;
    Side out = Side::none;
    Side in = Side::none;
    std::vector<std::size_t> channels = {};
    double cost = 0;
    /// The coordinate of each straight piece: out of the box, in each channel, into the box. By turns y, x.
    std::vector<double> at = {};

    /// Whether piece `number` is vertical.
    [[nodiscard]] bool vertical(std::size_t number) const {
        return (out == Side::top || out == Side::bottom) == (number % 2 == 0);
    }
};

/// The tree of boxes, cleaned, with titles and groups. The boxes from `first_column` on are columns.
[[nodiscard]] Plan plan_of(const Drawing& drawing, std::size_t first_column = no_box);

/// The text of `box`, its groups in the order in which they stand. `sides` of the exits move no line.
[[nodiscard]] Block block_of(const Plan& plan, std::size_t box, const std::vector<Exit>& sides = {});

/// Puts the boxes of each compound in rows of at most this width: rows, slots, anchors and channels. Columns
/// get the rows in `columns`.
void arrange(Plan& plan, double width_max, const std::vector<Rows>& columns = {});

/// The rows of the machine itself, shared out over columns that stand beside each other.
struct Sheet {
    std::vector<Rows> columns;
    double scale = 0;  ///< how large it comes out on a sheet of paper; 1 is its own size
};

/// The best way to share out the rows of `plan`, which is arranged: one column or several.
[[nodiscard]] Sheet sheet_of(const Plan& plan);

/// The drawing with a box more for each column, around what stands in it.
[[nodiscard]] Drawing in_columns(const Drawing& drawing, const Sheet& sheet);

/// Sets frames and channels from blocks, rows and the sizes of channels; measured from the inside out.
void place(Plan& plan);
void place_within(Plan& plan, std::size_t box);

/// The vertical (horizontal) channels that a line out of the left or right side (top or bottom) of `box`
/// crosses one after another, until something is in its way. `x` is that of a vertical line.
[[nodiscard]] std::vector<std::size_t> outward(const Plan& plan, std::size_t box, Side side, double x = 0);

/// A way for each exit. Puts the exits where they leave, reordering groups: one may leave at the bottom.
/// `closed`: boxes that are not to be entered through the heading of what lies around them.
[[nodiscard]] std::vector<Path> routes_of(Plan& plan, const std::vector<bool>& closed);

/// Gives every arrow a lane of its own in each channel, and all their coordinates.
void lay_lanes(Plan& plan, std::vector<Path>& paths);

/// Where a line out of the left or right side of what a box says begins: on the border of a leaf, just beside
/// the text in the heading of a compound.
[[nodiscard]] double side_of(const Plan& plan, std::size_t box, Side side);

/// Where the arrow bends, from box to box.
[[nodiscard]] std::vector<Point> points_of(const Plan& plan, const Path& path);

/// Moves lines of arrows to different states apart that came to lie on each other, and takes out small jogs.
void part_lines(const Plan& plan, std::vector<Path>& paths);

}  // namespace wissel::statechart::layout
