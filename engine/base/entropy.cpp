#include "engine/base/entropy.hpp"

#include "engine/base/ensure.hpp"

namespace wissel {

std::string Entropy::bytes(std::size_t count) {
    ensure(count <= seed_.size(), "one draw gives at most 32 bytes");
    const std::string counter = std::to_string(drawn_++);
    const Digest block = sha256({bytes_of(seed_), counter});
    return std::string(bytes_of(block).substr(0, count));
}

}  // namespace wissel
