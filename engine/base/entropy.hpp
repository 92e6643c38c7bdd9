#pragma once

#include "engine/base/sha256.hpp"

#include <cstdint>
#include <string>

namespace wissel {

/// Random bytes for pure code: the shell draws one secret seed for a command, and every identifier and salt
/// that the command needs follows from it (SHA-256 in counter mode). The same seed gives the same bytes, so a
/// decision can be repeated in a test; who does not know the seed cannot tell the bytes from chance.
class Entropy {
public:
    explicit Entropy(Digest seed) : seed_(seed) {}

    /// `count` fresh bytes, at most 32.
    [[nodiscard]] std::string bytes(std::size_t count);

private:
    Digest seed_;
    std::uint64_t drawn_ = 0;
};

/// The port through which seeds come in; implemented by the operating system's generator in `runtime`, and by
/// a counter in tests.
class SeedSource {
public:
    virtual ~SeedSource() = default;

    /// Safe to call from any thread.
    [[nodiscard]] virtual Digest next_seed() = 0;
};

}  // namespace wissel
