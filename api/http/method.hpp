#pragma once

#include "api/http/request.hpp"

#include <string_view>

namespace wissel::http {

/// What we know is told apart (case counts); CONNECT, TRACE and inventions are `other`.
[[nodiscard]] Method method_of(std::string_view name);

/// `GET`; `other` for what we do not know, since that text is a client's own.
[[nodiscard]] std::string_view name_of(Method method);

/// Whether a head ends its request line with a well-formed version that is not ours (`HTTP/2.0`).
[[nodiscard]] bool names_other_version(std::string_view head);

}  // namespace wissel::http
