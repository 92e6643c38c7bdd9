#pragma once

#include <string>
#include <string_view>

namespace wissel::runtime {

/// `text` in the format of RFC 1952, the same bytes for the same text. Throws std::bad_alloc.
[[nodiscard]] std::string gzip(std::string_view text);

}  // namespace wissel::runtime
