#pragma once

#include "engine/routing/condition.hpp"

#include <cstdint>
#include <optional>
#include <vector>

// Conditions as sets of combinations. A variable has up to 64 values; a set of them is a bit mask. A term is
// what holds at once: for some variables the values that are allowed. A condition is a union of terms (a
// disjunctive normal form over the atoms), so that "does it hold for some combination", "for which", "which
// of two rules hides the other" are questions about bits, and nobody has to try every combination.

namespace wissel::routing {

using Mask = std::uint64_t;

inline constexpr std::size_t values_max = 64;  ///< of one variable: the bits of a Mask

/// The values `allowed` of one variable.
struct Limit {
    std::size_t variable = 0;
    Mask allowed = 0;
};

struct Term {
    std::vector<Limit> limits;  ///< by rising variable; what is not named is free
    std::vector<std::size_t>
        given;  ///< what else must hold, in numbers of whoever made the term; sorted, each once
};

/// Both at once. No value: they exclude each other.
[[nodiscard]] std::optional<Term> meet(const Term& one, const Term& other);

/// What an atom's being true (or false, which is not the same as: not true, where it can end in an error)
/// comes to.
class TermSource {
public:
    virtual ~TermSource() = default;
    [[nodiscard]] virtual std::vector<Term> of_atom(std::size_t atom, bool truth) = 0;
};

/// The union of terms in which `condition` is true (or false), as `Evaluation` finds it: from the left, an
/// error ending it. No value: there are more than `terms_max`.
[[nodiscard]] std::optional<std::vector<Term>> terms_of(
    const Condition& condition, bool truth, TermSource& source, std::size_t terms_max
);

}  // namespace wissel::routing
