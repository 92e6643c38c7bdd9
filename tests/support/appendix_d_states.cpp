#include "tests/support/appendix_d_states.hpp"

#include <algorithm>

namespace wissel::test::appendix_d {

bool is_compound_state(const Node* state) {
    return state->kind == Node::Kind::compound;
}

bool is_parallel_state(const Node* state) {
    return state->kind == Node::Kind::parallel;
}

bool is_final_state(const Node* state) {
    return state->kind == Node::Kind::final_state;
}

bool is_history_state(const Node* state) {
    return state->kind == Node::Kind::history;
}

bool is_atomic_state(const Node* state) {
    return state->kind == Node::Kind::atomic || is_final_state(state);
}

std::vector<const Node*> get_child_states(const Node* state) {
    std::vector<const Node*> children;
    for (const auto& child : state->children) {
        if (!is_history_state(child.get())) children.push_back(child.get());
    }
    return children;
}

/// state.
bool is_descendant(const Node* state1, const Node* state2) {
    if (state2 == nullptr) return true;
    for (const Node* around = state1->parent; around != nullptr; around = around->parent) {
        if (around == state2) return true;
    }
    return false;
}

std::vector<const Node*> get_proper_ancestors(const Node* state1, const Node* state2) {
    std::vector<const Node*> ancestors;
    if (state2 == state1 || (state2 != nullptr && is_descendant(state2, state1))) return ancestors;
    for (const Node* state = state1->parent; state != nullptr && state != state2; state = state->parent)
        ancestors.push_back(state);
    return ancestors;
}

const Node* find_lcca(const std::vector<const Node*>& states) {
    for (const Node* ancestor : get_proper_ancestors(states.front(), nullptr)) {
        if (std::ranges::all_of(states, [ancestor](const Node* state) {
                return is_descendant(state, ancestor);
            }))
            return ancestor;
    }
    return nullptr;
}

}  // namespace wissel::test::appendix_d
