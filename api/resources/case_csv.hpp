#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/store.hpp"

#include <string>
#include <vector>

namespace wissel::resources {

inline constexpr const char* csv_type = "text/csv";

/// Cases as a table (RFC 4180, UTF-8, a header row, lines that end with CR LF): what a list shows of each, and its
/// facets. A cell that a spreadsheet would take for a formula begins with an apostrophe. Texts that were erased are
/// empty. What is overdue is held against `day_began`, the start of a day in Amsterdam.
[[nodiscard]] std::string case_csv(const std::vector<cases::CaseView>& views, Instant day_began);

}  // namespace wissel::resources
