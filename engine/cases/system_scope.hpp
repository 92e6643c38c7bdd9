#pragma once

#include "engine/cases/access.hpp"

namespace wissel::cases {

/// Sees everything, for the program's own work. Only `engine/runtime` and tests include this (check_tree.py).
[[nodiscard]] inline Scope system_scope() {
    return Scope(std::nullopt, true);
}

}  // namespace wissel::cases
