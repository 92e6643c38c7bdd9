#pragma once

#include <nlohmann/json_fwd.hpp>

#include <random>
#include <string>

// Machines (docs/statecharts.md) for property tests: small, valid, and odd.

namespace wissel::test {

/// A machine of 3 to about 25 states with all that the notation knows. Its rules read the whole numbers `a`,
/// `b`, `c` and `n` of the context, `event.name`, and the number `event.data.n` where there is one; some
/// fail. Its delays are 5 to 60 milliseconds, and one second. It may be endless, but mostly is not.
[[nodiscard]] nlohmann::ordered_json random_machine(std::mt19937_64& chance);

/// The name of an event: mostly one that such a machine may take.
[[nodiscard]] std::string random_event(std::mt19937_64& chance);

}  // namespace wissel::test
