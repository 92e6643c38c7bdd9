#include "engine/statechart/layout_plan.hpp"

#include <algorithm>
#include <cmath>

// Which box stands in which row. The arrows of a drawing are lifted to the children of each compound; those
// that lead back are left out, the others lead down.

namespace wissel::statechart::layout {
namespace {

using Edges = std::vector<std::vector<std::size_t>>;

/// The children of one compound by their place among them, and which leads to which.
struct Family {
    std::vector<std::size_t> members;
    Edges next;
    Edges before;
    std::vector<std::size_t> first;  ///< where it begins
};

void add_once(std::vector<std::size_t>& list, std::size_t value) {
    if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

/// All families at once; the place of a box among its brothers in `place`.
std::vector<Family> families_of(const Plan& plan) {
    std::vector<Family> families(plan.parent.size());
    std::vector<std::size_t> place(plan.parent.size());
    for (const auto box : plan.order) {
        auto& family = families[box];
        family.members = plan.children[box];
        family.next.resize(family.members.size());
        family.before.resize(family.members.size());
        for (std::size_t at = 0; at < family.members.size(); ++at) place[family.members[at]] = at;
    }
    const auto below = [&](std::size_t box, std::size_t outer) {
        while (plan.parent[box] != outer) box = plan.parent[box];
        return place[box];
    };
    for (const auto from : plan.order) {
        for (const auto& group : plan.groups[from]) {
            for (const auto to : group.targets) {
                auto outer = from;
                while (!plan.is_within(to, outer)) outer = plan.parent[outer];
                if (outer == from || outer == to) continue;
                const auto here = below(from, outer);
                const auto there = below(to, outer);
                add_once(families[outer].next[here], there);
            }
        }
    }
    // Where states lead back and forth, those that stand first in the definition are meant to come first.
    for (auto& family : families) {
        for (auto& next : family.next) std::ranges::sort(next);
    }
    for (const auto box : plan.order) {
        for (const auto each : plan.drawing.boxes[box].initial) {
            if (each >= plan.parent.size() || each == box || !plan.is_drawn(each)) continue;
            if (plan.is_within(each, box)) add_once(families[box].first, below(each, box));
        }
    }
    return families;
}

/// Leaves out the arrows that lead back to where one came from, and gives an order in which all others lead
/// on.
class ForwardOnly {
public:
    explicit ForwardOnly(Family& family) : family_(family), state_(family.members.size(), State::unseen) {
        for (const auto first : family.first) visit(first);
        for (std::size_t at = 0; at < family.members.size(); ++at) visit(at);
        std::ranges::reverse(order_);
        for (std::size_t from = 0; from < family.members.size(); ++from) {
            for (const auto to : family.next[from]) family.before[to].push_back(from);
        }
    }

    [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }

private:
    enum class State : std::uint8_t { unseen, on_the_way, done };

    void visit(std::size_t start) {
        if (state_[start] != State::unseen) return;
        struct Step {
            std::size_t at;
            std::size_t next;
        };
        std::vector<Step> way{{start, 0}};
        state_[start] = State::on_the_way;
        while (!way.empty()) {
            auto& [at, next] = way.back();
            auto& out = family_.next[at];
            if (next == out.size()) {
                state_[at] = State::done;
                order_.push_back(at);
                way.pop_back();
            } else if (state_[out[next]] == State::on_the_way) {
                out.erase(out.begin() + static_cast<std::ptrdiff_t>(next));
            } else if (const auto to = out[next++]; state_[to] == State::unseen) {
                state_[to] = State::on_the_way;
                way.push_back({to, 0});
            }
        }
    }

    Family& family_;
    std::vector<State> state_;
    std::vector<std::size_t> order_;
};

/// The layer of each member: the longest way to it.
std::vector<std::size_t> layers_of(Family& family) {
    const ForwardOnly forward(family);
    std::vector<std::size_t> layer(family.members.size(), 0);
    for (const auto at : forward.order()) {
        for (const auto from : family.before[at]) layer[at] = std::max(layer[at], layer[from] + 1);
    }
    return layer;
}

/// Moves each member between those that lead to it, and then between those that it leads to; three times.
void sort_layers(const Family& family, std::vector<std::vector<std::size_t>>& layers) {
    std::vector<double> place(family.members.size());
    const auto number = [&](const std::vector<std::size_t>& layer) {
        for (std::size_t at = 0; at < layer.size(); ++at) {
            place[layer[at]] = static_cast<double>(at) - static_cast<double>(layer.size() - 1) / 2;
        }
    };
    const auto settle = [&](std::vector<std::size_t>& layer, const Edges& near) {
        std::vector<double> wish(place);
        for (const auto at : layer) {
            if (near[at].empty()) continue;
            double sum = 0;
            for (const auto other : near[at]) sum += place[other];
            wish[at] = sum / static_cast<double>(near[at].size());
        }
        std::ranges::stable_sort(layer, {}, [&](auto at) { return wish[at]; });
        number(layer);
    };
    for (const auto& layer : layers) number(layer);
    for (int sweep = 0; sweep < 3; ++sweep) {
        for (auto& layer : layers) settle(layer, family.before);
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) settle(*layer, family.next);
    }
    for (auto& layer : layers) settle(layer, family.before);
}

/// Makes rows of layers, none wider than asked if boxes allow it.
class Rower {
public:
    Rower(const Plan& plan, const Family& family, double width_max)
        : plan_(plan), family_(family), width_max_(width_max) {
        // As wide as the widest box: what stands above and below it may take that room too.
        for (std::size_t at = 0; at < family.members.size(); ++at)
            width_max_ = std::max(width_max_, width(at));
    }

    void add(const std::vector<std::size_t>& layer) {
        std::vector<std::size_t> row = layer;
        // Where it gets too wide, states at which all ends go to the row above, or down to one that has room.
        for (auto at = row.size(); at-- > 0 && width(row) > width_max_ && row.size() > 1;) {
            if (!family_.next[row[at]].empty()) continue;
            if (!add_above(row[at])) waiting_.push_back(row[at]);
            row.erase(row.begin() + static_cast<std::ptrdiff_t>(at));
        }
        for (auto at = waiting_.begin(); at != waiting_.end();) {
            const bool own = std::ranges::find(layer, *at) != layer.end();
            auto wider = row;
            wider.insert(wider.size() % 2 == 0 ? wider.begin() : wider.end(), *at);
            if (own || width(wider) > width_max_) {
                ++at;
                continue;
            }
            row = std::move(wider);
            at = waiting_.erase(at);
        }
        add_broken(row);
    }

    std::vector<std::vector<std::size_t>> take() {
        std::ranges::sort(waiting_);
        if (!waiting_.empty()) add_broken(waiting_);
        return std::move(rows_);
    }

private:
    static constexpr double gap_ = 28;

    [[nodiscard]] double width(std::size_t member) const {
        return plan_.frames[family_.members[member]].width + gap_;
    }

    [[nodiscard]] double width(const std::vector<std::size_t>& row) const {
        double sum = 0;
        for (const auto member : row) sum += width(member);
        return sum;
    }

    bool add_above(std::size_t member) {
        if (rows_.empty()) return false;
        auto& row = rows_.back();
        double sum = width(member);
        for (const auto box : row) sum += plan_.frames[box].width + gap_;
        if (sum > width_max_) return false;
        row.insert(row.size() % 2 == 0 ? row.begin() : row.end(), family_.members[member]);
        return true;
    }

    /// As one row, or as several of about one width.
    void add_broken(const std::vector<std::size_t>& members) {
        const double total = width(members);
        const double parts = std::max(1.0, std::ceil(total / width_max_));
        double all = 0;
        double used = 0;
        double full = 0;
        for (const auto member : members) {
            const double own = width(member);
            const bool next = used + own > width_max_ || all + own / 2 > full;
            if (all == 0 || next) {
                rows_.emplace_back();
                used = 0;
                full += total / parts;
            }
            rows_.back().push_back(family_.members[member]);
            used += own;
            all += own;
        }
    }

    const Plan& plan_;
    const Family& family_;
    double width_max_;
    std::vector<std::size_t> waiting_;
    Rows rows_;
};

void set_rows(Plan& plan, std::size_t box, Family& family, double width_max) {
    if (plan.drawing.boxes[box].kind == Box::Kind::parallel || (box == 0 && plan.first_column != no_box)) {
        plan.rows[box] = {family.members};
        return;
    }
    const auto layer = layers_of(family);
    std::vector<std::vector<std::size_t>> layers(std::ranges::max(layer) + 1);
    for (std::size_t at = 0; at < layer.size(); ++at) layers[layer[at]].push_back(at);
    sort_layers(family, layers);
    Rower rower(plan, family, width_max);
    for (const auto& members : layers) rower.add(members);
    plan.rows[box] = rower.take();
}

/// Whom each member stands below: of those that lead to it from earlier rows the nearest, of two the one that
/// leads on furthest. A member from which it goes on insists more on its place than one where all ends.
void set_anchors(Plan& plan, std::size_t box, const Family& family) {
    const auto& rows = plan.rows[box];
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            plan.slots[rows[row][column]] = {row, column};
        }
    }
    for (std::size_t at = 0; at < family.members.size(); ++at) {
        const auto member = family.members[at];
        plan.weight[member] = family.next[at].empty() ? 1 : 12;
        plan.anchor[member] = no_box;
        for (const auto from : family.before[at]) {
            const auto other = family.members[from];
            if (plan.slots[other].row >= plan.slots[member].row) continue;
            auto& anchor = plan.anchor[member];
            if (anchor == no_box || plan.slots[anchor].row < plan.slots[other].row) anchor = other;
        }
    }
}

/// New channels for a compound, of the size that they have with one arrow.
void set_channels(Plan& plan, std::size_t box) {
    const auto add = [&](Channel channel) {
        channel.size = channel.lead + channel.trail;
        plan.channels.push_back(channel);
        return plan.channels.size() - 1;
    };
    constexpr double near_box = 14;  // an arrowhead and a little line before it
    constexpr double near_frame = 6;
    Channels made;
    made.left = add({.vertical = true, .empty = 8, .lead = near_frame, .trail = near_box});
    made.right = add({.vertical = true, .empty = 8, .lead = near_box, .trail = near_frame});
    for (const auto& row : plan.rows[box]) {
        const bool first = made.above.empty();
        made.above.push_back(
            add({.empty = first ? 8.0 : 28.0, .lead = first ? near_frame + 2 : 12.0, .trail = near_box + 2})
        );
        auto& beside = made.beside.emplace_back();
        for (std::size_t at = 0; at <= row.size(); ++at) {
            const bool inner = at > 0 && at < row.size();
            beside.push_back(add(
                {.vertical = true,
                 .whole = true,
                 .empty = inner ? 24.0 : 0.0,
                 .lead = at == 0 ? near_frame : near_box,
                 .trail = at == row.size() ? near_frame : near_box}
            ));
        }
    }
    made.above.push_back(add({.empty = 12, .lead = 12, .trail = 10}));
    plan.lanes[box] = std::move(made);
}

}  // namespace

void arrange(Plan& plan, double width_max, const std::vector<Rows>& columns) {
    auto families = families_of(plan);
    plan.channels.clear();
    for (auto box = plan.order.rbegin(); box != plan.order.rend(); ++box) {
        if (!plan.is_leaf(*box)) {
            if (plan.is_column(*box)) {
                (void)layers_of(families[*box]);  // leaves only what leads forward
                plan.rows[*box] = columns[*box - plan.first_column];
            } else {
                set_rows(plan, *box, families[*box], width_max);
            }
            set_anchors(plan, *box, families[*box]);
            set_channels(plan, *box);
        }
        place_within(plan, *box);
    }
}

}  // namespace wissel::statechart::layout
