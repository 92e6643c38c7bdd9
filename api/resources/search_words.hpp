#pragma once

#include "api/http/response.hpp"
#include "api/resources/query.hpp"
#include "engine/cases/store.hpp"

#include <optional>

namespace wissel::resources {

/// What is wrong with the parameter `q` of a list of cases; no value: nothing, or it is not given.
[[nodiscard]] std::optional<Issue> words_issue(const Query& query);

/// Where words were searched for: `Search-Sequence`, the number of the last event of which the search knows.
void tell_searched(const cases::CasePage& found, http::Response& response);

}  // namespace wissel::resources
