#include "api/resources/cursor.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/sha256.hpp"

#include <charconv>

namespace wissel::resources {
namespace {

constexpr std::size_t hash_length = 8;

std::string start_of(std::string_view sort, std::string_view filter) {
    const Digest hash = sha256({filter});
    return "1 " + std::string(sort) + " " + to_hex(bytes_of(hash).substr(0, hash_length)) + " ";
}

/// What stands behind the start; no value: it is the cursor of another list, or none.
std::optional<std::string> rest_of(std::string_view cursor, std::string_view sort, std::string_view filter) {
    const auto text = from_base64url(cursor);
    const std::string start = start_of(sort, filter);
    if (!text || !text->starts_with(start)) return std::nullopt;
    return text->substr(start.size());
}

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

}  // namespace

std::string encode_cursor(std::string_view sort, std::string_view filter, std::int64_t last) {
    return to_base64url(start_of(sort, filter) + std::to_string(last));
}

std::optional<std::int64_t> decode_cursor(
    std::string_view cursor, std::string_view sort, std::string_view filter
) {
    const auto rest = rest_of(cursor, sort, filter);
    const auto last = rest ? number_in(*rest) : std::nullopt;
    return last && *last >= 0 ? last : std::nullopt;
}

std::string encode_cursor(std::string_view sort, std::string_view filter, const cases::CasePlace& last) {
    return to_base64url(
        start_of(sort, filter) + std::to_string(last.sorted_by) + " " + std::to_string(last.number)
    );
}

std::optional<cases::CasePlace> decode_place(
    std::string_view cursor, std::string_view sort, std::string_view filter
) {
    const auto rest = rest_of(cursor, sort, filter);
    const auto space = rest ? rest->find(' ') : std::string::npos;
    if (space == std::string::npos) return std::nullopt;
    const auto sorted_by = number_in(std::string_view(*rest).substr(0, space));
    const auto number = number_in(std::string_view(*rest).substr(space + 1));
    if (!sorted_by || !number) return std::nullopt;
    return cases::CasePlace{*sorted_by, *number};
}

}  // namespace wissel::resources
