#pragma once

#include "engine/cases/access.hpp"
#include "engine/cases/store.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

// Lists of cases, held against a plain look at every case.

namespace wissel::test {

/// Walks all pages of `asked`; the ids in order. Holds each page to its limit.
[[nodiscard]] std::vector<cases::CaseId> walk_list(
    cases::ReadStore& store, const cases::Scope& scope, cases::CaseList asked
);

/// Which cases fit `filter` and are seen, told from the states of all cases without what the store finds them by.
[[nodiscard]] std::vector<cases::CaseState> plainly_filtered(
    cases::ReadStore& store, const cases::Scope& scope, const cases::CaseFilter& filter
);

/// A filter of one to three conditions, on values that some case has or once had.
[[nodiscard]] cases::CaseFilter a_random_filter(cases::ReadStore& store, std::mt19937_64& random, Instant day_began);

/// Random filters, orders and scopes find and count in `store` what plain looking finds.
void check_lists(cases::ReadStore& store, std::mt19937_64& random, Instant day_began, int filters);

}  // namespace wissel::test
