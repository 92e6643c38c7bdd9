#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/facets.hpp"
#include "engine/cases/ids.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a list of cases is asked by: a filter, an order, and where the page before ended.

namespace wissel::cases {

/// The moments from `from` on, until before `until`.
struct Span {
    Instant from = Instant::min();
    Instant until = Instant::max();

    [[nodiscard]] bool has(Instant at) const { return from <= at && at < until; }
    bool operator==(const Span&) const = default;
};

/// Open legs on a route whose age or term lies there.
struct LegSpan {
    std::string route;
    Span span;
};

/// What a list of cases is narrowed by; empty: by nothing. All of it has to hold.
struct CaseFilter {
    Oin organisation{};           ///< as whose report the case counts
    std::string own_reference{};  ///< exactly
    std::string text{};           ///< words to search for, all of which a case has to have (engine/search)
    Oin party{};                  ///< that sees the case in its own right, not only because it is open
    std::map<Facet, std::vector<std::string>> facets{};  ///< of each of these facets one of its values
    std::optional<bool> stalled{};                       ///< as Facet::stalled says
    /// Whether the earliest term of the case (`first_term`) had passed when the day of `day_began` began.
    std::optional<bool> overdue{};
    Instant day_began{};  ///< the start of a day in Amsterdam; only looked at for `overdue`
    std::optional<Span> reported{};  ///< when it was reported first
    std::optional<Span> closed{};    ///< when it was closed, the last time; of closed cases only
    std::vector<Span> ages{};        ///< of open cases: reported first in one of these
    /// Of open cases: whose earliest term ends in one of these, or with `without_term` that have none.
    std::vector<Span> terms{};
    bool without_term = false;
    std::vector<LegSpan> leg_ages{};  ///< with an open leg there that began in one of these
    /// With an open leg there whose term ends in one of these, or of which none runs.
    std::vector<LegSpan> leg_terms{};
    std::vector<std::string> legs_without_term{};  ///< on these routes
};

/// In which order. What is equal stands in the order in which it was reported; where the newest comes first, that
/// is turned round too.
enum class CaseSort : std::uint8_t {
    newest,         ///< reported last
    oldest,         ///< reported first
    changed_last,   ///< changed last
    changed_first,  ///< changed first
    due,            ///< the earliest term first; what has no term comes last
};

/// As the API calls them: `-reported`, `reported`, `-changed`, `changed`, `due`. No value: no such order.
[[nodiscard]] std::string_view code_of(CaseSort sort);
[[nodiscard]] std::optional<CaseSort> case_sort(std::string_view code);

/// Where a page ended: what its last case is sorted by, and that case's number in the store. A store makes it, and
/// only the same store understands it.
struct CasePlace {
    std::int64_t sorted_by = 0;
    std::int64_t number = 0;

    bool operator==(const CasePlace&) const = default;
};

struct CaseList {
    CaseFilter filter{};
    CaseSort sort = CaseSort::newest;
    std::optional<CasePlace> after{};  ///< the `next` of the page before, under the same filter and sort
    int limit = 50;
    bool counted = false;  ///< whether to count all that fits, on every page
};

}  // namespace wissel::cases
