#pragma once

#include "engine/logic/value.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace wissel::logic {

/// What may still be copied.
struct Room {
    std::size_t size = 0;       ///< values and bytes
    std::size_t depth_max = 0;  ///< lists and objects within each other
    bool too_deep = false;      ///< it was the depth that did not suffice
};

/// Copies `value` into `out`. False where there is no room; `out` means nothing then. The copy of a value
/// that shares its parts can be far larger than the value is, so it is counted while it is made.
[[nodiscard]] bool copy_value(const Value& value, nlohmann::json& out, Room& room);

}  // namespace wissel::logic
