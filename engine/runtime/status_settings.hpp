#pragma once

#include <cstddef>

namespace wissel::runtime {

struct StatusSettings {
    std::size_t pollers_max = 512;  ///< that wait for a change; more are refused
    std::size_t periods_max = 64;   ///< so many documents about periods are kept, and for so many others one may wait
};

}  // namespace wissel::runtime
