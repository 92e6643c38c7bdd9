#include "engine/cases/ids.hpp"

#include <fmt/format.h>

#include <charconv>

namespace wissel::cases {
namespace {

bool read_whole(std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size();
}

}  // namespace

std::string CaseNumber::str() const {
    return fmt::format("GD-{:04}-{:06}", year, number);
}

std::optional<CaseNumber> CaseNumber::parse(std::string_view text) {
    CaseNumber read;
    const bool formed = text.size() >= 14 && text.starts_with("GD-") && text[7] == '-' &&
                        read_whole(text.substr(3, 4), read.year) && read_whole(text.substr(8), read.number);
    if (!formed || read.str() != text) return std::nullopt;
    return read;
}

}  // namespace wissel::cases
