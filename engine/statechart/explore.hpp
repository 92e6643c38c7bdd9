#pragma once

#include "engine/statechart/interpreter.hpp"
#include "engine/statechart/state_set.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Every configuration that a machine can come to, whatever its rules answer and whatever people do. It is the
// interpreter itself that runs here, with each answer of each rule tried in turn; what a rule reads is not
// known, so a rule may answer either way, but the same until something is assigned.

namespace wissel::statechart {

/// How much is tried; beyond it `Reach::bound_reached`.
inline constexpr std::size_t runs_max = 250'000;
inline constexpr std::size_t answers_a_step_max = 1'024;

/// A configuration at rest, with what is remembered and sent.
struct Place {
    StateSet active;
    std::uint32_t came_from = 0;      ///< the place before it on the shortest way from the start
    std::uint32_t by = 0;             ///< in `Reach::events`
    bool done = false;                ///< the machine has ended
    std::vector<std::uint32_t> next;  ///< places, in `ways`' order
    std::vector<std::uint32_t> ways;  ///< of `next`: the event, in `events`
};

/// A way that does not come to rest.
struct Endless {
    std::uint32_t place = 0;  ///< where it begins; `at_start`: when the machine is made
    std::uint32_t by = 0;
    bool at_start = false;
    bool assigns = false;          ///< something is assigned on the way, so that it may end after all
    std::uint32_t transition = 0;  ///< one of those that go round
};

struct Reach {
    std::vector<Place> places;        ///< [0] is the first, unless the machine does not even start
    std::vector<std::string> events;  ///< [0] is the start
    StateSet entered;                 ///< be it only on the way
    std::vector<bool> taken;          ///< by transition
    std::vector<bool> guard_held;     ///< by guard: it held once
    std::vector<bool> guard_failed;   ///< by guard: it did not, once
    std::vector<Endless> endless;
    bool bound_reached = false;
};

/// `from_outside`: which transitions can be caused from outside: all of a bare machine; of a workflow those
/// with `allow`. `runs`: how many steps are tried at most.
[[nodiscard]] Reach explore(
    const Definition& definition, const std::vector<bool>& from_outside, std::size_t runs = runs_max
);

/// The events that lead from the start to a place, the shortest way.
[[nodiscard]] std::vector<std::string> way_to(const Reach& reach, std::uint32_t place);

}  // namespace wissel::statechart
