#include "engine/statechart/svg_writer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace wissel::statechart::svg {
namespace {

using layout::Point;
using layout::Route;

constexpr Stroke plain{.width = 1.1};
constexpr Stroke by_itself{.width = 1.1, .dashed = true};
constexpr Stroke taken{.width = 2.6};
constexpr Stroke taken_by_itself{.width = 2.6, .dashed = true};

struct Piece {
    Point from;
    Point to;
};

double distance(Point one, Point other) {
    return std::hypot(one.x - other.x, one.y - other.y);
}

/// From `from` on towards `to`, not beyond it.
Point towards(Point from, Point to, double length) {
    const double share = std::min(1.0, length / std::max(distance(from, to), 0.1));
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

bool between(double value, double one, double other) {
    return value >= std::min(one, other) - 0.1 && value <= std::max(one, other) + 0.1;
}

bool lies_on(Point point, const Piece& piece) {
    return between(point.x, piece.from.x, piece.to.x) && between(point.y, piece.from.y, piece.to.y);
}

/// What is drawn already of the arrows to one state.
class Drawn {
public:
    void add(const std::vector<Point>& points) {
        for (std::size_t at = 0; at + 1 < points.size(); ++at)
            pieces_.push_back({points[at], points[at + 1]});
    }

    /// The beginning of an arrow, up to where it runs into what is drawn, and a little on, so that it joins.
    [[nodiscard]] std::vector<Point> new_part(std::vector<Point> points) const {
        constexpr double into_line = 6;
        constexpr double round_corner = 12;  // twice the radius of a corner
        std::optional<Point> after;
        while (points.size() > 1 && reached(points[points.size() - 2], points.back()) == points.back()) {
            after = points.back();
            points.pop_back();
        }
        if (points.size() < 2) return points;
        const auto covered_to = reached(points.back(), points[points.size() - 2]);
        if (covered_to != points.back()) {
            points.back() = towards(covered_to, points.back(), into_line);
        } else if (after) {
            points.push_back(towards(points.back(), *after, round_corner));
        }
        return points;
    }

private:
    /// How far the way from `from` to `to` lies on what is drawn.
    [[nodiscard]] Point reached(Point from, Point to) const {
        // Pieces overlap in any way, so look as far as one of them reaches, and on from there.
        for (std::size_t steps = 0; steps <= pieces_.size(); ++steps) {
            Point furthest = from;
            for (const auto& piece : pieces_) {
                if (!lies_on(from, piece) || runs_across(piece, from, to)) continue;
                if (lies_on(to, piece)) return to;
                for (const auto& end : {piece.from, piece.to}) {
                    if (lies_on(end, {from, to}) && distance(end, to) < distance(furthest, to) - 0.1)
                        furthest = end;
                }
            }
            if (furthest == from) break;
            from = furthest;
        }
        return from;
    }

    /// A piece that runs across the way from `from` to `to` covers nothing of it.
    static bool runs_across(const Piece& piece, Point from, Point to) {
        const bool way_across = std::abs(from.y - to.y) < 0.1;
        const bool piece_across = std::abs(piece.from.y - piece.to.y) < 0.1;
        return way_across != piece_across;
    }

    std::vector<Piece> pieces_;
};

Stroke stroke_of(const Route& route) {
    if (route.mark == Box::Mark::none) return route.by_itself ? by_itself : plain;
    return route.by_itself ? taken_by_itself : taken;
}

/// Thick before thin and whole before dashed: what comes later is only drawn where nothing is yet. Of those that
/// look the same on paper the ones that are open come first.
int rank(const Route& route) {
    return (route.mark == Box::Mark::none ? 4 : 0) + (route.by_itself ? 2 : 0) + (route.open ? 0 : 1);
}

void draw_line(Writer& writer, std::vector<Point> points, Stroke stroke, Point tip) {
    auto& last = points.back();
    if (last == tip) {
        // A thick line would show beside the tip of its head.
        const auto before = points[points.size() - 2];
        last = towards(before, last, std::max(0.0, distance(before, last) - head_length + 1));
    }
    writer.bent(points, stroke);
}

}  // namespace

void draw_routes(Writer& writer, const Drawing& drawing, const std::vector<Route>& routes) {
    std::map<std::size_t, std::vector<const Route*>> by_target;
    for (const auto& route : routes) {
        if (route.points.size() > 1) by_target[route.to].push_back(&route);
    }
    for (auto& [target, arrows] : by_target) {
        std::ranges::stable_sort(arrows, {}, [](const Route* route) { return rank(*route); });
        Drawn drawn;
        std::set<std::pair<double, double>> heads;
        for (const auto* route : arrows) {
            const auto part = drawn.new_part(route->points);
            const auto tip = route->points.back();
            const bool first = heads.emplace(tip.x, tip.y).second;
            drawn.add(route->points);
            if (part.size() < 2 && !first) continue;
            writer.group(
                {{"data-from", drawing.boxes[route->from].name},
                 {"data-to", drawing.boxes[route->to].name},
                 {"data-cause", route->by_itself ? "itself" : "person"},
                 {"data-mark", mark_of(route->mark != Box::Mark::none, route->open)}}
            );
            if (part.size() > 1) draw_line(writer, part, stroke_of(*route), tip);
            if (first) writer.head(route->points[route->points.size() - 2], tip);
            writer.close("g");
        }
    }
}

}  // namespace wissel::statechart::svg
