#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/organisations.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace wissel::cases {

using Pointers = std::set<std::string>;

/// More faults of one report are not told: who has so many reads no further.
inline constexpr std::size_t report_issues_max = 100;

/// What the schema cannot say about a report: a main cause that is among the barriers, a lead that is a
/// ministry we know, no citizen's number that nobody confirmed. Looks at any JSON, also one that the schema
/// refuses, so that all faults can be told at once; but not into the members that `refused` names. At most
/// `report_issues_max` faults, and none repeats a number it found.
[[nodiscard]] std::vector<Issue> check_report(
    const nlohmann::json& report, const Organisations& organisations, const Pointers& refused = {}
);

/// What is worth a second look but no reason to refuse: a mailbox that looks like a person's, a lead that is
/// not used because `leadMinistry` is not `one`. Takes a report that fits its schema.
[[nodiscard]] std::vector<Issue> warn_of(const nlohmann::json& report);

}  // namespace wissel::cases
