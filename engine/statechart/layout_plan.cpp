#include "engine/statechart/layout_plan.hpp"

#include "engine/statechart/layout_text.hpp"

#include <algorithm>
#include <map>

namespace wissel::statechart::layout {
namespace {

/// The tree as it can be drawn: a child that is no box, or that has a parent already, is left out.
void plant(Plan& plan) {
    const auto& boxes = plan.drawing.boxes;
    plan.order.push_back(0);
    std::vector<bool> seen(boxes.size());
    seen[0] = true;
    for (std::size_t at = 0; at < plan.order.size(); ++at) {
        const auto box = plan.order[at];
        for (const auto child : boxes[box].children) {
            if (child >= boxes.size() || seen[child]) continue;
            seen[child] = true;
            plan.parent[child] = box;
            plan.depth[child] = plan.depth[box] + 1;
            plan.children[box].push_back(child);
            plan.order.push_back(child);
        }
    }
}

using GroupKey = std::pair<std::vector<std::size_t>, bool>;

std::vector<std::string> cleaned(const std::vector<std::string>& lines) {
    std::vector<std::string> made;
    for (const auto& line : lines) {
        if (auto text = clean(line); !text.empty()) made.push_back(std::move(text));
    }
    return made;
}

void group_arrows(Plan& plan) {
    std::vector<std::map<GroupKey, std::size_t>> known(plan.drawing.boxes.size());
    for (std::size_t at = 0; at < plan.drawing.arrows.size(); ++at) {
        const auto& arrow = plan.drawing.arrows[at];
        if (arrow.from >= plan.parent.size() || !plan.is_drawn(arrow.from)) continue;
        GroupKey key{{}, arrow.by_itself};
        for (const auto target : arrow.to) {
            const bool drawn = target < plan.parent.size() && plan.is_drawn(target);
            if (drawn && std::ranges::find(key.first, target) == key.first.end()) key.first.push_back(target);
        }
        if (key.first.empty() && !arrow.to.empty()) continue;
        auto label = cleaned(arrow.lines);
        if (key.first.empty() && label.empty()) continue;
        auto& groups = plan.groups[arrow.from];
        for (const auto target : key.first) plan.targeted[target] = true;
        const auto [found, is_new] = known[arrow.from].emplace(key, groups.size());
        if (is_new) groups.push_back({.targets = key.first, .by_itself = arrow.by_itself});
        auto& group = groups[found->second];
        if (!label.empty()) group.labels.push_back({std::move(label), at});
        if (arrow.mark != Box::Mark::none) group.mark = arrow.mark;
        group.open = group.open || arrow.open;
    }
    // What leaves the state where it is stands last: it leads nowhere.
    for (auto& groups : plan.groups) {
        std::ranges::stable_partition(groups, [](const Group& group) { return !group.targets.empty(); });
    }
}

/// A compound that begins in a child of its own has a dot above that child. Where it begins deeper, or in
/// several states, the heading says so as if it were a way out.
void mark_beginnings(Plan& plan) {
    for (const auto box : plan.order) {
        std::vector<std::size_t> initial;
        for (const auto each : plan.drawing.boxes[box].initial) {
            if (each < plan.parent.size() && each != box && plan.is_drawn(each) &&
                plan.is_within(each, box)) {
                initial.push_back(each);
            }
        }
        const bool own = std::ranges::all_of(initial, [&](auto each) { return plan.parent[each] == box; });
        if (initial.empty()) continue;
        if (own && plan.drawing.boxes[box].kind == Box::Kind::parallel) continue;
        if (own && initial.size() == 1) {
            plan.begins[initial.front()] = true;
            continue;
        }
        const std::string words = plan.drawing.language == Language::nl ? "● begint in" : "● begins in";
        plan.groups[box].insert(plan.groups[box].begin(), Group{.labels = {Label{{words}}}, .targets = initial});
    }
}

}  // namespace

bool Plan::is_history(std::size_t box) const {
    const auto kind = drawing.boxes[box].kind;
    return is_leaf(box) && (kind == Box::Kind::shallow_history || kind == Box::Kind::deep_history);
}

bool Plan::is_region(std::size_t box) const {
    if (box == 0 || is_leaf(box)) return false;
    return drawing.boxes[parent[box]].kind == Box::Kind::parallel &&
           drawing.boxes[box].mark == Box::Mark::none;
}

bool Plan::is_within(std::size_t box, std::size_t outer) const {
    while (depth[box] > depth[outer]) box = parent[box];
    return box == outer;
}

Plan plan_of(const Drawing& drawing, std::size_t first_column) {
    const auto count = drawing.boxes.size();
    Plan plan{.drawing = drawing, .first_column = first_column};
    plan.parent.assign(count, no_box);
    plan.depth.assign(count, 0);
    plan.children.resize(count);
    plan.groups.resize(count);
    plan.begins.assign(count, false);
    plan.targeted.assign(count, false);
    plan.frames.resize(count);
    plan.headers.resize(count);
    plan.blocks.resize(count);
    plan.rows.resize(count);
    plan.slots.resize(count);
    plan.lanes.resize(count);
    plan.anchor.assign(count, no_box);
    plan.weight.assign(count, 1);
    if (count == 0) return plan;
    plant(plan);
    for (const auto& box : drawing.boxes) {
        auto title = clean(box.title);
        if (title.empty()) title = clean(box.name);
        plan.titles.push_back(title.empty() ? "·" : title);
    }
    group_arrows(plan);
    mark_beginnings(plan);
    for (const auto box : plan.order) plan.blocks[box] = block_of(plan, box);
    return plan;
}

}  // namespace wissel::statechart::layout
