#include "engine/schema/numbers.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

namespace wissel::schema {
namespace {

using nlohmann::json;

static_assert(std::numeric_limits<long double>::digits >= 64, "holds every int64, uint64 and double exactly");

long double exact(const json& number) {
    if (number.is_number_unsigned()) return static_cast<long double>(number.get<std::uint64_t>());
    if (number.is_number_integer()) return static_cast<long double>(number.get<std::int64_t>());
    return number.get<double>();
}

/// The number without its sign as digits × 10^exponent; the digits do not end in 0 unless they are 0.
struct Decimal {
    std::uint64_t digits = 0;
    int exponent = 0;
};

/// Ten times any remainder of a divisor up to here fits 64 bits.
constexpr std::uint64_t divisor_max = 1'000'000'000'000'000'000;

/// Reads `1.25e-07`, `125`.
Decimal read_decimal(std::string_view text) {
    Decimal read;
    bool fraction = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] >= '0' && text[at] <= '9') {
            read.digits = read.digits * 10 + static_cast<std::uint64_t>(text[at] - '0');
            if (fraction) --read.exponent;
        } else if (text[at] == '.') {
            fraction = true;
        } else if (text[at] == 'e') {
            const std::size_t sign = text[at + 1] == '+' ? 1 : 0;
            int power = 0;
            std::from_chars(text.data() + at + 1 + sign, text.data() + text.size(), power);
            read.exponent += power;
            break;
        }
    }
    for (; read.digits != 0 && read.digits % 10 == 0; read.digits /= 10) ++read.exponent;
    return read;
}

/// The shortest decimal that reads back as the same number, which is what was written.
Decimal decimal_of(const json& number) {
    std::array<char, 40> text{};
    char* const end = text.data() + text.size();
    std::to_chars_result written{};
    if (number.is_number_unsigned()) {
        written = std::to_chars(text.data(), end, number.get<std::uint64_t>());
    } else if (number.is_number_integer()) {
        written = std::to_chars(text.data(), end, number.get<std::int64_t>());
    } else {
        written = std::to_chars(text.data(), end, number.get<double>(), std::chars_format::scientific);
    }
    return read_decimal({text.data(), static_cast<std::size_t>(written.ptr - text.data())});
}

}  // namespace

std::weak_ordering order_numbers(const json& left, const json& right) {
    return std::weak_order(exact(left), exact(right));
}

bool is_whole(const json& number) {
    if (number.is_number_integer()) return true;
    const double real = number.get<double>();
    return std::isfinite(real) && std::trunc(real) == real;
}

bool can_divide(const json& number) {
    return exact(number) > 0 && std::isfinite(exact(number)) && decimal_of(number).digits <= divisor_max;
}

bool is_multiple(const json& number, const json& of) {
    if (!std::isfinite(exact(number))) return false;
    const Decimal value = decimal_of(number);
    const Decimal divisor = decimal_of(of);
    if (value.digits == 0) return true;
    // A multiple of 10^y × b has at least y zeros at its end.
    if (value.exponent < divisor.exponent) return false;
    std::uint64_t remainder = value.digits % divisor.digits;
    for (int power = value.exponent - divisor.exponent; power > 0 && remainder != 0; --power) {
        remainder = remainder * 10 % divisor.digits;
    }
    return remainder == 0;
}

}  // namespace wissel::schema
