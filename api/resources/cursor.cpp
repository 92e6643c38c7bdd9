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

}  // namespace

std::string encode_cursor(std::string_view sort, std::string_view filter, std::int64_t last) {
    return to_base64url(start_of(sort, filter) + std::to_string(last));
}

std::optional<std::int64_t> decode_cursor(
    std::string_view cursor, std::string_view sort, std::string_view filter
) {
    const auto text = from_base64url(cursor);
    const std::string start = start_of(sort, filter);
    if (!text || !text->starts_with(start)) return std::nullopt;
    const std::string_view digits = std::string_view(*text).substr(start.size());
    std::int64_t last = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), last);
    if (error != std::errc() || end != digits.data() + digits.size() || last < 0) return std::nullopt;
    return last;
}

}  // namespace wissel::resources
