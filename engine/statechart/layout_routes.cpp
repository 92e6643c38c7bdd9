#include "engine/statechart/layout_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

// The way of each arrow through the channels: the cheapest, by length and bends. One search for each state
// that is led to, backwards from it, so that all arrows to it run together from where they meet.

namespace wissel::statechart::layout {
namespace {

constexpr double bend_cost = 45;
constexpr double crowd_cost = 2.5;  // for each state whose arrows run in a channel already
constexpr double side_cost = 12;    // an arrow that comes from above is read sooner
constexpr auto nowhere = std::numeric_limits<std::size_t>::max();
constexpr double far = std::numeric_limits<double>::infinity();

/// Where a line from a box joins a channel.
struct Junction {
    std::size_t channel;
    double at;
    double cost;
    Side side;
};

/// The channels and where they cross. A node is a crossing seen from one of its two channels.
class Graph {
public:
    struct Stop {
        double at;
        std::size_t node;
    };

    explicit Graph(const Plan& plan) : plan_(plan), stops_(plan.channels.size()) {
        for (const auto box : plan.order) {
            if (!plan.is_leaf(box)) cross_all(box);
        }
        for (std::size_t channel = 0; channel < stops_.size(); ++channel) {
            auto& stops = stops_[channel];
            std::ranges::stable_sort(stops, {}, &Stop::at);
            for (std::size_t at = 0; at < stops.size(); ++at) place_[stops[at].node] = at;
        }
    }

    [[nodiscard]] std::size_t nodes() const { return channel_.size(); }
    [[nodiscard]] std::size_t channel(std::size_t node) const { return channel_[node]; }
    [[nodiscard]] static std::size_t turned(std::size_t node) { return node ^ 1U; }

    /// Calls `visit(node, distance)` for the next crossing on both sides of a place in a channel.
    template <class Visit>
    void beside(std::size_t channel, double at, Visit visit) const {
        const auto& stops = stops_[channel];
        const auto after = std::ranges::lower_bound(stops, at, {}, &Stop::at);
        if (after != stops.end()) visit(after->node, after->at - at);
        if (after != stops.begin()) visit(std::prev(after)->node, at - std::prev(after)->at);
    }

    /// The same for a node; itself not among them.
    template <class Visit>
    void beside(std::size_t node, Visit visit) const {
        const auto& stops = stops_[channel_[node]];
        const auto at = place_[node];
        if (at > 0) visit(stops[at - 1].node, stops[at].at - stops[at - 1].at);
        if (at + 1 < stops.size()) visit(stops[at + 1].node, stops[at + 1].at - stops[at].at);
    }

private:
    void cross(std::size_t across, std::size_t down) {
        const auto node = channel_.size();
        channel_.insert(channel_.end(), {across, down});
        place_.insert(place_.end(), {0, 0});
        stops_[across].push_back({plan_.channels[down].centre(), node});
        stops_[down].push_back({plan_.channels[across].centre(), node + 1});
    }

    void cross_all(std::size_t box) {
        const auto& lanes = plan_.lanes[box];
        auto outside = outward(plan_, box, Side::left);
        const auto right = outward(plan_, box, Side::right);
        outside.insert(outside.end(), right.begin(), right.end());
        outside.insert(outside.end(), {lanes.left, lanes.right});
        for (std::size_t row = 0; row < lanes.above.size(); ++row) {
            for (const auto down : outside) cross(lanes.above[row], down);
            if (row < lanes.beside.size()) {
                for (const auto down : lanes.beside[row]) cross(lanes.above[row], down);
            }
            if (row > 0) {
                for (const auto down : lanes.beside[row - 1]) cross(lanes.above[row], down);
            }
        }
    }

    const Plan& plan_;
    std::vector<std::vector<Stop>> stops_;
    std::vector<std::size_t> channel_;  // by node
    std::vector<std::size_t> place_;    // by node: in the stops of its channel
};

/// Lines out of one side of a box or of a heading: where they join channels.
void add_junctions(
    const Plan& plan,
    std::vector<Junction>& made,
    const std::vector<std::size_t>& channels,
    Point from,
    Side side
) {
    const bool across = side == Side::left || side == Side::right;
    for (const auto channel : channels) {
        const double centre = plan.channels[channel].centre();
        const double length = across ? std::abs(centre - from.x) : std::abs(centre - from.y);
        made.push_back({channel, across ? from.y : from.x, length + bend_cost, side});
    }
}

std::vector<Junction> ways_in(const Plan& plan, std::size_t box, bool closed) {
    std::vector<Junction> made;
    const auto& frame = plan.frames[box];
    const double y = plan.headers[box].y + plan.blocks[box].entry_y;
    auto above = outward(plan, box, Side::top, frame.middle());
    if (closed) above.resize(1);
    add_junctions(plan, made, above, {frame.middle(), frame.y}, Side::top);
    const auto sides = made.size();
    add_junctions(plan, made, outward(plan, box, Side::left), {frame.x, y}, Side::left);
    add_junctions(plan, made, outward(plan, box, Side::right), {frame.right(), y}, Side::right);
    for (auto at = sides; at < made.size(); ++at) made[at].cost += side_cost;
    return made;
}

std::vector<Junction> ways_out(const Plan& plan, std::size_t box, const Exit& exit) {
    std::vector<Junction> made;
    const double y = plan.headers[box].y + exit.y;
    auto left = outward(plan, box, Side::left);
    auto right = outward(plan, box, Side::right);
    if (!plan.is_leaf(box)) {
        left.insert(left.begin(), plan.lanes[box].left);
        right.insert(right.begin(), plan.lanes[box].right);
    }
    add_junctions(plan, made, left, {side_of(plan, box, Side::left), y}, Side::left);
    add_junctions(plan, made, right, {side_of(plan, box, Side::right), y}, Side::right);
    if (plan.is_leaf(box)) {
        const auto& frame = plan.frames[box];
        const auto below = outward(plan, box, Side::bottom);
        add_junctions(plan, made, below, {frame.middle(), frame.bottom()}, Side::bottom);
    }
    return made;
}

/// Nodes still to be looked at, the cheapest first, to within a few pixels: in buckets, since a heap takes
/// most of the time of a layout. One serves all searches, so that its buckets are made once.
class Queue {
public:
    void push(double cost, std::size_t node) {
        const auto at = static_cast<std::size_t>(cost / width_);
        if (at >= buckets_.size()) buckets_.resize(at + 1);
        buckets_[at].emplace_back(cost, node);
        first_ = std::min(first_, at);
    }

    [[nodiscard]] std::optional<std::pair<double, std::size_t>> pop() {
        while (first_ < buckets_.size() && buckets_[first_].empty()) ++first_;
        if (first_ >= buckets_.size()) return std::nullopt;
        const auto next = buckets_[first_].back();
        buckets_[first_].pop_back();
        return next;
    }

private:
    static constexpr double width_ = 4;
    std::vector<std::vector<std::pair<double, std::size_t>>> buckets_;
    std::size_t first_ = 0;
};

/// The cheapest ways to one box from everywhere.
class Search {
public:
    Search(
        const Graph& graph, Queue& open, std::vector<Junction> entries, const std::vector<double>& turn_costs
    )
        : graph_(graph),
          open_(open),
          entries_(std::move(entries)),
          cost_(graph.nodes(), far),
          next_(graph.nodes(), nowhere),
          entry_(graph.nodes(), nowhere) {
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            const auto& entry = entries_[at];
            graph_.beside(entry.channel, entry.at, [&](std::size_t node, double distance) {
                offer(node, entry.cost + distance, nowhere, at);
            });
        }
        run(turn_costs);
    }

    /// The way from a junction, without what is before it. No value: there is none.
    [[nodiscard]] std::optional<Path> from(const Junction& start) const {
        double best = far;
        std::size_t first = nowhere;
        std::size_t direct = nowhere;
        for (std::size_t at = 0; at < entries_.size(); ++at) {
            if (entries_[at].channel != start.channel) continue;
            const double cost = entries_[at].cost + std::abs(entries_[at].at - start.at);
            if (cost >= best) continue;
            best = cost;
            direct = at;
        }
        graph_.beside(start.channel, start.at, [&](std::size_t node, double distance) {
            if (cost_[node] + distance >= best) return;
            best = cost_[node] + distance;
            first = node;
        });
        if (best == far) return std::nullopt;
        Path path{.out = start.side, .channels = {start.channel}, .cost = best + start.cost};
        for (auto node = first; node != nowhere; node = next_[node]) {
            direct = entry_[node];
            if (graph_.channel(node) != path.channels.back()) path.channels.push_back(graph_.channel(node));
        }
        path.in = entries_[direct].side;
        return path;
    }

private:
    void offer(std::size_t node, double cost, std::size_t next, std::size_t entry) {
        if (cost >= cost_[node]) return;
        cost_[node] = cost;
        next_[node] = next;
        entry_[node] = entry;
        open_.push(cost, node);
    }

    void run(const std::vector<double>& turn_costs) {
        while (const auto next = open_.pop()) {
            const auto [cost, node] = *next;
            if (cost > cost_[node]) continue;
            graph_.beside(node, [&, here = node, so_far = cost](std::size_t other, double distance) {
                offer(other, so_far + distance, here, entry_[here]);
            });
            offer(Graph::turned(node), cost + turn_costs[graph_.channel(node)], node, entry_[node]);
        }
    }

    const Graph& graph_;
    Queue& open_;
    std::vector<Junction> entries_;
    std::vector<double> cost_;
    std::vector<std::size_t> next_;   // by node: the one that leads on
    std::vector<std::size_t> entry_;  // by node: where the way ends
};

/// The two ways that an exit has: at a side, and at the bottom.
struct Choice {
    std::size_t box;
    std::size_t exit;
    std::optional<Path> beside;
    std::optional<Path> below;
};

Choice choice_of(const Plan& plan, const Search& search, std::size_t box, std::size_t number) {
    Choice choice{box, number, std::nullopt, std::nullopt};
    const Exit& exit = plan.blocks[box].exits[number];
    for (const auto& junction : ways_out(plan, box, exit)) {
        auto path = search.from(junction);
        if (!path) continue;
        path->from = box;
        path->to = exit.target;
        path->exit = number;
        auto& known = junction.side == Side::bottom ? choice.below : choice.beside;
        if (!known || path->cost < known->cost) known = std::move(path);
    }
    return choice;
}

/// Lets the one exit leave at the bottom that gains most by it. Its group must then stand last.
void choose_below(Plan& plan, std::size_t box, std::vector<Choice*>& choices, std::vector<Path>& paths) {
    auto& groups = plan.groups[box];
    Choice* lowest = nullptr;
    double gain = 0;
    for (auto* choice : choices) {
        const auto group = plan.blocks[box].exits[choice->exit].group;
        if (!choice->below || groups[group].targets.size() != 1) continue;
        const double found = choice->beside ? choice->beside->cost - choice->below->cost : far;
        if (found <= gain) continue;
        gain = found;
        lowest = choice;
    }
    if (lowest != nullptr) {
        const auto group = static_cast<std::ptrdiff_t>(plan.blocks[box].exits[lowest->exit].group);
        std::rotate(groups.begin() + group, groups.begin() + group + 1, groups.end());
    }
    std::vector<Exit> sides;
    for (auto* choice : choices) {
        if (choice == lowest) continue;
        sides.push_back({.side = choice->beside ? choice->beside->out : Side::none});
        if (!choice->beside) continue;
        choice->beside->exit = sides.size() - 1;
        paths.push_back(std::move(*choice->beside));
    }
    if (lowest != nullptr) {
        lowest->below->exit = sides.size();
        sides.push_back({.side = Side::bottom});
        paths.push_back(std::move(*lowest->below));
    }
    plan.blocks[box] = block_of(plan, box, sides);
}

}  // namespace

std::vector<Path> routes_of(Plan& plan, const std::vector<bool>& closed) {
    const Graph graph(plan);
    Queue open;
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> sources(plan.parent.size());
    for (const auto box : plan.order) {
        const auto& exits = plan.blocks[box].exits;
        for (std::size_t at = 0; at < exits.size(); ++at) sources[exits[at].target].emplace_back(box, at);
    }
    std::vector<double> turn_costs(plan.channels.size(), bend_cost);
    std::vector<Choice> choices;
    for (const auto target : plan.order) {
        if (sources[target].empty()) continue;
        const Search search(graph, open, ways_in(plan, target, closed[target]), turn_costs);
        std::vector<std::size_t> used;
        for (const auto& [box, exit] : sources[target]) {
            choices.push_back(choice_of(plan, search, box, exit));
            const auto& path = choices.back().beside;
            if (path) used.insert(used.end(), path->channels.begin(), path->channels.end());
        }
        std::ranges::sort(used);
        const auto doubles = std::ranges::unique(used);
        used.erase(doubles.begin(), doubles.end());
        for (const auto channel : used) turn_costs[channel] += crowd_cost;
    }
    std::ranges::stable_sort(choices, [](const Choice& one, const Choice& other) {
        return std::pair(one.box, one.exit) < std::pair(other.box, other.exit);
    });
    std::vector<Path> paths;
    for (std::size_t at = 0; at < choices.size();) {
        const auto box = choices[at].box;
        std::vector<Choice*> of_box;
        for (; at < choices.size() && choices[at].box == box; ++at) of_box.push_back(&choices[at]);
        choose_below(plan, box, of_box, paths);
    }
    return paths;
}

}  // namespace wissel::statechart::layout
