#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/organisations.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace wissel::cases {

/// What the schema cannot say about a report: a main cause that is among the barriers, a lead that is a
/// ministry we know, no citizen's number that nobody confirmed. Looks at any JSON, also one that the schema
/// refuses, so that all faults can be told at once. No fault repeats a number it found.
[[nodiscard]] std::vector<Issue> check_report(
    const nlohmann::json& report, const Organisations& organisations
);

/// What is worth a second look but no reason to refuse: a mailbox that looks like a person's, a lead that is
/// not used because `leadMinistry` is not `one`. Takes a report that fits its schema.
[[nodiscard]] std::vector<Issue> warn_of(const nlohmann::json& report);

}  // namespace wissel::cases
