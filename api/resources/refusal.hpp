#pragma once

#include "api/http/problem.hpp"
#include "api/resources/router.hpp"

#include <utility>
#include <vector>

namespace wissel::resources {

[[nodiscard]] inline http::Response refuse(const Call& call, const Failure& failure) {
    return http::failure_response(call.request, failure);
}

/// What is absent and what the caller may not see get the same bytes, but for the request id.
[[nodiscard]] inline http::Response not_found(const Call& call) {
    return http::problem_response(call.request, http::problems::not_found());
}

/// Moves the faults of `failure` behind `all`.
inline void add_issues(std::vector<Issue>& all, Failure& failure) {
    for (auto& issue : failure.issues) all.push_back(std::move(issue));
}

}  // namespace wissel::resources
