#pragma once

#include "engine/runtime/execute.hpp"

namespace wissel::runtime {

/// Where the almanac of `domain` is not the one by which the register's terms were reckoned: reckons all that
/// run anew, as events, some hundred cases a transaction, and remembers the almanac. Broken off, it goes on at
/// the next start. How many cases had to change. Before the writer lane begins.
[[nodiscard]] Result<std::size_t> follow_calendar(cases::WriteStore& store, const Domain& domain);

}  // namespace wissel::runtime
