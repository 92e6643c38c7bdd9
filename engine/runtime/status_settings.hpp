#pragma once

#include <cstddef>

namespace wissel::runtime {

struct StatusSettings {
    std::size_t pollers_max = 512;  ///< that wait for a change; more are refused
};

}  // namespace wissel::runtime
