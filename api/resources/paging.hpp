#pragma once

#include "api/resources/query.hpp"
#include "engine/cases/case_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wissel::resources {

/// Which page of a list is asked for.
struct PageRequest {
    int limit = 50;
    std::optional<std::int64_t> from;  ///< what the cursor says; absent on the first page
};

/// Reads `limit` (1 to 200) and `cursor` of a query. Every fault at once. `sort` and `filter` tell the list.
[[nodiscard]] Result<PageRequest> read_page(
    const Query& query, std::string_view sort, std::string_view filter
);

/// The same of a list of cases, where a place is two numbers.
struct CasePageRequest {
    int limit = 50;
    std::optional<cases::CasePlace> from;  ///< what the cursor says; absent on the first page
};
[[nodiscard]] Result<CasePageRequest> read_case_page(
    const Query& query, std::string_view sort, std::string_view filter, int limit_max = 200
);

/// The value of a `Link` header for the next page (RFC 8288).
[[nodiscard]] std::string next_link(
    std::string_view path, std::string_view filter, int limit, std::string_view cursor
);

}  // namespace wissel::resources
