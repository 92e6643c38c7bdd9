#pragma once

#include "engine/base/failure.hpp"

#include <cstdint>
#include <string>

namespace wissel::cases {

/// How far a search index is after one step.
struct SearchStep {
    std::int64_t through = 0;   ///< it knows every event up to this sequence; only where it is `whole`
    bool whole = false;         ///< false: it is still being filled for the first time, and nothing is found by it yet
    bool behind = false;        ///< there is more to take in at once
    std::int64_t filled = 0;    ///< while it is being filled: how far along `of`
    std::int64_t of = 0;
    /// Why all before was thrown away: `missing`, `damaged`, `otherVersion`, `otherRegister`; empty: it was not.
    std::string began_anew{};
    std::int64_t unreadable = 0;  ///< cases of this step of which nothing but the reference could be read
};

/// What words are searched in, beside the register and made from it. Not thread-safe: it belongs to one thread. It
/// remembers by itself how far it is, and begins anew where what it has is no good; whatever happens to it, nothing
/// happens to the register.
class SearchIndex {
public:
    virtual ~SearchIndex() = default;

    /// Takes in up to `limit` cases or events. Fails with `unavailable` or `internal` where its file or the register
    /// cannot be read or written now; it may be called again at any time, and goes on where it was.
    [[nodiscard]] virtual Result<SearchStep> follow(int limit) = 0;

    /// The next step begins anew.
    virtual void throw_away() = 0;
};

}  // namespace wissel::cases
