#include "engine/statechart/layout.hpp"

#include "engine/statechart/layout_plan.hpp"

#include <algorithm>
#include <cmath>

namespace wissel::statechart::layout {
namespace {

struct Choice {
    double width_max = 0;
    Sheet sheet;
};

/// Tries how wide rows may be, and takes what can be printed largest.
Choice best_of(Plan& plan) {
    Choice best;
    for (const double width : {520.0, 700.0, 900.0, 1150.0, 1450.0, 1900.0, 2600.0}) {
        arrange(plan, width);
        auto sheet = sheet_of(plan);
        if (sheet.scale > best.sheet.scale * 1.001) best = {width, std::move(sheet)};
    }
    return best;
}

/// Whether a line down to a box runs through the heading of what lies around it, now that all has its place.
bool runs_through_heading(const Plan& plan, const Path& path) {
    if (path.in != Side::top) return false;
    const auto crossed = outward(plan, path.to, Side::top, path.at.back() + 8);
    return std::ranges::find(crossed, path.channels.back()) == crossed.end();
}

std::vector<Path> laid_routes(Plan& plan) {
    std::vector<bool> closed(plan.parent.size(), false);
    const auto sizes = plan.channels;
    constexpr int tries_max = 4;
    for (int tried = 0;; ++tried) {
        if (tried + 1 == tries_max) closed.assign(closed.size(), true);
        auto paths = routes_of(plan, closed);
        lay_lanes(plan, paths);
        bool fine = true;
        for (const auto& path : paths) {
            if (!runs_through_heading(plan, path)) continue;
            closed[path.to] = true;
            fine = false;
        }
        if (fine || tried + 1 == tries_max) {
            part_lines(plan, paths);
            return paths;
        }
        plan.channels = sizes;
        place(plan);
    }
}

/// Without the points between which nothing bends, on half pixels so that thin lines are sharp.
std::vector<Point> tidied(const std::vector<Point>& points) {
    std::vector<Point> made;
    for (auto point : points) {
        point = {std::floor(point.x) + 0.5, std::floor(point.y) + 0.5};
        if (!made.empty() && made.back() == point) continue;
        const auto straight = [&] {
            const auto& one = made[made.size() - 2];
            const auto& two = made.back();
            return (one.x == two.x && two.x == point.x) || (one.y == two.y && two.y == point.y);
        };
        if (made.size() > 1 && straight()) made.pop_back();
        made.push_back(point);
    }
    return made;
}

Rect on_half_pixels(const Rect& rect) {
    const double x = std::floor(rect.x) + 0.5;
    const double y = std::floor(rect.y) + 0.5;
    return {x, y, std::floor(rect.right()) + 0.5 - x, std::floor(rect.bottom()) + 0.5 - y};
}

PlacedBox placed_box(const Plan& plan, std::size_t box) {
    using Shape = PlacedBox::Shape;
    const auto& block = plan.blocks[box];
    PlacedBox placed{.frame = on_half_pixels(plan.frames[box]), .title = plan.titles[box]};
    placed.shape = plan.is_history(box)    ? Shape::history
                   : plan.is_leaf(box)     ? Shape::leaf
                   : plan.is_region(box)   ? Shape::region
                   : plan.is_untitled(box) ? Shape::none
                                           : Shape::frame;
    placed.texts = block.texts;
    for (auto& text : placed.texts) {
        text.at.x += plan.headers[box].x;
        text.at.y += plan.headers[box].y;
    }
    if (block.divider > 0) {
        constexpr double inset = 8;
        const double x = plan.headers[box].x;
        const double y = std::floor(plan.headers[box].y + block.divider) + 0.5;
        placed.divider_from = {x + inset, y};
        placed.divider_to = {x + block.width - inset, y};
    }
    if (plan.is_leaf(box) || plan.drawing.boxes[box].kind != Box::Kind::parallel) return placed;
    placed.region_top = plan.headers[box].y + block.height;
    const auto& beside = plan.lanes[box].beside.front();
    for (std::size_t at = 1; at + 1 < beside.size(); ++at) {
        placed.regions.push_back(plan.channels[beside[at]].start + 5);
    }
    return placed;
}

Start start_at(const Plan& plan, std::size_t box) {
    const auto frame = on_half_pixels(plan.frames[box]);
    const double x = std::floor(frame.x + std::min(22.0, frame.width / 4)) + 0.5;
    return {{x, frame.y - 16}, {x, frame.y}};
}

Layout laid_out(Plan& plan) {
    Layout made;
    made.boxes.resize(plan.drawing.boxes.size());
    place(plan);
    const auto paths = laid_routes(plan);
    made.width = plan.frames[0].width;
    made.height = plan.frames[0].height;
    for (const auto box : plan.order) {
        made.boxes[box] = placed_box(plan, box);
        if (plan.begins[box]) made.starts.push_back(start_at(plan, box));
    }
    for (const auto& path : paths) {
        const auto& exit = plan.blocks[path.from].exits[path.exit];
        auto points = tidied(points_of(plan, path));
        made.routes.push_back(
            {path.from, path.to, exit.by_itself, exit.mark, exit.open, std::move(points)}
        );
    }
    return made;
}

}  // namespace

Layout layout_of(const Drawing& drawing) {
    if (drawing.boxes.empty()) return {};
    auto plan = plan_of(drawing);
    const auto best = best_of(plan);
    if (best.sheet.columns.size() < 2) {
        arrange(plan, best.width_max);
        return laid_out(plan);
    }
    const auto columned = in_columns(drawing, best.sheet);
    auto columns = plan_of(columned, drawing.boxes.size());
    arrange(columns, best.width_max, best.sheet.columns);
    auto made = laid_out(columns);
    made.boxes.resize(drawing.boxes.size());
    return made;
}

}  // namespace wissel::statechart::layout
