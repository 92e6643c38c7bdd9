#include "engine/statechart/layout_plan.hpp"

#include <algorithm>

// Places, from the sizes of blocks and channels: each compound by itself from the inside out, then all of
// them from the outside in.

namespace wissel::statechart::layout {
namespace {

constexpr double frame_padding = 6;
constexpr double dot_room = 22;

/// Numbers in order, each as near as can be to its wish (weighted least squares, pool adjacent violators).
struct Wish {
    double value;
    double weight;
};

std::vector<double> in_order(const std::vector<Wish>& wishes) {
    struct Pool {
        double sum;
        double weight;
        std::size_t count;
        [[nodiscard]] double value() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    for (const auto& wish : wishes) {
        pools.push_back({wish.value * wish.weight, wish.weight, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].value() > pools.back().value()) {
            const auto last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().count += last.count;
        }
    }
    std::vector<double> made;
    for (const auto& pool : pools) made.insert(made.end(), pool.count, pool.value());
    return made;
}

/// Sets the x of the boxes in one row: below whom they want to stand, with room for the channels between.
void spread(Plan& plan, std::size_t parent, std::size_t row) {
    const auto& boxes = plan.rows[parent][row];
    const auto& beside = plan.lanes[parent].beside[row];
    std::vector<Wish> wishes;
    double offset = 0;
    double total = 0;
    for (std::size_t at = 0; at < boxes.size(); ++at) {
        total += plan.frames[boxes[at]].width + (at > 0 ? plan.channels[beside[at]].size : 0);
    }
    for (std::size_t at = 0; at < boxes.size(); ++at) {
        const auto box = boxes[at];
        const double width = plan.frames[box].width;
        const auto anchor = plan.anchor[box];
        // Without anyone to stand below, the row as a whole stands in the middle.
        const double wish = anchor == no_box ? -total / 2 : plan.frames[anchor].middle() - width / 2 - offset;
        wishes.push_back({wish, plan.weight[box]});
        offset += width + plan.channels[beside[at + 1]].size;
    }
    const auto found = in_order(wishes);
    offset = 0;
    for (std::size_t at = 0; at < boxes.size(); ++at) {
        plan.frames[boxes[at]].x = found[at] + offset;
        offset += plan.frames[boxes[at]].width + plan.channels[beside[at + 1]].size;
    }
}

struct Extent {
    double from = 0;
    double to = 0;
};

/// The x of all rows and what they span, channels at their ends included.
Extent spread_all(Plan& plan, std::size_t box) {
    Extent span;
    const auto& rows = plan.rows[box];
    for (std::size_t row = 0; row < rows.size(); ++row) {
        spread(plan, box, row);
        const auto& beside = plan.lanes[box].beside[row];
        const double from = plan.frames[rows[row].front()].x - plan.channels[beside.front()].size;
        const double to = plan.frames[rows[row].back()].right() + plan.channels[beside.back()].size;
        span.from = row == 0 ? from : std::min(span.from, from);
        span.to = row == 0 ? to : std::max(span.to, to);
    }
    return span;
}

/// Moves the rows by `shift` and puts the channels between the boxes.
void set_across(Plan& plan, std::size_t box, double shift) {
    const auto& rows = plan.rows[box];
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto& beside = plan.lanes[box].beside[row];
        for (const auto child : rows[row]) plan.frames[child].x += shift;
        for (std::size_t at = 0; at < beside.size(); ++at) {
            auto& channel = plan.channels[beside[at]];
            if (at == 0) {
                channel.start = plan.frames[rows[row][at]].x - channel.size;
            } else if (at == rows[row].size()) {
                channel.start = plan.frames[rows[row][at - 1]].right();
            } else {
                const double from = plan.frames[rows[row][at - 1]].right();
                channel.start = (from + plan.frames[rows[row][at]].x - channel.size) / 2;
            }
        }
    }
}

/// Sets the y of rows and of the channels between them; gives where they end.
double set_down(Plan& plan, std::size_t box, double y) {
    const auto& rows = plan.rows[box];
    const auto& above = plan.lanes[box].above;
    const auto channel = [&](std::size_t at) {
        plan.channels[above[at]].start = y;
        y += plan.channels[above[at]].size;
    };
    for (std::size_t row = 0; row < rows.size(); ++row) {
        channel(row);
        if (std::ranges::any_of(rows[row], [&](auto child) { return plan.begins[child]; })) y += dot_room;
        double height = 0;
        for (const auto child : rows[row]) {
            plan.frames[child].y = y;
            height = std::max(height, plan.frames[child].height);
        }
        y += height;
    }
    channel(rows.size());
    return y;
}

}  // namespace

void place_within(Plan& plan, std::size_t box) {
    const auto& block = plan.blocks[box];
    auto& frame = plan.frames[box];
    plan.headers[box] = {0, 0};
    if (plan.is_leaf(box)) {
        frame = {0, 0, block.width, block.height};
        return;
    }
    auto& left = plan.channels[plan.lanes[box].left];
    auto& right = plan.channels[plan.lanes[box].right];
    const double padding = plan.is_untitled(box) ? 0 : frame_padding;
    const auto span = spread_all(plan, box);
    const double inner = std::max(span.to - span.from, block.width);
    left.start = padding;
    plan.headers[box] = {left.start + left.size, 0};
    set_across(plan, box, left.start + left.size - span.from + (inner - (span.to - span.from)) / 2);
    right.start = left.start + left.size + inner;
    frame = {0, 0, right.start + right.size + padding, 0};
    frame.height = set_down(plan, box, block.height);
}

void place(Plan& plan) {
    for (auto box = plan.order.rbegin(); box != plan.order.rend(); ++box) place_within(plan, *box);
    for (const auto box : plan.order) {
        auto& frame = plan.frames[box];
        if (box != 0) {
            frame.x += plan.frames[plan.parent[box]].x;
            frame.y += plan.frames[plan.parent[box]].y;
        }
        plan.headers[box].x += frame.x;
        plan.headers[box].y += frame.y;
        if (plan.is_leaf(box)) continue;
        const auto& lanes = plan.lanes[box];
        const auto move = [&](std::size_t at) {
            auto& channel = plan.channels[at];
            channel.start += channel.vertical ? frame.x : frame.y;
        };
        move(lanes.left);
        move(lanes.right);
        for (const auto each : lanes.above) move(each);
        for (const auto& row : lanes.beside) {
            for (const auto each : row) move(each);
        }
    }
}

double side_of(const Plan& plan, std::size_t box, Side side) {
    const auto& frame = plan.frames[box];
    if (plan.is_leaf(box)) return side == Side::left ? frame.x : frame.right();
    constexpr double beside = 5;  // the block has more room than that around its text
    const double x = plan.headers[box].x;
    return side == Side::left ? x + beside : x + plan.blocks[box].width - beside;
}

std::vector<std::size_t> outward(const Plan& plan, std::size_t box, Side side, double x) {
    std::vector<std::size_t> crossed;
    while (box != 0) {
        const auto parent = plan.parent[box];
        const auto [row, column] = plan.slots[box];
        const auto& lanes = plan.lanes[parent];
        const auto& rows = plan.rows[parent];
        if (side == Side::left || side == Side::right) {
            const bool left = side == Side::left;
            crossed.push_back(lanes.beside[row][left ? column : column + 1]);
            if (left ? column > 0 : column + 1 < rows[row].size()) break;
            crossed.push_back(left ? lanes.left : lanes.right);
        } else if (side == Side::top) {
            crossed.push_back(lanes.above[row]);
            // Through the heading of the frame around it only where that has no text.
            constexpr double clear = 12;
            const double text_end = plan.headers[parent].x + plan.blocks[parent].width;
            if (row > 0 || (plan.blocks[parent].height > 0 && x < text_end + clear)) break;
        } else {
            crossed.push_back(lanes.above[row + 1]);
            if (row + 1 < rows.size()) break;
        }
        box = parent;
    }
    return crossed;
}

}  // namespace wissel::statechart::layout
