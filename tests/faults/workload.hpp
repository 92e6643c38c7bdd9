#pragma once

#include "tests/faults/witness.hpp"

#include <cstdint>
#include <string>

namespace wissel::faults {

/// What a register does until its power goes. All of it follows from the seed.
struct Life {
    std::string path;
    std::string synchronous;
    std::uint64_t seed = 0;
    int number = 1;        ///< of this life; the second one begins with what the first one left behind
    int batches_max = 40;  ///< after so many the power goes, at the latest
};

/// Opens the register on the VFS `crash` and writes to it as the writer lane does: batches of one to eight
/// commands, each behind a savepoint, some refused and undone, now and then a transaction taken back or a
/// checkpoint. Tells `witness` what it tries and what was acknowledged. Throws where the register refuses
/// what it must take.
[[noreturn]] void live(const Life& life, Witness& witness);

/// The reference that a report carries whose answer is kept: the key of that answer, in hex.
[[nodiscard]] std::string reference_of(const Digest& retry_key);

}  // namespace wissel::faults
