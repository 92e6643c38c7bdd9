#include "engine/statechart/layout_plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

// Lanes keep arrows apart that run in one channel. What is left are lines that come into a channel from two
// sides at the same height: those are moved apart by a few pixels. And where an arrow comes out of a channel
// nearly as it went in, the little jog is taken out.

namespace wissel::statechart::layout {
namespace {

constexpr double near = 4;

/// A straight line of arrows to one state, and all coordinates that move with it.
struct Line {
    bool vertical;
    std::size_t target;
    double home;  ///< where it lay at first
    double at;
    double from;
    double to;
    double reach = 0;                 ///< how far it may go
    std::vector<double> shifts = {};  ///< that may be tried, the best first
    std::vector<double*> moved = {};
};

/// What pieces of arrows are one line: the same way in, or the same lane.
using Key = std::tuple<std::size_t, bool, std::size_t, double>;

class Lines {
public:
    Lines(const Plan& plan, std::vector<Path>& paths) : ways_(paths.size()) {
        for (std::size_t number = 0; number < paths.size(); ++number) {
            auto& path = paths[number];
            const auto points = points_of(plan, path);
            for (std::size_t piece = 0; piece < path.at.size(); ++piece) {
                const bool vertical = path.vertical(piece);
                const double one = vertical ? points[piece].y : points[piece].x;
                const double other = vertical ? points[piece + 1].y : points[piece + 1].x;
                ways_[number].push_back(add(path, piece, std::min(one, other), std::max(one, other)));
            }
        }
    }

    void part() {
        std::vector<std::size_t> order;
        for (std::size_t at = 0; at < lines_.size(); ++at) order.push_back(at);
        // Lanes are many and cannot go far, so they have their place first.
        std::ranges::stable_sort(order, {}, [&](auto at) { return lines_[at].reach; });
        std::vector<std::size_t> settled;
        for (const auto at : order) {
            auto& line = lines_[at];
            const auto free = std::ranges::find_if(line.shifts, [&](double shift) {
                return std::ranges::none_of(settled, [&](auto other) {
                    return meet(line, line.at + shift, lines_[other]);
                });
            });
            if (free != line.shifts.end()) line.at += *free;
            settled.push_back(at);
        }
    }

    void straighten() {
        for (const auto& way : ways_) {
            for (std::size_t piece = 0; piece + 2 < way.size(); ++piece) {
                if (!move(way[piece], lines_[way[piece + 2]].at)) move(way[piece + 2], lines_[way[piece]].at);
            }
        }
    }

    /// Lines to one state that run nearly on each other would look like one with a blot.
    void join() {
        constexpr double hardly = 5;
        for (std::size_t one = 0; one < lines_.size(); ++one) {
            for (std::size_t other = 0; other < one; ++other) {
                const auto& first = lines_[one];
                const auto& second = lines_[other];
                if (first.target != second.target || first.vertical != second.vertical) continue;
                if (std::abs(first.at - second.at) > hardly) continue;
                if (first.from > second.to + near || second.from > first.to + near) continue;
                if (!move(one, second.at)) move(other, first.at);
            }
        }
    }

    void store() {
        for (auto& line : lines_) {
            for (auto* coordinate : line.moved) *coordinate = line.at;
        }
    }

private:
    std::size_t add(Path& path, std::size_t piece, double from, double to) {
        const bool last = piece + 1 == path.at.size();
        const bool lane = piece > 0 && !last;
        const auto place = lane ? path.channels[piece - 1] : last ? 0 : next_++;
        const Key key{lane ? 0 : last ? 1 : 2, path.vertical(piece), place, path.at[piece]};
        const auto [found, is_new] = known_.emplace(std::pair(key, path.to), lines_.size());
        if (is_new) {
            Line made{path.vertical(piece), path.to, path.at[piece], path.at[piece], from, to};
            made.shifts = {0, 4, -4, 2, -2};
            made.reach = 6;
            if (!lane) made.reach = 5;
            if (!lane && made.vertical) {
                made.shifts = {0, 8, -8, 5, -5, 12, -12};
                made.reach = 12;
            }
            lines_.push_back(std::move(made));
        }
        auto& line = lines_[found->second];
        line.from = std::min(line.from, from);
        line.to = std::max(line.to, to);
        line.moved.push_back(&path.at[piece]);
        return found->second;
    }

    /// Puts a line at `at` if that is near and nothing is there. False: it is elsewhere still.
    bool move(std::size_t number, double at) {
        auto& line = lines_[number];
        if (std::abs(line.at - at) < 0.01) return true;
        if (std::abs(line.home - at) > line.reach) return false;
        const bool free =
            std::ranges::none_of(lines_, [&](const Line& other) { return meet(line, at, other); });
        if (free) line.at = at;
        return free;
    }

    static bool meet(const Line& line, double at, const Line& other) {
        return line.vertical == other.vertical && line.target != other.target &&
               std::abs(at - other.at) < near && line.from < other.to + near && other.from < line.to + near;
    }

    std::size_t next_ = 0;
    std::vector<std::vector<std::size_t>> ways_;  ///< of each arrow: its lines
    std::map<std::pair<Key, std::size_t>, std::size_t> known_;
    std::vector<Line> lines_;
};

}  // namespace

void part_lines(const Plan& plan, std::vector<Path>& paths) {
    Lines lines(plan, paths);
    lines.part();
    lines.straighten();
    lines.join();
    lines.store();
}

}  // namespace wissel::statechart::layout
