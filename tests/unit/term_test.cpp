#include "engine/base/date_words.hpp"
#include "engine/calendar/term.hpp"
#include "engine/calendar/term_codec.hpp"
#include "engine/calendar/term_words.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

using namespace wissel;
using namespace std::chrono_literals;
using nlohmann::json;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;
using Kind = TermLine::Kind;

namespace {

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

json read_json(const std::string& path) {
    std::ifstream file(std::string(WISSEL_SOURCE_DIR) + path);
    REQUIRE(file);
    return json::parse(file);
}

/// From a source of its own: tests/calendar/list_feast_days.mjs.
const std::set<sys_days>& feast_days_of_2024_to_2030() {
    static const std::set<sys_days> all = [] {
        std::set<sys_days> read;
        const json document = read_json("/tests/calendar/feast_days.json");
        for (const auto& one : document.at("days")) read.insert(day(one.at("date")));
        return read;
    }();
    return all;
}

/// All working days from 2024 to 2030 by that source, in order.
std::vector<sys_days> working_days(const std::set<sys_days>& also_off = {}) {
    std::vector<sys_days> all;
    int in_week = 0;  // 1 January 2024 is a Monday
    for (sys_days one = year{2024} / 1 / 1; one < sys_days{year{2031} / 1 / 1}; one += days{1}, ++in_week) {
        const bool weekend = in_week % 7 >= 5;
        if (!weekend && !feast_days_of_2024_to_2030().contains(one) && !also_off.contains(one)) all.push_back(one);
    }
    return all;
}

Almanac shipped_almanac() {
    auto read = Almanac::parse(read_json("/config/calendar-nl.json"));
    REQUIRE(read);
    return std::move(*read);
}

std::set<sys_days> shipped_decrees() {
    std::set<sys_days> all;
    const json document = read_json("/config/calendar-nl.json");
    for (const auto& one : document.at("days")) all.insert(day(one.at("date")));
    return all;
}

/// The last day of a term that began in the afternoon of `start`.
sys_days last_day(sys_days start, const std::string& term, Calendar calendar, const Almanac& almanac = {}) {
    const auto due = due_at(amsterdam_midnight(start) + 13h, *read_duration(term), calendar, almanac);
    REQUIRE(due);
    return *amsterdam_day(*due - 1ms);
}

TermAccount account(const TermCourse& course, const Almanac& almanac = {}) {
    auto told = account_of(course, almanac);
    REQUIRE(told);
    return std::move(*told);
}

/// `start 2026-12-18`, `counted 2026-12-21..2026-12-24`.
std::vector<std::string> lines_of(const TermAccount& account) {
    const json told = encode_account(account, Calendar::nl_working_days);
    std::vector<std::string> lines;
    for (const auto& line : told.at("account")) {
        std::string text = line.at("kind").get<std::string>() + " " + line.at("from").get<std::string>();
        if (!line.contains("to")) {
            text += "..";
        } else if (line.at("to") != line.at("from")) {
            text += ".." + line.at("to").get<std::string>();
        }
        lines.push_back(text);
    }
    return lines;
}

const Duration ten_days{.days = 10};

}  // namespace

TEST_CASE("every day of 2024 to 2030 is a working day or not as another source has it", "[unit][calendar][tables]") {
    int looked_at = 0;
    std::vector<std::string> differ;
    for (sys_days one = year{2024} / 1 / 1; one < sys_days{year{2031} / 1 / 1}; one += days{1}, ++looked_at) {
        if (is_feast_day(one) != feast_days_of_2024_to_2030().contains(one))
            differ.push_back(date_words(std::chrono::year_month_day{one}).en);
    }
    CHECK(looked_at == 2557);
    CHECK(differ == std::vector<std::string>{});
    const auto all = working_days();
    CHECK(std::all_of(all.begin(), all.end(), [](sys_days one) { return is_working_day(one); }));
}

TEST_CASE("terms in working days from every day of seven years end where counting says", "[unit][calendar][tables]") {
    const Almanac almanac = shipped_almanac();
    const auto all = working_days(shipped_decrees());
    int looked_at = 0;
    int differ = 0;
    for (const int number : {1, 2, 5, 10, 15, 20, 30, 40}) {
        for (sys_days start = year{2024} / 1 / 1; start < sys_days{year{2030} / 10 / 1}; start += days{1}) {
            const auto next = std::upper_bound(all.begin(), all.end(), start);
            const sys_days expected = *(next + number - 1);
            const std::string term = "P" + std::to_string(number) + "D";
            if (last_day(start, term, Calendar::nl_working_days, almanac) != expected) ++differ;
            ++looked_at;
        }
    }
    CHECK(looked_at == 8 * 2465);
    CHECK(differ == 0);
}

TEST_CASE("statutory terms from every day of seven years are lengthened as the Act says", "[unit][calendar][tables]") {
    // The other way about than the code: the first working day from the end on, with two of them in the term.
    const Almanac almanac = shipped_almanac();
    const auto all = working_days(shipped_decrees());
    int looked_at = 0;
    int differ = 0;
    for (const int number : {1, 2, 3, 4, 7, 14, 42, 84, 90}) {
        for (sys_days start = year{2024} / 1 / 1; start < sys_days{year{2030} / 9 / 1}; start += days{1}) {
            const auto first_inside = std::upper_bound(all.begin(), all.end(), start);
            auto end = std::lower_bound(all.begin(), all.end(), start + days{number});
            if (number >= 3) end = std::max(end, first_inside + 1);
            const std::string term = "P" + std::to_string(number) + "D";
            if (last_day(start, term, Calendar::nl_atw, almanac) != *end) ++differ;
            ++looked_at;
        }
    }
    CHECK(looked_at == 9 * 2435);
    CHECK(differ == 0);
}

TEST_CASE("a day by decree is no working day, and only where its almanac is asked", "[unit][calendar]") {
    const Almanac almanac = shipped_almanac();
    const sys_days friday = day("2026-05-15");
    CHECK_FALSE(almanac.is_working_day(friday));
    CHECK(almanac.why_off(friday)->nl == "vrijdag na Hemelvaartsdag");
    CHECK(Almanac().is_working_day(friday));
    CHECK_FALSE(Almanac().why_off(friday));
    CHECK(last_day(day("2026-05-13"), "P1D", Calendar::nl_working_days) == friday);
    CHECK(last_day(day("2026-05-13"), "P1D", Calendar::nl_working_days, almanac) == day("2026-05-18"));
    CHECK(last_day(day("2026-05-08"), "P1W", Calendar::nl_atw, almanac) == day("2026-05-18"));
    CHECK(almanac.why_off(day("2026-05-14"))->en == "Ascension Day");
    CHECK(almanac.why_off(day("2026-05-16"))->en == "Saturday");
    CHECK(almanac.hash() != Almanac().hash());
    CHECK(almanac.hash() == shipped_almanac().hash());
}

TEST_CASE("an almanac with a day told twice, or one that is off anyhow, is refused whole", "[unit][calendar]") {
    const auto one = [](const char* date) {
        return json{{"date", date}, {"name", {{"nl", "dag"}, {"en", "day"}}}, {"source", "Besluit"}};
    };
    const json document = {{"days", {one("2026-05-15"), one("2026-05-15"), one("2026-05-16"), one("2026-04-27")}}};
    const auto refused = Almanac::parse(document);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().issues.size() == 3);
    CHECK(refused.error().issues[0].path == "/days/1/date");
    CHECK(refused.error().issues[0].code == "duplicate");
    CHECK(refused.error().issues[1].code == "dayOff");
    CHECK(refused.error().issues[2].path == "/days/3/date");
}

TEST_CASE("a term tells each day that it counted or left out, and why", "[unit][calendar]") {
    const auto told = account({at("2026-12-18T13:00:00Z"), {.days = 10}, Calendar::nl_working_days});
    CHECK(
        lines_of(told) == std::vector<std::string>{
                              "start 2026-12-18",
                              "dayOff 2026-12-19",
                              "dayOff 2026-12-20",
                              "counted 2026-12-21..2026-12-24",
                              "dayOff 2026-12-25",
                              "dayOff 2026-12-26",
                              "dayOff 2026-12-27",
                              "counted 2026-12-28..2026-12-31",
                              "dayOff 2027-01-01",
                              "dayOff 2027-01-02",
                              "dayOff 2027-01-03",
                              "counted 2027-01-04..2027-01-05",
                          }
    );
    CHECK(told.last_day == day("2027-01-05"));
    CHECK(told.due == amsterdam_midnight(day("2027-01-06")));
    CHECK(line_words(told.lines[4], Calendar::nl_working_days).nl == "eerste kerstdag, telt niet mee");
    CHECK(line_words(told.lines[3], Calendar::nl_working_days).en == "4 working days");
    CHECK(outcome_words(told, Calendar::nl_working_days).nl == "De laatste dag is dinsdag 5 januari 2027.");
}

TEST_CASE("a term of the Act tells by which article it was lengthened", "[unit][calendar]") {
    const auto told = account({at("2026-11-06T13:00:00Z"), {.days = 3}, Calendar::nl_atw});
    REQUIRE(lines_of(told) == std::vector<std::string>{
                                  "start 2026-11-06", "counted 2026-11-07..2026-11-09", "lengthened 2026-11-10"});
    CHECK(told.lines[2].why.en == "at least two working days belong to it (Algemene termijnenwet, article 2)");
    const auto sunday = account({at("2026-10-31T13:00:00Z"), {.weeks = 1}, Calendar::nl_atw});
    CHECK(sunday.lines[2].why.nl.find("zaterdag (Algemene termijnenwet, artikel 1)") != std::string::npos);
    CHECK(sunday.last_day == day("2026-11-09"));
}

TEST_CASE("no day counts on which a term stood still at midnight", "[unit][calendar]") {
    // From Thursday 26 November in the afternoon until Thursday 3 December in the morning.
    TermCourse course{at("2026-11-24T09:00:00Z"), ten_days, Calendar::nl_working_days};
    course.stops = {{at("2026-11-26T14:00:00Z"), at("2026-12-03T08:00:00Z")}};
    const auto told = account(course);
    CHECK(
        lines_of(told) == std::vector<std::string>{
                              "start 2026-11-24",
                              "counted 2026-11-25..2026-11-26",  // it stood still later that day
                              "stopped 2026-11-27",
                              "dayOff 2026-11-28",
                              "dayOff 2026-11-29",
                              "stopped 2026-11-30..2026-12-03",  // at the beginning of the 3rd it still did
                              "counted 2026-12-04",
                              "dayOff 2026-12-05",
                              "dayOff 2026-12-06",
                              "counted 2026-12-07..2026-12-11",
                              "dayOff 2026-12-12",
                              "dayOff 2026-12-13",
                              "counted 2026-12-14..2026-12-15",
                          }
    );
    CHECK(*due_at(course, {}) == told.due);
}

TEST_CASE("a stop within one day costs nothing", "[unit][calendar]") {
    TermCourse course{at("2026-11-24T09:00:00Z"), ten_days, Calendar::nl_working_days};
    const auto before = *due_at(course, {});
    course.stops = {{at("2026-11-26T08:00:00Z"), at("2026-11-26T20:00:00Z")}};
    CHECK(*due_at(course, {}) == before);
    // And one after the end changes nothing any more.
    course.stops = {{at("2027-01-26T08:00:00Z"), std::nullopt}};
    CHECK(*due_at(course, {}) == before);
}

TEST_CASE("a term that stands still has no end, and tells what is left", "[unit][calendar]") {
    TermCourse course{at("2026-11-24T09:00:00Z"), ten_days, Calendar::nl_working_days};
    course.stops = {{at("2026-11-26T14:00:00Z"), std::nullopt}};
    const auto told = account(course);
    CHECK_FALSE(told.due);
    CHECK_FALSE(told.last_day);
    CHECK(told.days_left == 8);
    CHECK(lines_of(told).back() == "stopped 2026-11-27..");
    CHECK(outcome_words(told, course.calendar).en == "The term stands still now; 8 working days are left.");
    CHECK_FALSE(*due_at(course, {}));

    TermCourse dates{at("2026-11-24T09:00:00Z"), {.months = 1}, Calendar::days};
    dates.stops = course.stops;
    dates.extensions = {{.days = 5}};
    CHECK(account(dates).days_left == 28 + 5);  // until 24 December two of thirty days are gone
}

TEST_CASE("on the calendar of days a stop moves the end by its days", "[unit][calendar]") {
    for (const auto calendar : {Calendar::days, Calendar::nl_atw}) {
        TermCourse course{at("2026-06-01T09:00:00Z"), {.months = 1}, calendar};
        course.stops = {
            {at("2026-06-10T09:00:00Z"), at("2026-06-12T09:00:00Z")},
            {at("2026-06-20T09:00:00Z"), at("2026-06-21T09:00:00Z")}};
        // Until 1 July, two days and one day later: 4 July is a Saturday.
        const auto last = day(calendar == Calendar::days ? "2026-07-04" : "2026-07-06");
        CHECK(*amsterdam_day(**due_at(course, {}) - 1ms) == last);
    }
}

TEST_CASE("an extension goes on where the term ends", "[unit][calendar]") {
    TermCourse course{at("2026-12-18T13:00:00Z"), ten_days, Calendar::nl_working_days};
    course.extensions = {{.days = 5}, {.days = 1}};
    CHECK(account(course).last_day == last_day(day("2026-12-18"), "P16D", Calendar::nl_working_days));
    course.extensions.push_back({.weeks = 1});
    const auto refused = due_at(course, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == FailureCode::invalid);
}

TEST_CASE("hours lose the time in which the term stood still", "[unit][calendar]") {
    TermCourse course{at("2026-11-24T09:00:00Z"), {.clock = 4h}, Calendar::days};
    CHECK(**due_at(course, {}) == at("2026-11-24T13:00:00Z"));
    course.stops = {
        {at("2026-11-24T08:00:00Z"), at("2026-11-24T09:30:00Z")},  // began before it did
        {at("2026-11-24T10:00:00Z"), at("2026-11-24T11:00:00Z")}};
    CHECK(**due_at(course, {}) == at("2026-11-24T14:30:00Z"));
    course.stops.push_back({at("2026-11-24T14:00:00Z"), std::nullopt});
    CHECK_FALSE(*due_at(course, {}));
    const auto told = account(course);
    CHECK(told.lines.empty());
    CHECK(outcome_words(told, Calendar::days).nl == "De termijn staat nu stil.");
    course.stops.pop_back();
    CHECK(outcome_words(account(course), Calendar::days).nl == "De termijn loopt tot 24 november 2026 om 15:30 uur.");
}

TEST_CASE("whatever stops and extensions there are, the account and the moment agree", "[unit][calendar]") {
    const Almanac almanac = shipped_almanac();
    for (const auto calendar : {Calendar::days, Calendar::nl_working_days, Calendar::nl_atw}) {
        for (int step = 0; step < 400; ++step) {
            TermCourse course{at("2026-03-20T23:30:00Z") + step * 17h, {.days = step % 23}, calendar};
            if (step % 5 == 0) course.within.clock = 3h;
            if (step % 3 == 0) course.extensions = {{.days = step % 4}};
            course.stops = {
                {course.start + (step % 7) * 24h, course.start + (step % 7 + step % 11) * 24h},
                {course.start + 20 * 24h, std::nullopt}};
            if (step % 2 == 0) course.stops.pop_back();
            INFO(step << " on " << code_of(calendar));
            const auto due = due_at(course, almanac);
            REQUIRE(due);
            const auto told = account(course, almanac);
            CHECK(told.due == *due);
            if (calendar != Calendar::nl_working_days || !told.due) continue;
            int counted = 0;
            for (const auto& line : told.lines) counted += line.kind == Kind::counted ? line.days() : 0;
            const int wanted = course.within.days + (course.extensions.empty() ? 0 : course.extensions[0].days);
            CHECK(counted == wanted);
        }
    }
}
