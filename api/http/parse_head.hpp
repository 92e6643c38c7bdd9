#pragma once

#include "api/http/problem.hpp"
#include "api/http/wire.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace wissel::http {

/// Hands a whole head to `parser`, checks its framing, and fills in what `request` says of it: method, path,
/// query and headers (also where there is a problem, as far as the head could be read).
[[nodiscard]] std::optional<Problem> parse_head(
    Parser& parser, std::string_view text, std::size_t fields_max, Request& request
);

}  // namespace wissel::http
