#pragma once

#include "tests/faults/witness.hpp"

#include <string>
#include <vector>

namespace wissel::faults {

/// What is wrong with a file after a power loss; empty lists: nothing.
struct Findings {
    std::vector<std::string> corrupt;    ///< SQLite itself cannot read it, or finds its structure broken
    std::vector<std::string> lost;       ///< acknowledged, and not there as it was
    std::vector<std::string> half_done;  ///< there in part, or nobody tried it

    [[nodiscard]] bool none() const { return corrupt.empty() && lost.empty() && half_done.empty(); }
};

/// Opens the file as after a restart, with the system's own VFS, and holds it against what was told of it.
[[nodiscard]] Findings audit(const std::string& path, const std::vector<Batch>& batches);

}  // namespace wissel::faults
