#pragma once

#include "tests/support/appendix_d_chart.hpp"

#include <vector>

// The predicates and small functions of appendix D that ask only how states lie within each other.

namespace wissel::test::appendix_d {

[[nodiscard]] bool is_compound_state(const Node* state);
[[nodiscard]] bool is_parallel_state(const Node* state);
[[nodiscard]] bool is_final_state(const Node* state);
[[nodiscard]] bool is_history_state(const Node* state);
/// Final states too.
[[nodiscard]] bool is_atomic_state(const Node* state);

/// Without history states.
[[nodiscard]] std::vector<const Node*> get_child_states(const Node* state);

/// A null pointer stands for what lies around the outermost state.
[[nodiscard]] bool is_descendant(const Node* state1, const Node* state2);

/// From the inside out, up to `state2` and without it; with a null pointer up to and with the outermost
/// state.
[[nodiscard]] std::vector<const Node*> get_proper_ancestors(const Node* state1, const Node* state2);

/// The innermost state that lies around all of them, of whatever kind; a null pointer where there is none.
[[nodiscard]] const Node* find_lcca(const std::vector<const Node*>& states);

}  // namespace wissel::test::appendix_d
