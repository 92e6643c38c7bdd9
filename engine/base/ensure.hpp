#pragma once

#include <source_location>
#include <stdexcept>

namespace wissel {

/// A promise of this program that did not hold: a bug, never a user's mistake.
class LogicError : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void broken_promise(const char* why_it_must_hold, std::source_location where);

/// Checked in every build, release too: a register that goes on with a broken invariant writes it into
/// history.
inline void ensure(
    bool holds, const char* why_it_must_hold, std::source_location where = std::source_location::current()
) {
    if (!holds) broken_promise(why_it_must_hold, where);
}

}  // namespace wissel
