#pragma once

#include <cstddef>

namespace wissel::runtime {

struct StatusSettings {
    std::size_t pollers_max = 512;  ///< that wait for a change; more are refused
    std::size_t periods_max = 64;   ///< documents about a period that are kept while nobody waits for them
};

}  // namespace wissel::runtime
