#pragma once

#include "api/http/problem.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::http {

/// The head of a request as it came over the wire.
struct RawHead {
    std::string_view method;
    std::string target;
    unsigned version = 11;       ///< 10 or 11
    std::vector<Header> fields;  ///< names in lower case, in the order sent, none merged
};

/// Beast takes heads that let one request hide inside another, or that nobody else reads the same way. What
/// is left after this check and `HeadScan` has exactly one Host, at most one way to tell its length, and a
/// target in origin form (or `*` with OPTIONS). An absolute target that names the same host is stripped to
/// its path: `target` of `head` is changed. No value: the head is sound. After a problem the connection is to
/// be closed, since nobody knows where the next request begins.
[[nodiscard]] std::optional<Problem> check_framing(RawHead& head, std::size_t fields_max);

}  // namespace wissel::http
