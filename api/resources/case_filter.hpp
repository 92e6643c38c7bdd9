#pragma once

#include "api/resources/filter_codes.hpp"
#include "api/resources/query.hpp"
#include "engine/base/instant.hpp"
#include "engine/cases/case_list.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace wissel::resources {

/// The parameters of `GET /v1/cases`.
[[nodiscard]] std::initializer_list<std::string_view> case_list_parameters();

/// What is asked for, but for the page.
struct CaseQuestion {
    cases::CaseFilter filter;
    cases::CaseSort sort = cases::CaseSort::newest;
    bool counted = false;
    std::string text;  ///< the filter in one spelling, for the cursor and the link to the next page
};

/// Reads the filter, `sort` and `count` of a query of those parameters. Fails (`invalid`) with every fault at once.
/// What is overdue is held against the day of `now` in Amsterdam.
[[nodiscard]] Result<CaseQuestion> read_case_question(const Query& query, const FilterCodes& codes, Instant now);

}  // namespace wissel::resources
