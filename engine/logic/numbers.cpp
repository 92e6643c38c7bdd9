#include "engine/logic/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace wissel::logic {
namespace {

static_assert(std::numeric_limits<long double>::digits >= 64, "holds every int64 and double exactly");

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

std::optional<Value> finite(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    return Value::number(value);
}

/// `0x1f`, `0o17`, `0b11`; base 10 where it is none of them.
int base_of(std::string_view text) {
    if (text.size() < 3 || text[0] != '0') return 10;
    switch (text[1]) {
        case 'x':
        case 'X':
            return 16;
        case 'o':
        case 'O':
            return 8;
        case 'b':
        case 'B':
            return 2;
        default:
            return 10;
    }
}

std::optional<Value> whole_in_base(std::string_view digits, int base) {
    std::uint64_t read = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, read, base);
    if (error != std::errc() || stop != end) return std::nullopt;
    if (read <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        return Value::integer(static_cast<std::int64_t>(read));
    return finite(static_cast<double>(read));
}

/// `text` begins with a digit or a dot, or with a minus before one.
std::optional<Value> decimal(std::string_view text) {
    const char* const end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto [stop, error] = std::from_chars(text.data(), end, whole);
        error == std::errc() && stop == end)
        return Value::integer(whole);
    double real = 0;
    const auto [stop, error] = std::from_chars(text.data(), end, real);
    if (stop != end) return std::nullopt;
    if (error == std::errc()) return finite(real);
    // Out of range: too small is 0, too large is no number.
    const bool small = text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos;
    return small ? std::optional(Value::integer(0)) : std::nullopt;
}

std::optional<Value> number_in(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return Value::integer(0);
    if (const int base = base_of(text); base != 10) return whole_in_base(text.substr(2), base);
    const bool plus = text.front() == '+';
    if (plus) text.remove_prefix(1);
    const std::size_t digits = !plus && text.starts_with('-') ? 1 : 0;
    // from_chars also reads "inf" and "nan".
    if (text.size() <= digits || !(is_digit(text[digits]) || text[digits] == '.')) return std::nullopt;
    return decimal(text);
}

bool both_whole(const Value& left, const Value& right) {
    return left.kind() == Value::Kind::integer && right.kind() == Value::Kind::integer;
}

double real_of(const Value& number) {
    return number.kind() == Value::Kind::integer ? static_cast<double>(number.as_integer())
                                                 : number.as_real();
}

long double exact(const Value& number) {
    return number.kind() == Value::Kind::integer ? static_cast<long double>(number.as_integer())
                                                 : static_cast<long double>(number.as_real());
}

bool divides(std::int64_t divisor, std::int64_t value) {
    const bool overflows = divisor == -1 && value == std::numeric_limits<std::int64_t>::min();
    return divisor != 0 && !overflows && value % divisor == 0;
}

}  // namespace

std::optional<Value> number_of(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return Value::integer(0);
        case Value::Kind::boolean:
            return Value::integer(value.as_boolean() ? 1 : 0);
        case Value::Kind::integer:
        case Value::Kind::real:
            return value;
        case Value::Kind::text:
            return number_in(value.as_text());
        default:
            return std::nullopt;
    }
}

std::partial_ordering order_numbers(const Value& left, const Value& right) {
    if (both_whole(left, right)) return left.as_integer() <=> right.as_integer();
    return exact(left) <=> exact(right);
}

std::optional<Value> add(const Value& left, const Value& right) {
    std::int64_t sum = 0;
    if (both_whole(left, right) && !__builtin_add_overflow(left.as_integer(), right.as_integer(), &sum))
        return Value::integer(sum);
    return finite(real_of(left) + real_of(right));
}

std::optional<Value> subtract(const Value& left, const Value& right) {
    std::int64_t difference = 0;
    if (both_whole(left, right) &&
        !__builtin_sub_overflow(left.as_integer(), right.as_integer(), &difference))
        return Value::integer(difference);
    return finite(real_of(left) - real_of(right));
}

std::optional<Value> multiply(const Value& left, const Value& right) {
    std::int64_t product = 0;
    if (both_whole(left, right) && !__builtin_mul_overflow(left.as_integer(), right.as_integer(), &product))
        return Value::integer(product);
    return finite(real_of(left) * real_of(right));
}

std::optional<Value> divide(const Value& left, const Value& right) {
    if (both_whole(left, right) && divides(right.as_integer(), left.as_integer()))
        return Value::integer(left.as_integer() / right.as_integer());
    return finite(real_of(left) / real_of(right));
}

std::optional<Value> remainder(const Value& left, const Value& right) {
    if (!both_whole(left, right)) return finite(std::fmod(real_of(left), real_of(right)));
    if (right.as_integer() == 0) return std::nullopt;
    if (right.as_integer() == -1) return Value::integer(0);  // the smallest integer would overflow
    return Value::integer(left.as_integer() % right.as_integer());
}

std::string number_text(const Value& number) {
    if (number.kind() == Value::Kind::integer) return std::to_string(number.as_integer());
    const double real = number.as_real();
    const bool plain = std::abs(real) >= 1e-6 && std::abs(real) < 1e21;
    std::array<char, 64> text{};
    const auto written = std::to_chars(
        text.data(),
        text.data() + text.size(),
        real,
        plain ? std::chars_format::fixed : std::chars_format::scientific
    );
    std::string told(text.data(), written.ptr);
    // to_chars writes at least two digits of the exponent.
    if (const auto e = told.find('e'); e != std::string::npos && told[e + 2] == '0') told.erase(e + 2, 1);
    return told;
}

}  // namespace wissel::logic
