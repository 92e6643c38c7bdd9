#include "engine/schema/endless.hpp"

#include <vector>

// Kahn's peeling, in both directions: a node that leads nowhere cannot lie on a circle, nor can one that only
// such nodes follow; what is left leads into a circle. Peeled once more from the other side, what is left
// comes from one as well. No recursion, so no schema is too large for it.

namespace wissel::schema {
namespace {

using Ways = std::vector<std::vector<std::size_t>>;

/// Where each node leads with the same value.
Ways ways_of(const Program& program) {
    Ways ways(program.nodes.size());
    for (std::size_t index = 0; index < ways.size(); ++index) {
        const Node& node = program.nodes[index];
        auto& to = ways[index];
        for (const auto* list : {&node.all_of, &node.any_of, &node.one_of}) {
            to.insert(to.end(), list->begin(), list->end());
        }
        for (const auto& [name, child] : node.dependent_schemas) to.push_back(child);
        for (const std::size_t child :
             {node.reference, node.negated, node.condition, node.consequence, node.alternative}) {
            if (child != no_node) to.push_back(child);
        }
    }
    return ways;
}

Ways turned(const Ways& ways) {
    Ways back(ways.size());
    for (std::size_t from = 0; from < ways.size(); ++from) {
        for (const std::size_t to : ways[from]) back[to].push_back(from);
    }
    return back;
}

/// Takes away, again and again, the nodes that no way leaves but to those taken away.
void peel(const Ways& ways, std::vector<bool>& left) {
    const Ways back = turned(ways);
    std::vector<std::size_t> out(ways.size(), 0);
    std::vector<std::size_t> loose;
    for (std::size_t index = 0; index < ways.size(); ++index) {
        for (const std::size_t to : ways[index]) out[index] += left[to] ? 1 : 0;
        if (left[index] && out[index] == 0) loose.push_back(index);
    }
    while (!loose.empty()) {
        const std::size_t index = loose.back();
        loose.pop_back();
        left[index] = false;
        for (const std::size_t from : back[index]) {
            if (--out[from] == 0 && left[from]) loose.push_back(from);
        }
    }
}

}  // namespace

std::set<std::size_t> on_endless_ways(const Program& program) {
    const Ways ways = ways_of(program);
    std::vector<bool> left(ways.size(), true);
    peel(ways, left);
    peel(turned(ways), left);
    std::set<std::size_t> found;
    for (std::size_t index = 0; index < left.size(); ++index) {
        if (left[index]) found.insert(index);
    }
    return found;
}

}  // namespace wissel::schema
