#include "engine/logic/tracer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace wissel::logic {
namespace {

constexpr std::size_t nodes_max = 10'000;
constexpr std::size_t size_max = 4'000'000;

}  // namespace

Tracer::Tracer(const Program& program)
    : program_(program), room_{size_max, program.limits.value_depth_max, false}, nodes_left_(nodes_max) {}

TraceNode Tracer::begin(std::uint32_t index) {
    TraceNode node;
    node.pointer = program_.pointers[index];
    // A rule's own depth is bounded, so only room can be wanting.
    Room room{room_.size, 2 * program_.limits.depth_max + 2, false};
    if (copy_value(Value::of(*program_.texts[index]), node.rule, room)) {
        room_.size = room.size;
    } else {
        node.rule = nullptr;
        node.cut = true;
    }
    return node;
}

void Tracer::enter(std::uint32_t index, const Scope& scope) {
    Open opened{index, &scope, {}, {}, nodes_left_ > 0};
    if (opened.shown) {
        --nodes_left_;
        opened.node = begin(index);
        opened.node.reached = true;
        const bool for_an_item = scope.kind == Scope::Kind::item || scope.kind == Scope::Kind::fold;
        if (for_an_item && !open_.empty() && open_.back().scope != &scope) opened.node.item = scope.index;
    }
    open_.push_back(std::move(opened));
}

void Tracer::leave(Evaluation& evaluation, const Value& value) {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (!done.shown) {
        if (!open_.empty()) open_.back().node.cut = true;
        return;
    }
    if (value.is_failed()) {
        done.node.error = evaluation.told();
    } else {
        Room room = room_;
        if (copy_value(value, done.node.value, room)) {
            room_.size = room.size;
        } else {
            done.node.value = nullptr;
            done.node.cut = true;
        }
    }
    put_in_order(done);
    if (open_.empty()) {
        root_ = std::move(done.node);
        return;
    }
    open_.back().ran.push_back(done.index);
    open_.back().node.children.push_back(std::move(done.node));
}

/// The children in the order of the rule, with those that were not reached.
void Tracer::put_in_order(Open& open) {
    const Node& node = program_.nodes[open.index];
    // Nodes are numbered in the order of the rule, and so are the children of one.
    std::vector<std::size_t> runs(open.ran.size());
    std::iota(runs.begin(), runs.end(), 0);
    std::stable_sort(runs.begin(), runs.end(), [&open](std::size_t left, std::size_t right) {
        return open.ran[left] < open.ran[right];
    });
    std::vector<TraceNode> ordered;
    auto run = runs.begin();
    for (std::uint32_t at = 0; at < node.count; ++at) {
        const std::uint32_t child = program_.children[node.first + at];
        const bool ran = run != runs.end() && open.ran[*run] == child;
        for (; run != runs.end() && open.ran[*run] == child; ++run) {
            ordered.push_back(std::move(open.node.children[*run]));
        }
        if (ran || open.node.cut) continue;
        if (nodes_left_ == 0) {
            open.node.cut = true;
            continue;
        }
        --nodes_left_;
        ordered.push_back(begin(child));
    }
    open.node.children = std::move(ordered);
}

TraceNode Tracer::finish() {
    return root_ ? std::move(*root_) : TraceNode();
}

}  // namespace wissel::logic
