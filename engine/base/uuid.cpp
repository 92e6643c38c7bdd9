#include "engine/base/uuid.hpp"

#include "engine/base/encoding.hpp"

#include <algorithm>

namespace wissel {
namespace {

constexpr std::size_t text_bytes = 36;

constexpr bool is_hyphen(std::size_t at) {
    return at == 8 || at == 13 || at == 18 || at == 23;
}

}  // namespace

Uuid Uuid::v7(Instant now, Entropy& entropy) {
    Uuid made;
    const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t at = 0; at < 6; ++at) made.bytes_[at] = static_cast<std::uint8_t>(ms >> (40 - 8 * at));
    const std::string random = entropy.bytes(10);
    std::copy(random.begin(), random.end(), made.bytes_.begin() + 6);
    made.bytes_[6] = static_cast<std::uint8_t>(0x70 | (made.bytes_[6] & 0x0f));
    made.bytes_[8] = static_cast<std::uint8_t>(0x80 | (made.bytes_[8] & 0x3f));
    return made;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != text_bytes) return std::nullopt;
    std::array<char, 32> digits{};
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (is_hyphen(at) != (text[at] == '-')) return std::nullopt;
        if (text[at] != '-') digits[count++] = text[at];
    }
    const auto bytes = from_hex({digits.data(), digits.size()});
    if (!bytes) return std::nullopt;
    return from_bytes(*bytes);
}

std::optional<Uuid> Uuid::from_bytes(std::string_view bytes) {
    Uuid read;
    if (bytes.size() != read.bytes_.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), read.bytes_.begin());
    return read;
}

std::string Uuid::str() const {
    const std::string digits = to_hex(bytes());
    std::string text(text_bytes, '-');
    std::size_t count = 0;
    for (std::size_t at = 0; at < text_bytes; ++at) {
        if (!is_hyphen(at)) text[at] = digits[count++];
    }
    return text;
}

}  // namespace wissel
