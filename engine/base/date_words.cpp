#include "engine/base/date_words.hpp"

#include <fmt/format.h>

#include <array>

namespace wissel {
namespace {

constexpr std::array<const char*, 12> months_nl = {
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december"};
constexpr std::array<const char*, 12> months_en = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"};
constexpr std::array<const char*, 7> weekdays_nl = {
    "zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"};
constexpr std::array<const char*, 7> weekdays_en = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

}  // namespace

Words date_words(std::chrono::year_month_day date) {
    const unsigned month = unsigned{date.month()} - 1;
    const unsigned day{date.day()};
    const int year{date.year()};
    return {
        fmt::format("{} {} {}", day, months_nl[month], year),
        fmt::format("{} {} {}", day, months_en[month], year)};
}

Words weekday_words(std::chrono::sys_days day) {
    const unsigned at = std::chrono::weekday{day}.c_encoding();
    return {weekdays_nl[at], weekdays_en[at]};
}

}  // namespace wissel
