#include "engine/calendar/calendar.hpp"

#include "engine/calendar/duration.hpp"
#include "engine/calendar/term.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace wissel;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::year;

namespace {

constexpr Instant year_zero = sys_days{year{0} / 1 / 1};
constexpr Instant year_ten_thousand = sys_days{year{10'000} / 1 / 1};

sys_days day(const std::string& text) {
    const auto read = parse_date(text);
    REQUIRE(read);
    return sys_days{*read};
}

Instant at(const std::string& text) {
    const auto read = parse_instant(text);
    REQUIRE(read);
    return *read;
}

/// The texts between the bars of `joined`.
std::vector<std::string> each(const std::string& joined) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t bar = 0; (bar = joined.find('|', from)) != std::string::npos; from = bar + 1) {
        parts.push_back(joined.substr(from, bar - from));
    }
    parts.push_back(joined.substr(from));
    return parts;
}

/// `2026-03-31` in UTC.
std::string date_of(sys_days day) {
    return format_instant(day).substr(0, 10);
}

/// When the term is passed, or the refusal in English.
std::string due(Instant start, const std::string& term, Calendar calendar) {
    INFO(term);
    const auto read = read_duration(term);
    REQUIRE(read);
    const auto passed = due_at(start, *read, calendar);
    if (passed) return format_instant(*passed);
    CHECK(passed.error().code == FailureCode::invalid);
    CHECK_FALSE(passed.error().message.nl.empty());
    return passed.error().message.en;
}

/// The last day of a term that began on the afternoon of `start`: it is passed when the next day begins.
std::string last_day(const std::string& start, const std::string& term, Calendar calendar) {
    const Instant passed = at(due(at(start + "T13:00:00Z"), term, calendar));
    CHECK(amsterdam_midnight(*amsterdam_day(passed)) == passed);
    return amsterdam_date(passed - 1ms);
}

struct Term {
    std::string start;
    std::string term;
    std::string last;
};

void check_last_days(Calendar calendar, const std::vector<Term>& terms) {
    for (const auto& one : terms) {
        INFO(one.start << " " << one.term << " on " << code_of(calendar));
        CHECK(last_day(one.start, one.term, calendar) == one.last);
    }
}

const std::string only_working_days =
    "On the calendar nl-working-days a term is in working days, not in weeks, months or years.";
const std::string outside = "This term begins or ends outside the years 0000 to 9999.";
const std::string too_long = "A term is at most 100 years, and never runs back.";

}  // namespace

TEST_CASE("a calendar has a code, and nothing else is one", "[unit][calendar]") {
    for (const auto calendar : {Calendar::days, Calendar::nl_working_days, Calendar::nl_atw}) {
        CHECK(read_calendar(code_of(calendar)) == calendar);
    }
    CHECK(read_calendar("nl-working-days") == Calendar::nl_working_days);
    CHECK(read_calendar("nl-atw") == Calendar::nl_atw);
    CHECK(read_calendar("days") == Calendar::days);
    for (const auto* other : {"", "day", "Days", "nl_atw", "nl-atw "}) CHECK_FALSE(read_calendar(other));
}

TEST_CASE("the feast days of 2024 to 2030 are those of the almanac, and no others", "[unit][calendar]") {
    // New Year, Good Friday, Easter, Easter Monday, King's Day, Liberation Day, Ascension, Whit, Christmas.
    const std::vector<std::pair<int, std::string>> almanac{
        {2024, "01-01 03-29 03-31 04-01 04-27 05-05 05-09 05-19 05-20 12-25 12-26"},
        {2025, "01-01 04-18 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26"},
        {2026, "01-01 04-03 04-05 04-06 04-27 05-05 05-14 05-24 05-25 12-25 12-26"},
        {2027, "01-01 03-26 03-28 03-29 04-27 05-05 05-06 05-16 05-17 12-25 12-26"},
        {2028, "01-01 04-14 04-16 04-17 04-27 05-05 05-25 06-04 06-05 12-25 12-26"},
        {2029, "01-01 03-30 04-01 04-02 04-27 05-05 05-10 05-20 05-21 12-25 12-26"},
        {2030, "01-01 04-19 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26"},
    };
    for (const auto& [in, expected] : almanac) {
        INFO(in);
        std::string found;
        const sys_days end = sys_days{year{in + 1} / 1 / 1};
        for (sys_days one = year{in} / 1 / 1; one < end; one += std::chrono::days{1}) {
            if (is_feast_day(one)) found += (found.empty() ? "" : " ") + date_of(one).substr(5);
        }
        CHECK(found == expected);
    }
}

TEST_CASE("Easter is found where it is earliest and latest", "[unit][calendar]") {
    // 22 March and 25 April are the borders; 2049 and 2076 are years in which simpler rules are a week late.
    for (const auto* easter :
         {"1818-03-22", "2285-03-22", "1943-04-25", "2038-04-25", "2049-04-18", "2076-04-19"}) {
        INFO(easter);
        const sys_days sunday = day(easter);
        CHECK(is_feast_day(sunday));
        CHECK(is_feast_day(sunday - std::chrono::days{2}));
        CHECK(is_feast_day(sunday + std::chrono::days{39}));
        CHECK(is_feast_day(sunday + std::chrono::days{50}));
        CHECK_FALSE(is_feast_day(sunday - std::chrono::days{1}));
        CHECK_FALSE(is_feast_day(sunday - std::chrono::days{7}));
        CHECK_FALSE(is_feast_day(sunday + std::chrono::days{7}));
    }
}

TEST_CASE("King's Day is a day earlier where the 27th of April is a Sunday", "[unit][calendar]") {
    CHECK(is_feast_day(day("2025-04-26")));
    CHECK_FALSE(is_feast_day(day("2025-04-27")));
    CHECK_FALSE(is_feast_day(day("2025-04-28")));  // no day is given back on the Monday
    CHECK(is_feast_day(day("2031-04-26")));
    CHECK_FALSE(is_feast_day(day("2031-04-27")));
    CHECK(is_feast_day(day("2024-04-27")));  // a Saturday stays
    CHECK_FALSE(is_feast_day(day("2024-04-26")));
    CHECK(is_feast_day(day("2026-04-27")));  // so does a Monday
    CHECK_FALSE(is_feast_day(day("2026-04-26")));
}

TEST_CASE("a working day is no Saturday, no Sunday and no feast day", "[unit][calendar]") {
    CHECK(is_working_day(day("2026-10-30")));        // Friday
    CHECK_FALSE(is_working_day(day("2026-10-31")));  // Saturday
    CHECK_FALSE(is_working_day(day("2026-11-01")));  // Sunday
    CHECK(is_working_day(day("2026-11-02")));        // Monday
    CHECK_FALSE(is_working_day(day("2026-05-05")));  // Liberation Day of an ordinary year
    CHECK(is_working_day(day("2026-05-15")));        // Friday after Ascension: only by decree
    CHECK(is_working_day(day("2026-12-24")));
    CHECK(is_working_day(day("2026-12-31")));
}

TEST_CASE("a day begins in Amsterdam by the clock of that day", "[unit][calendar]") {
    const auto midnight = [](const std::string& date) {
        return format_instant(amsterdam_midnight(day(date)));
    };
    CHECK(midnight("2026-03-28") == "2026-03-27T23:00:00.000Z");
    CHECK(midnight("2026-03-29") == "2026-03-28T23:00:00.000Z");  // the clocks go forward at 02:00
    CHECK(midnight("2026-03-30") == "2026-03-29T22:00:00.000Z");
    CHECK(midnight("2026-10-24") == "2026-10-23T22:00:00.000Z");
    CHECK(midnight("2026-10-25") == "2026-10-24T22:00:00.000Z");  // and back at 03:00
    CHECK(midnight("2026-10-26") == "2026-10-25T23:00:00.000Z");
    CHECK(midnight("2026-01-01") == "2025-12-31T23:00:00.000Z");
    CHECK(midnight("9999-12-31") == "9999-12-30T23:00:00.000Z");
    CHECK(midnight("0000-01-02") == "0000-01-01T23:00:00.000Z");
}

TEST_CASE("a day lasts from its midnight until the next, in all years of two decades", "[unit][calendar]") {
    int faults = 0;
    for (sys_days one = day("2020-01-01"); one < day("2040-01-01"); one += std::chrono::days{1}) {
        const Instant midnight = amsterdam_midnight(one);
        const bool fits = amsterdam_date(midnight) == date_of(one) && amsterdam_day(midnight) == one &&
                          amsterdam_day(midnight - 1ms) == one - std::chrono::days{1};
        if (!fits) ++faults;
    }
    CHECK(faults == 0);
}

TEST_CASE("a date in Amsterdam has a year of four digits or is none", "[unit][calendar]") {
    CHECK(amsterdam_day(year_zero) == sys_days{year{0} / 1 / 1});
    CHECK(amsterdam_day(year_zero - 1h) == sys_days{year{0} / 1 / 1});
    CHECK_FALSE(amsterdam_day(year_zero - 1h - 1ms));
    CHECK(amsterdam_day(year_ten_thousand - 1h - 1ms) == sys_days{year{9999} / 12 / 31});
    CHECK_FALSE(amsterdam_day(year_ten_thousand - 1h));
    CHECK_FALSE(amsterdam_day(year_ten_thousand));
    CHECK_FALSE(amsterdam_day(Instant::min()));
    CHECK_FALSE(amsterdam_day(Instant::max()));
}

TEST_CASE("a duration is read part by part", "[unit][calendar]") {
    CHECK(read_duration("P30D") == Duration{.days = 30});
    CHECK(read_duration("P1Y2M3W4DT5H6M7.089S") == Duration{1, 2, 3, 4, milliseconds{5h} + 6min + 7s + 89ms});
    CHECK(read_duration("P2M") == Duration{.months = 2});
    CHECK(read_duration("PT2M") == Duration{.clock = 2min});
    CHECK(read_duration("P1MT1M") == Duration{.months = 1, .clock = 1min});
    CHECK(read_duration("PT72H") == Duration{.clock = 72h});
    CHECK(read_duration("P2W") == Duration{.weeks = 2});
    CHECK(read_duration("PT0.5S") == Duration{.clock = 500ms});
    CHECK(read_duration("PT0.05S") == Duration{.clock = 50ms});
    CHECK(read_duration("PT0.005S") == Duration{.clock = 5ms});
    CHECK(read_duration("PT0S") == Duration{});
    CHECK(read_duration("P0D") == Duration{});
    CHECK(read_duration("P007D") == Duration{.days = 7});
}

TEST_CASE("what is no duration is not read as one", "[unit][calendar]") {
    for (const auto& text :
         each("|P|PT|T1H|1D|P1|P1DT|PD|-P1D|+P1D|P-1D|P+1D|P1.5D|PT1.5H|PT1.5M|PT1.S|PT.5S|PT1,5S|"
              "PT1.0005S|p1D|P1d|P1H|PT1D|P1D1D|P1D1M|PT1S1M|P1DT1H | P1D|P 1D|P1W1M|P1T1H|PTT1H|"
              "P1DT1HT1M|PT1.5|P1D2|PT1.0S1S|P99999999999999999999D|P4294967297D")) {
        INFO(text);
        CHECK_FALSE(read_duration(text));
    }
}

TEST_CASE("a duration is at most a hundred years", "[unit][calendar]") {
    for (const auto& text : each("P100Y|P1200M|P36524D|P5217W|PT876582H|PT3155695200S|P99Y12M")) {
        INFO(text);
        CHECK(read_duration(text));
    }
    for (const auto& text :
         each("P101Y|P1201M|P36525D|P5218W|PT876583H|PT3155695201S|PT3155695200.001S|P100YT0.001S|"
              "P99Y13M|P50Y600M1D")) {
        INFO(text);
        CHECK_FALSE(read_duration(text));
    }
}

TEST_CASE("a duration that somebody made up is held against the same range", "[unit][calendar]") {
    constexpr int most = std::numeric_limits<int>::max();
    CHECK(is_in_range({}));
    CHECK(is_in_range({.years = 100}));
    for (const auto& made :
         {Duration{.years = most},
          Duration{.months = most},
          Duration{.weeks = most},
          Duration{.days = most},
          Duration{most, most, most, most, milliseconds::max()},
          Duration{.clock = milliseconds::max()},
          Duration{.days = -1},
          Duration{.months = 2, .days = -1},
          Duration{.clock = -1ms},
          Duration{.clock = milliseconds::min()},
          Duration{.years = 100, .clock = 1ms}}) {
        CHECK_FALSE(is_in_range(made));
        const auto refused = due_at(at("2026-01-01T00:00:00Z"), made, Calendar::days);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == FailureCode::invalid);
        CHECK(refused.error().message.en == too_long);
    }
}

TEST_CASE("a duration is written as short as it reads back", "[unit][calendar]") {
    for (const auto& text :
         each("P30D|P1Y2M3W4DT5H6M7.089S|PT72H|P14D|P2W|P12M|PT0.5S|PT0.05S|PT0.005S|PT0S|PT1M|P1M|"
              "P1DT1S|PT1H0.001S|P100Y|PT876582H")) {
        INFO(text);
        const auto read = read_duration(text);
        REQUIRE(read);
        CHECK(duration_text(*read) == text);
    }
    CHECK(duration_text(*read_duration("PT90M")) == "PT1H30M");
    CHECK(duration_text(*read_duration("PT0H60S")) == "PT1M");
    CHECK(duration_text(*read_duration("P0Y1D")) == "P1D");
    CHECK(duration_text(*read_duration("P0D")) == "PT0S");
    CHECK(duration_text(*read_duration("PT1.500S")) == "PT1.5S");
}

TEST_CASE("a duration is told in both languages, in the days of its calendar", "[unit][calendar]") {
    const auto words = [](const std::string& text, Calendar calendar = Calendar::days) {
        const auto told = duration_words(*read_duration(text), calendar);
        return told.nl + " / " + told.en;
    };
    CHECK(words("P5D", Calendar::nl_working_days) == "5 werkdagen / 5 working days");
    CHECK(words("P1D", Calendar::nl_working_days) == "1 werkdag / 1 working day");
    CHECK(words("P5D") == "5 dagen / 5 days");
    CHECK(words("P1D", Calendar::nl_atw) == "1 dag / 1 day");
    CHECK(words("P3M") == "3 maanden / 3 months");
    CHECK(words("P1M") == "1 maand / 1 month");
    CHECK(words("P1W") == "1 week / 1 week");
    CHECK(words("P2W") == "2 weken / 2 weeks");
    CHECK(words("P1Y") == "1 jaar / 1 year");
    CHECK(words("P2Y") == "2 jaar / 2 years");
    CHECK(words("PT30S") == "30 seconden / 30 seconds");
    CHECK(words("PT1S") == "1 seconde / 1 second");
    CHECK(words("PT1.5S") == "1,5 seconden / 1.5 seconds");
    CHECK(words("PT0S") == "0 seconden / 0 seconds");
    CHECK(words("PT72H") == "72 uur / 72 hours");
    CHECK(words("PT1M") == "1 minuut / 1 minute");
    CHECK(words("PT61M") == "1 uur en 1 minuut / 1 hour and 1 minute");
    CHECK(
        words("P1Y2M3DT4M") ==
        "1 jaar, 2 maanden, 3 dagen en 4 minuten / 1 year, 2 months, 3 days and 4 minutes"
    );
}

TEST_CASE("hours and less run on the clock, whatever the calendar and the day", "[unit][calendar]") {
    const Instant friday = at("2026-04-03T20:00:00.250Z");  // Good Friday
    for (const auto calendar : {Calendar::days, Calendar::nl_working_days, Calendar::nl_atw}) {
        CHECK(due(friday, "PT1H", calendar) == "2026-04-03T21:00:00.250Z");
        CHECK(due(friday, "PT48H", calendar) == "2026-04-05T20:00:00.250Z");
        CHECK(due(friday, "PT0.75S", calendar) == "2026-04-03T20:00:01.000Z");
        CHECK(due(friday, "PT0S", calendar) == "2026-04-03T20:00:00.250Z");
    }
    CHECK(due(at("2026-03-28T12:00:00Z"), "PT24H", Calendar::days) == "2026-03-29T12:00:00.000Z");
    CHECK(due(at("2026-10-24T12:00:00Z"), "PT24H", Calendar::days) == "2026-10-25T12:00:00.000Z");
}

TEST_CASE("the day of the start does not count, and it is the day in Amsterdam", "[unit][calendar]") {
    const auto one_day = [](const std::string& start) { return due(at(start), "P1D", Calendar::days); };
    CHECK(one_day("2026-06-09T21:59:59.999Z") == "2026-06-10T22:00:00.000Z");  // Tuesday 23:59:59.999
    CHECK(one_day("2026-06-09T22:00:00.000Z") == "2026-06-11T22:00:00.000Z");  // Wednesday 00:00
    CHECK(one_day("2026-06-10T21:59:59.999Z") == "2026-06-11T22:00:00.000Z");
    CHECK(one_day("2026-12-09T22:59:59.999Z") == "2026-12-10T23:00:00.000Z");
    CHECK(one_day("2026-12-09T23:00:00.000Z") == "2026-12-11T23:00:00.000Z");
}

TEST_CASE("a term in days is passed at the midnight of its own clock", "[unit][calendar]") {
    const auto one_day = [](const std::string& start) {
        return due(at(start + "T13:00:00Z"), "P1D", Calendar::days);
    };
    CHECK(one_day("2026-03-27") == "2026-03-28T23:00:00.000Z");  // ends with Saturday, before the change
    CHECK(one_day("2026-03-28") == "2026-03-29T22:00:00.000Z");  // ends with the Sunday of 23 hours
    CHECK(one_day("2026-03-29") == "2026-03-30T22:00:00.000Z");
    CHECK(one_day("2026-10-23") == "2026-10-24T22:00:00.000Z");
    CHECK(one_day("2026-10-24") == "2026-10-25T23:00:00.000Z");  // ends with the Sunday of 25 hours
    CHECK(one_day("2026-10-25") == "2026-10-26T23:00:00.000Z");
}

TEST_CASE("months end on the last day of a shorter month", "[unit][calendar]") {
    check_last_days(
        Calendar::days,
        {
            {"2026-01-31", "P1M", "2026-02-28"},
            {"2028-01-31", "P1M", "2028-02-29"},
            {"2026-01-28", "P1M", "2026-02-28"},
            {"2026-01-31", "P2M", "2026-03-31"},  // not from the clamped day
            {"2026-01-31", "P3M", "2026-04-30"},
            {"2025-12-31", "P2M", "2026-02-28"},
            {"2026-02-28", "P1M", "2026-03-28"},
            {"2028-02-29", "P1Y", "2029-02-28"},
            {"2028-02-29", "P4Y", "2032-02-29"},
            {"2028-02-29", "P1Y1M", "2029-03-29"},
            {"2026-01-31", "P1M1D", "2026-03-01"},  // months first, then days
            {"2026-01-31", "P1M1W1D", "2026-03-08"},
            {"2026-10-30", "P30D", "2026-11-29"},  // a Sunday: on this calendar it stays
            {"2026-10-30", "P2W", "2026-11-13"},
        }
    );
}

TEST_CASE("on working days only working days count", "[unit][calendar]") {
    check_last_days(
        Calendar::nl_working_days,
        {
            {"2026-11-02", "P1D", "2026-11-03"},
            {"2026-11-02", "P4D", "2026-11-06"},  // Monday to Friday
            {"2026-11-02", "P5D", "2026-11-09"},  // and over the weekend
            {"2026-11-06", "P1D", "2026-11-09"},  // a start on Friday,
            {"2026-11-07", "P1D", "2026-11-09"},  // on Saturday
            {"2026-11-08", "P1D", "2026-11-09"},  // and on Sunday
            {"2026-04-01", "P1D", "2026-04-02"},  // Maundy Thursday
            {"2026-04-01", "P2D", "2026-04-07"},  // over Good Friday and Easter Monday
            {"2026-04-02", "P1D", "2026-04-07"},
            {"2025-04-24", "P1D", "2025-04-25"},
            {"2025-04-25", "P1D", "2025-04-28"},  // King's Day on Saturday the 26th
            {"2026-04-24", "P1D", "2026-04-28"},  // King's Day on Monday
            {"2026-05-04", "P1D", "2026-05-06"},  // Liberation Day
            {"2026-05-13", "P1D", "2026-05-15"},  // Ascension Day
            {"2026-05-22", "P1D", "2026-05-26"},  // Whit Monday
            {"2026-12-24", "P1D", "2026-12-28"},  // Christmas on Friday and Saturday
            {"2026-12-24", "P4D", "2026-12-31"},
            {"2026-12-24", "P5D", "2027-01-04"},  // and New Year on a Friday
            {"2026-11-24", "P30D", "2027-01-07"},
        }
    );
}

TEST_CASE("weeks, months and years are refused on working days, not hours", "[unit][calendar]") {
    const Instant start = at("2026-11-24T09:30:00Z");
    for (const auto* term : {"P1W", "P1M", "P1Y", "P1M5D", "P1WT1H"}) {
        CHECK(due(start, term, Calendar::nl_working_days) == only_working_days);
    }
    CHECK(due(start, "P0W1D", Calendar::nl_working_days) == "2026-11-25T23:00:00.000Z");
    CHECK(due(start, "PT200H", Calendar::nl_working_days) == "2026-12-02T17:30:00.000Z");
}

TEST_CASE("a clock part runs from the moment at which the days are passed", "[unit][calendar]") {
    const Instant friday = at("2026-04-24T09:00:00Z");
    CHECK(due(friday, "P1DT4H", Calendar::days) == "2026-04-26T02:00:00.000Z");
    CHECK(due(friday, "P1DT4H", Calendar::nl_working_days) == "2026-04-29T02:00:00.000Z");
    CHECK(due(friday, "P1DT4H", Calendar::nl_atw) == "2026-04-29T02:00:00.000Z");
    // Four hours are four hours: 05:00 in Amsterdam, as the clock goes forward at two.
    CHECK(due(at("2026-03-27T09:00:00Z"), "P1DT4H", Calendar::days) == "2026-03-29T03:00:00.000Z");
}

TEST_CASE("a term of the Algemene termijnenwet does not end on a day off (article 1)", "[unit][calendar]") {
    check_last_days(
        Calendar::nl_atw,
        {
            {"2026-11-05", "P1D", "2026-11-06"},  // Friday stays
            {"2026-11-06", "P1D", "2026-11-09"},  // Saturday moves to Monday
            {"2026-11-06", "P2D", "2026-11-09"},  // so does Sunday
            {"2026-11-06", "P3D", "2026-11-10"},  // Monday, but for article 2
            {"2026-10-31", "P1W", "2026-11-09"},
            {"2026-10-30", "P1W", "2026-11-06"},
            {"2026-10-30", "P30D", "2026-11-30"},
            {"2026-10-28", "P30D", "2026-11-27"},
            {"2026-03-27", "P1W", "2026-04-07"},  // Good Friday moves over Easter Monday
            {"2026-03-26", "P1W", "2026-04-02"},
            {"2026-04-06", "P3W", "2026-04-28"},  // King's Day
            {"2026-02-05", "P3M", "2026-05-06"},  // Liberation Day
            {"2026-04-14", "P1M", "2026-05-15"},  // Ascension Day
            {"2026-11-25", "P1M", "2026-12-28"},  // Christmas Day, a Friday
            {"2026-12-01", "P1M", "2027-01-04"},  // New Year's Day, a Friday
            {"2026-01-31", "P1M", "2026-03-02"},  // 28 February is a Saturday
            {"2025-04-19", "P1W", "2025-04-28"},  // King's Day on Saturday the 26th
        }
    );
}

TEST_CASE("a term of three days or more has two working days (article 2)", "[unit][calendar]") {
    check_last_days(
        Calendar::nl_atw,
        {
            // Three days to think over the purchase of a house: an example in print
            // (staatsrechtpraktijk.nl, "Nieuwjaarsdag en Kerstmis in het staatsrecht").
            {"2017-12-19", "P3D", "2017-12-22"},
            {"2017-12-20", "P3D", "2017-12-27"},
            {"2026-04-02", "P1D", "2026-04-07"},  // two days: article 1 only
            {"2026-04-02", "P2D", "2026-04-07"},
            {"2026-04-02", "P3D", "2026-04-08"},  // Good Friday to Easter: a second day is wanted
            {"2026-04-02", "P4D", "2026-04-08"},
            {"2026-04-02", "P5D", "2026-04-08"},  // has Tuesday
            {"2026-04-02", "P6D", "2026-04-08"},  // has Tuesday and Wednesday
            {"2026-04-02", "P7D", "2026-04-09"},
            {"2026-04-02", "P1W", "2026-04-09"},
            {"2026-12-24", "P3D", "2026-12-29"},  // Christmas on Friday and Saturday
            {"2026-11-05", "P3D", "2026-11-09"},  // Friday and, by article 1, Monday
            {"2026-11-04", "P3D", "2026-11-09"},
            {"2026-11-03", "P3D", "2026-11-06"},
        }
    );
}

TEST_CASE("long terms are no matter of the Algemene termijnenwet (article 4)", "[unit][calendar]") {
    check_last_days(
        Calendar::nl_atw,
        {
            {"2026-02-01", "P90D", "2026-05-04"},  // Saturday 2 May moves
            {"2026-02-01", "P91D", "2026-05-03"},  // Sunday 3 May stays
            {"2026-02-01", "P12W", "2026-04-28"},  // Sunday, then King's Day
            {"2026-02-01", "P13W", "2026-05-03"},
            {"2026-02-01", "P11W7D", "2026-04-28"},  // twelve weeks said otherwise
            {"2026-01-31", "P12W1D", "2026-04-26"},  // more than twelve
            {"2026-02-02", "P3M", "2026-05-04"},
            {"2026-01-02", "P4M", "2026-05-02"},
            {"2026-02-01", "P3M1D", "2026-05-02"},   // more than three months
            {"2026-02-20", "P2M12D", "2026-05-04"},  // less
            {"2026-01-22", "P2M41D", "2026-05-02"},  // more, though it says two
            {"2025-05-02", "P1Y", "2026-05-02"},
            {"2025-05-02", "P12M", "2026-05-02"},
        }
    );
}

TEST_CASE("no term leaves the years 0000 to 9999", "[unit][calendar]") {
    const Instant last = year_ten_thousand - 1ms;
    for (const auto calendar : {Calendar::days, Calendar::nl_working_days, Calendar::nl_atw}) {
        // 9999-12-31 is a Friday. The last day may be it, and then midnight is still 9999 in UTC.
        CHECK(due(at("9999-12-30T12:00:00Z"), "P1D", calendar) == "9999-12-31T23:00:00.000Z");
        CHECK(due(at("9999-12-31T12:00:00Z"), "P1D", calendar) == outside);
        CHECK(due(last, "P1D", calendar) == outside);
        CHECK(due(last, "PT0S", calendar) == "9999-12-31T23:59:59.999Z");
        CHECK(due(last, "PT0.001S", calendar) == outside);
        CHECK(due(year_ten_thousand, "PT0S", calendar) == outside);
        CHECK(due(year_zero, "PT0S", calendar) == "0000-01-01T00:00:00.000Z");
        CHECK(due(year_zero - 1ms, "PT1H", calendar) == outside);
        CHECK(due(year_zero - 1ms, "P1D", calendar) == outside);
        CHECK(due(Instant::min(), "P1D", calendar) == outside);
        CHECK(due(Instant::max(), "P36524D", calendar) == outside);
        CHECK(due(at("9999-12-01T12:00:00Z"), "P36524D", calendar) == outside);
    }
    CHECK(due(at("9899-12-31T12:00:00Z"), "P100Y", Calendar::days) == "9999-12-31T23:00:00.000Z");
    CHECK(due(at("9900-01-01T12:00:00Z"), "P100Y", Calendar::days) == outside);
    CHECK(due(at("9999-12-30T12:00:00Z"), "P1DT59M59.999S", Calendar::days) == "9999-12-31T23:59:59.999Z");
    CHECK(due(at("9999-12-30T12:00:00Z"), "P1DT1H", Calendar::days) == outside);
}
