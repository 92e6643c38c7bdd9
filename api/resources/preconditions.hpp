#pragma once

#include "api/http/request.hpp"
#include "api/http/response.hpp"

#include <cstdint>
#include <variant>

namespace wissel::resources {

/// The version that `If-Match` names: `"7"`, with or without the suffix of one form of a document
/// (`"7-gzip"`). The answer to give instead: 428 without the header, 412 where it can never match (`*` names
/// no version, nor does a list).
[[nodiscard]] std::variant<std::int64_t, http::Response> read_if_match(const http::Request& request);

}  // namespace wissel::resources
