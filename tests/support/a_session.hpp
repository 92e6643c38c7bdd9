#pragma once

#include "engine/cases/possible.hpp"
#include "engine/runtime/execute.hpp"
#include "tests/support/ports.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <random>
#include <string>
#include <vector>

// The shipped configuration at work, without HTTP: everybody who holds a role, and what they could fill in.

namespace wissel::test {

/// The workflows of the repository, read once.
[[nodiscard]] const cases::Workflows& shipped_workflows();

/// What commands are decided with, over the files of the repository. Two with one series make the same identifiers.
class ShippedDomain {
public:
    explicit ShippedDomain(std::uint64_t series = 0);

    [[nodiscard]] runtime::Domain domain();

    SimulatedClock clock;
    CountingSeeds seeds;
};

/// One principal for each organisation that holds roles, with all of them, and two that report.
[[nodiscard]] std::vector<cases::Principal> everybody();

/// A report of the demonstration, as `by` hands it in.
[[nodiscard]] cases::SubmitReport demo_report(std::size_t number, const cases::Principal& by, Instant now);
[[nodiscard]] std::size_t demo_reports();

/// Something that fits `form`, as the forms of our workflows are.
[[nodiscard]] nlohmann::json filled_in(const nlohmann::json& form, std::mt19937_64& random);

}  // namespace wissel::test
