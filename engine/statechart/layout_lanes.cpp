#include "engine/statechart/layout_plan.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

// Which lane of a channel each arrow takes. Arrows to one state that meet in a channel share a lane; others
// lie beside each other, in the order that crosses least, or one behind the other where there is room.

namespace wissel::statechart::layout {
namespace {

constexpr double pitch = 9;
constexpr double gap = 10;  // between two arrows in one lane

/// Where another piece of the arrow joins: from the side of the smaller coordinates (left, above) or not.
struct Touch {
    double at;
    bool before;
};

struct Member {
    std::size_t path;
    std::size_t piece;
};

/// What runs together in one lane.
struct Strand {
    std::size_t channel;
    std::size_t target;
    double from;
    double to;
    std::vector<Touch> touches;
    std::vector<Member> members;
    std::size_t lane = 0;
};

double along(const Point& point, bool vertical) {
    return vertical ? point.y : point.x;
}
double aside(const Point& point, bool vertical) {
    return vertical ? point.x : point.y;
}

/// One strand for each piece of each arrow in a channel that runs as asked.
std::vector<Strand> pieces_of(const Plan& plan, const std::vector<Path>& paths, bool vertical) {
    std::vector<Strand> strands;
    for (std::size_t number = 0; number < paths.size(); ++number) {
        const auto& path = paths[number];
        const auto points = points_of(plan, path);
        for (std::size_t piece = 1; piece <= path.channels.size(); ++piece) {
            if (path.vertical(piece) != vertical) continue;
            const double one = along(points[piece], vertical);
            const double other = along(points[piece + 1], vertical);
            const double own = aside(points[piece], vertical);
            const auto channel = path.channels[piece - 1];
            // A straight way down crosses its channel without running in it.
            if (std::abs(one - other) < 0.5 && !plan.channels[channel].whole) continue;
            const std::vector<Touch> touches = {
                {one, aside(points[piece - 1], vertical) < own},
                {other, aside(points[piece + 2], vertical) < own}};
            strands.push_back(
                {channel, path.to, std::min(one, other), std::max(one, other), touches, {{number, piece}}}
            );
        }
    }
    return strands;
}

/// Those that touch and lead to one state become one.
std::vector<Strand> joined(const Plan& plan, std::vector<Strand> pieces) {
    std::ranges::stable_sort(pieces, [](const Strand& one, const Strand& other) {
        return std::tuple(one.channel, one.target, one.from) <
               std::tuple(other.channel, other.target, other.from);
    });
    std::vector<Strand> made;
    for (auto& piece : pieces) {
        const bool same =
            !made.empty() && made.back().channel == piece.channel && made.back().target == piece.target;
        if (!same || (piece.from > made.back().to + 0.5 && !plan.channels[piece.channel].whole)) {
            made.push_back(std::move(piece));
            continue;
        }
        auto& last = made.back();
        last.to = std::max(last.to, piece.to);
        last.touches.insert(last.touches.end(), piece.touches.begin(), piece.touches.end());
        last.members.insert(last.members.end(), piece.members.begin(), piece.members.end());
    }
    return made;
}

/// How many crossings it costs when `one` lies before `other`.
int crossings(const Strand& one, const Strand& other) {
    constexpr double near = 5;  // two lines that would lie on each other: worse than any crossing
    constexpr int overlap = 12;
    int count = 0;
    for (const auto& touch : one.touches) {
        if (touch.before) continue;
        if (touch.at > other.from - 1 && touch.at < other.to + 1) ++count;
        for (const auto& opposite : other.touches) {
            if (opposite.before && std::abs(opposite.at - touch.at) < near) count += overlap;
        }
    }
    for (const auto& touch : other.touches) {
        if (touch.before && touch.at > one.from - 1 && touch.at < one.to + 1) ++count;
    }
    return count;
}

using Strands = std::vector<Strand*>;

void sort_by_crossings(Strands& strands) {
    constexpr int sweeps_max = 24;
    bool moved = true;
    for (int sweep = 0; moved && sweep < sweeps_max; ++sweep) {
        moved = false;
        for (std::size_t at = 0; at + 1 < strands.size(); ++at) {
            if (crossings(*strands[at + 1], *strands[at]) >= crossings(*strands[at], *strands[at + 1]))
                continue;
            std::swap(strands[at], strands[at + 1]);
            moved = true;
        }
    }
}

/// The lanes of one channel, and its size.
void fill(Channel& channel, Strands& strands) {
    sort_by_crossings(strands);
    std::size_t lanes = 0;
    for (std::size_t at = 0; at < strands.size(); ++at) {
        auto& strand = *strands[at];
        strand.lane = 0;
        for (std::size_t other = 0; other < at; ++other) {
            const auto& earlier = *strands[other];
            const bool apart = earlier.to + gap < strand.from || strand.to + gap < earlier.from;
            if (channel.whole || !apart) strand.lane = std::max(strand.lane, earlier.lane + 1);
        }
        lanes = std::max(lanes, strand.lane + 1);
    }
    const double used = channel.lead + channel.trail + pitch * (static_cast<double>(lanes) - 1);
    channel.size = lanes == 0 ? channel.empty : std::max(channel.empty, used);
}

std::vector<Strand> strands_of(Plan& plan, const std::vector<Path>& paths, bool vertical) {
    auto strands = joined(plan, pieces_of(plan, paths, vertical));
    std::vector<Strands> by_channel(plan.channels.size());
    for (auto& strand : strands) by_channel[strand.channel].push_back(&strand);
    for (std::size_t at = 0; at < by_channel.size(); ++at) {
        if (plan.channels[at].vertical == vertical) fill(plan.channels[at], by_channel[at]);
    }
    return strands;
}

void set_coordinates(const Plan& plan, std::vector<Path>& paths, const std::vector<Strand>& strands) {
    for (const auto& strand : strands) {
        const auto& channel = plan.channels[strand.channel];
        const double at = channel.start + channel.lead + pitch * static_cast<double>(strand.lane);
        for (const auto& member : strand.members) paths[member.path].at[member.piece] = at;
    }
}

/// What a line at the top or the bottom of a box may have for its x.
struct Range {
    double from;
    double to;
};

Range range_below(const Plan& plan, std::size_t box) {
    constexpr double corner = 14;
    return {plan.frames[box].x + corner, plan.frames[box].right() - corner};
}

Range range_above(const Plan& plan, const Path& path) {
    constexpr double dot = 40;
    auto range = range_below(plan, path.to);
    if (plan.begins[path.to]) range.from = std::max(range.from, plan.frames[path.to].x + dot);
    // From outside of the frame around it: beside the heading of that.
    const auto crossed = outward(plan, path.to, Side::top, plan.frames[path.to].right());
    auto around = path.to;
    for (const auto channel : crossed) {
        around = plan.parent[around];
        if (channel == path.channels.back()) break;
        constexpr double clear = 12;
        range.from = std::max(range.from, plan.headers[around].x + plan.blocks[around].width + clear);
    }
    return range;
}

/// By box: where lines from above may touch it, whichever way they come.
std::vector<Range> ranges_above(const Plan& plan, const std::vector<Path>& paths) {
    std::vector<Range> ranges;
    for (std::size_t box = 0; box < plan.parent.size(); ++box) ranges.push_back(range_below(plan, box));
    for (const auto& path : paths) {
        if (path.in != Side::top) continue;
        const auto range = range_above(plan, path);
        // Where there is no such place the middle will do; layout.cpp then looks for another way.
        if (range.from <= range.to) ranges[path.to].from = std::max(ranges[path.to].from, range.from);
    }
    return ranges;
}

/// The ends of arrows on their boxes. One that leaves a box at the bottom for the top of one below goes
/// straight down where it can.
void set_ends(const Plan& plan, std::vector<Path>& paths) {
    const auto above = ranges_above(plan, paths);
    std::vector<std::optional<double>> entry(plan.parent.size());
    for (auto& path : paths) {
        const auto& block = plan.blocks[path.from];
        const bool below = path.out == Side::bottom;
        path.at.front() =
            below ? plan.frames[path.from].middle() : plan.headers[path.from].y + block.exits[path.exit].y;
        if (!below || path.in != Side::top || path.channels.size() != 1) continue;
        const auto from = range_below(plan, path.from);
        const auto& to = above[path.to];
        const Range both{std::max(from.from, to.from), std::min(from.to, to.to)};
        if (both.from > both.to) continue;
        auto& x = entry[path.to];
        if (!x) x = std::clamp(plan.frames[path.to].middle(), both.from, both.to);
        if (*x >= from.from && *x <= from.to) path.at.front() = *x;
    }
    for (auto& path : paths) {
        const auto& to = above[path.to];
        const double x = std::max(plan.frames[path.to].middle(), to.from);
        const double y = plan.headers[path.to].y + plan.blocks[path.to].entry_y;
        path.at.back() = path.in == Side::top ? entry[path.to].value_or(x) : y;
    }
}

}  // namespace

std::vector<Point> points_of(const Plan& plan, const Path& path) {
    const auto edge = [&](std::size_t box, Side side, double at, bool out) {
        const auto& frame = plan.frames[box];
        if (side == Side::bottom) return Point{at, frame.bottom()};
        if (side == Side::top) return Point{at, frame.y};
        if (out) return Point{side_of(plan, box, side), at};
        if (plan.is_history(box)) {
            return Point{frame.middle() + (side == Side::left ? -history_radius : history_radius), at};
        }
        return Point{side == Side::left ? frame.x : frame.right(), at};
    };
    std::vector<Point> points{edge(path.from, path.out, path.at.front(), true)};
    for (std::size_t piece = 0; piece + 1 < path.at.size(); ++piece) {
        const double one = path.at[piece];
        const double next = path.at[piece + 1];
        points.push_back(path.vertical(piece) ? Point{one, next} : Point{next, one});
    }
    points.push_back(edge(path.to, path.in, path.at.back(), false));
    return points;
}

void lay_lanes(Plan& plan, std::vector<Path>& paths) {
    for (auto& path : paths) path.at.assign(path.channels.size() + 2, 0);
    std::vector<Strand> down;
    std::vector<Strand> across;
    const auto settle = [&] {
        place(plan);
        set_ends(plan, paths);
        for (auto& path : paths) {
            for (std::size_t at = 0; at < path.channels.size(); ++at) {
                path.at[at + 1] = plan.channels[path.channels[at]].centre();
            }
        }
        set_coordinates(plan, paths, down);
        set_coordinates(plan, paths, across);
    };
    settle();
    // The order of lanes looks at where everything stands, and moves it a little; twice is enough to settle.
    for (int round = 0; round < 2; ++round) {
        down = strands_of(plan, paths, true);
        settle();
        across = strands_of(plan, paths, false);
        settle();
    }
}

}  // namespace wissel::statechart::layout
