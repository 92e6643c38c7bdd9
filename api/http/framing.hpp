#pragma once

#include "api/http/request.hpp"
#include "api/http/response.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::http {

/// The head of a request as it came over the wire.
struct RawHead {
    std::string_view method;
    std::string_view target;
    unsigned version = 11;
    std::vector<Header> fields;  ///< names in lower case, in the order sent, none merged
};

/// Why a head is refused; then the connection is closed, since nobody knows where the next request begins.
struct FramingFault {
    int status = 400;
    Words detail;
};

/// Beast takes heads that let one request hide inside another, or that nobody else reads the same way. What
/// is left after this check has exactly one Host, at most one way to tell its length, and a target in origin
/// form. An absolute target that names the same host is stripped to its path: `target` of `head` is changed.
/// No value: the head is sound.
[[nodiscard]] std::optional<FramingFault> check_framing(RawHead& head, std::size_t fields_max);

}  // namespace wissel::http
