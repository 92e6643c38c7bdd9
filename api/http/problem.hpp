#pragma once

#include "api/http/response.hpp"
#include "engine/base/failure.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::http {

/// What went wrong, before it is put into one language.
struct Problem {
    int status = 500;
    std::string slug;  ///< the last part of `type`
    Words title;
    Words detail;
    std::vector<Issue> issues{};
    int retry_after_s = 0;  ///< told as `Retry-After` where it is not 0
    std::string more{};     ///< further members as JSON text, such as `"changes":[…]`; empty: none
};

/// The answer in RFC 9457 form: `type` (`/problems/<slug>`), `title`, `status`, `detail`, `requestId` and
/// `errors`, in the language that `request` asks for.
[[nodiscard]] Response problem_response(const Request& request, const Problem& problem);

/// The one table from kinds of failure to HTTP statuses. `bug` and `internal` tell nothing of their cause.
[[nodiscard]] Problem problem_of(const Failure& failure);

/// `problem_response` of `problem_of`, with `Retry-After` where the failure is `unavailable`.
[[nodiscard]] Response failure_response(const Request& request, const Failure& failure);

/// Problems that the transport itself finds.
namespace problems {

[[nodiscard]] Problem bad_framing(Words detail);                    ///< 400
[[nodiscard]] Problem malformed();                                  ///< 400
[[nodiscard]] Problem malformed_body();                             ///< 400
[[nodiscard]] Problem request_timeout();                            ///< 408
[[nodiscard]] Problem content_too_large(std::size_t bytes_max);     ///< 413
[[nodiscard]] Problem target_too_long();                            ///< 414
[[nodiscard]] Problem expectation_failed();                         ///< 417
[[nodiscard]] Problem headers_too_large();                          ///< 431
[[nodiscard]] Problem internal_error();                             ///< 500
[[nodiscard]] Problem too_many_connections();                       ///< 503
[[nodiscard]] Problem version_not_supported();                      ///< 505
[[nodiscard]] Problem unauthorised(Words detail);                   ///< 401
[[nodiscard]] Problem no_such_path();                               ///< 404
[[nodiscard]] Problem not_found();                                  ///< 404, for an absent or a hidden thing
[[nodiscard]] Problem method_not_allowed(std::string_view allow);   ///< 405
[[nodiscard]] Problem not_acceptable(std::string_view media_type);  ///< 406
[[nodiscard]] Problem unsupported_media_type(Words detail);         ///< 415

}  // namespace problems

}  // namespace wissel::http
