#pragma once

#include "api/resources/query.hpp"
#include "engine/base/instant.hpp"
#include "engine/cases/case_list.hpp"
#include "engine/status/lists.hpp"

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::resources {

/// The codes that a list of cases can be asked by: those that the status counts by.
class FilterCodes {
public:
    explicit FilterCodes(const status::Lists& lists);

    [[nodiscard]] bool has(cases::Facet facet, const std::string& code) const;

    /// Which codes there are, or where they stand when they are many. `code` is the one that is none.
    [[nodiscard]] Words told(cases::Facet facet, const std::string& code) const;

    /// What stands for an OIN without a role: that organisation in each role.
    [[nodiscard]] std::vector<std::string> in_every_role(const std::vector<std::string>& owners) const;

private:
    std::vector<std::string> roles_;
    std::map<cases::Facet, std::set<std::string>> codes_;
};

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
