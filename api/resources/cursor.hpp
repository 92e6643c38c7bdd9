#pragma once

#include "engine/cases/case_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wissel::resources {

/// The opaque mark with which a client asks for the next page: base64url of a version, the sort, the last key
/// and a hash of the filter, so that it only fits the list that it came from.
[[nodiscard]] std::string encode_cursor(std::string_view sort, std::string_view filter, std::int64_t last);

/// No value: not a cursor of this sort and filter.
[[nodiscard]] std::optional<std::int64_t> decode_cursor(
    std::string_view cursor, std::string_view sort, std::string_view filter
);

/// The same for a list of cases, where a place is two numbers.
[[nodiscard]] std::string encode_cursor(
    std::string_view sort, std::string_view filter, const cases::CasePlace& last
);
[[nodiscard]] std::optional<cases::CasePlace> decode_place(
    std::string_view cursor, std::string_view sort, std::string_view filter
);

}  // namespace wissel::resources
