#pragma once

#include "engine/schema/node.hpp"

#include <set>

namespace wissel::schema {

/// The nodes that lead back to themselves with the same value ($ref, allOf, anyOf, oneOf, not, if, then,
/// else, dependentSchemas): judging a value by one of them would never end.
[[nodiscard]] std::set<std::size_t> on_endless_ways(const Program& program);

}  // namespace wissel::schema
