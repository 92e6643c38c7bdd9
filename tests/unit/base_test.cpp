#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/entropy.hpp"
#include "engine/base/instant.hpp"
#include "engine/base/json_position.hpp"
#include "engine/base/json_reference.hpp"
#include "engine/base/json_text.hpp"
#include "engine/base/sha256.hpp"
#include "engine/base/utf8.hpp"
#include "engine/base/uuid.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <ctime>

using namespace wissel;
using nlohmann::json;

TEST_CASE("moments are read with any offset and told in UTC", "[unit][instant]") {
    const auto [given, told] = GENERATE(table<std::string, std::string>({
        {"2026-11-24T10:30:00+01:00", "2026-11-24T09:30:00.000Z"},
        {"2026-11-24T09:30:00Z", "2026-11-24T09:30:00.000Z"},
        {"2026-11-24T09:30:00.1239Z", "2026-11-24T09:30:00.123Z"},
        {"2024-02-29T00:00:00-12:00", "2024-02-29T12:00:00.000Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
        {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
    }));
    const auto read = parse_instant(given);
    REQUIRE(read);
    CHECK(format_instant(*read) == told);
}

TEST_CASE("what is no moment is refused", "[unit][instant]") {
    const auto text = GENERATE(
        as<std::string>(),
        "",
        "2026-11-24",
        "2026-11-24t09:30:00Z",
        "2026-11-24T09:30:00z",
        "2026-11-24T09:30:00",
        "2026-11-24T09:30:00-00:00",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T09:60:00Z",
        "2026-11-24T09:30:61Z",
        "2026-11-24T09:30:60Z",
        "2026-11-24T09:30:00.Z",
        "2026-11-24T09:30:00+24:00",
        "2026-11-24T09:30:00Z "
    );
    INFO(text);
    CHECK_FALSE(parse_instant(text));
}

TEST_CASE("a year ends an hour earlier in Amsterdam", "[unit][instant]") {
    CHECK(amsterdam_year(*parse_instant("2026-12-31T22:59:59.999Z")) == 2026);
    CHECK(amsterdam_year(*parse_instant("2026-12-31T23:00:00Z")) == 2027);
}

TEST_CASE("a day in Amsterdam ends two hours early in summer and one in winter", "[unit][instant]") {
    const auto [moment, date] = GENERATE(table<std::string, std::string>({
        {"2026-11-24T22:59:59.999Z", "2026-11-24"},
        {"2026-11-24T23:00:00Z", "2026-11-25"},
        {"2026-07-01T21:59:59.999Z", "2026-07-01"},
        {"2026-07-01T22:00:00Z", "2026-07-02"},
        {"2026-12-31T23:00:00Z", "2027-01-01"},
        // The clocks go forward on 29 March 2026 and back on 25 October: the midnights around both.
        {"2026-03-28T22:59:59.999Z", "2026-03-28"},
        {"2026-03-28T23:00:00Z", "2026-03-29"},
        {"2026-03-29T00:59:59.999Z", "2026-03-29"},
        {"2026-03-29T01:00:00Z", "2026-03-29"},
        {"2026-03-29T21:59:59.999Z", "2026-03-29"},
        {"2026-03-29T22:00:00Z", "2026-03-30"},
        {"2026-10-24T21:59:59.999Z", "2026-10-24"},
        {"2026-10-24T22:00:00Z", "2026-10-25"},
        {"2026-10-25T00:59:59.999Z", "2026-10-25"},
        {"2026-10-25T01:00:00Z", "2026-10-25"},
        {"2026-10-25T22:59:59.999Z", "2026-10-25"},
        {"2026-10-25T23:00:00Z", "2026-10-26"},
        // The earliest and the latest days that a change can fall on.
        {"2035-03-24T22:30:00Z", "2035-03-24"},
        {"2035-03-25T22:30:00Z", "2035-03-26"},
        {"2030-03-30T22:30:00Z", "2030-03-30"},
        {"2030-03-31T22:30:00Z", "2030-04-01"},
        {"2027-10-30T22:30:00Z", "2027-10-31"},
        {"2027-10-31T22:30:00Z", "2027-10-31"},
    }));
    CAPTURE(moment);
    CHECK(amsterdam_date(*parse_instant(moment)) == date);
}

TEST_CASE("base64url, hex and percent escapes go there and back, and have one spelling", "[unit][encoding]") {
    for (const std::string& bytes : std::vector<std::string>{
             std::string(),
             std::string("f"),
             std::string("fo"),
             std::string("foo"),
             std::string("\xff\0\x80", 3)}) {
        CHECK(from_base64url(to_base64url(bytes)) == bytes);
        CHECK(from_hex(to_hex(bytes)) == bytes);
        CHECK(from_percent(to_percent(bytes)) == bytes);
    }
    CHECK(to_base64url("fo") == "Zm8");
    CHECK_FALSE(from_base64url("Zm9"));  // left-over bits that are not zero
    CHECK_FALSE(from_base64url("Zm8="));
    CHECK_FALSE(from_base64url("Z"));
    CHECK(to_percent("a/é") == "a%2F%C3%A9");
    CHECK_FALSE(from_percent("%4"));
    CHECK_FALSE(from_percent("%g1"));
    CHECK_FALSE(from_hex("abc"));
}

TEST_CASE("UUIDs of version 7 sort by time and come back from their text", "[unit][uuid]") {
    Entropy entropy(sha256({"seed"}));
    const auto early = Uuid::v7(*parse_instant("2026-11-24T09:30:00Z"), entropy);
    const auto late = Uuid::v7(*parse_instant("2026-11-24T09:30:00.001Z"), entropy);
    CHECK(early < late);
    CHECK(early.str() < late.str());
    CHECK(early.str()[14] == '7');
    CHECK(std::string("89ab").find(early.str()[19]) != std::string::npos);
    CHECK(Uuid::parse(early.str()) == early);
    CHECK(Uuid::from_bytes(early.bytes()) == early);
    CHECK_FALSE(Uuid::parse(""));
    CHECK_FALSE(Uuid::parse("01890000-0000-7000-8000-00000000000"));
    CHECK_FALSE(Uuid::parse("01890000-0000-7000-8000-00000000000g"));
    CHECK_FALSE(Uuid::parse("018900000-000-7000-8000-000000000000"));
}

TEST_CASE("the same seed gives the same bytes, another seed others", "[unit][entropy]") {
    Entropy one(sha256({"a"}));
    Entropy same(sha256({"a"}));
    Entropy other(sha256({"b"}));
    const std::string first = one.bytes(32);
    CHECK(first == same.bytes(32));
    CHECK(first != one.bytes(32));
    CHECK(first != other.bytes(32));
    CHECK_THROWS_AS(one.bytes(33), LogicError);
}

TEST_CASE("SHA-256 is the one of FIPS 180-4", "[unit][sha256]") {
    CHECK(
        tell(sha256({"a", "bc"})) == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    CHECK(equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST_CASE("UTF-8 is checked to the letter", "[unit][utf8]") {
    CHECK(is_utf8("é€𝄞"));
    CHECK(code_points("é€𝄞a") == 4);
    for (const std::string& broken : std::vector<std::string>{
             "\xff", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
        CHECK_FALSE(is_utf8(broken));
    }
}

TEST_CASE("numbers keep their value or are refused", "[unit][json]") {
    json value;
    CHECK(read_json("[9007199254740992, -9007199254740992, 1.0, 1e2, -0, 0.5]", value).issues.empty());
    CHECK(value[2].is_number_integer());
    CHECK(value[3] == 100);
    for (const std::string& text : std::vector<std::string>{
             "9007199254740993", "-9007199254740993", "18446744073709551616", "1e16", "1e400", "-1e400"}) {
        INFO(text);
        const auto reading = read_json("[" + text + "]", value);
        REQUIRE(reading.issues.size() == 1);
        CHECK(reading.issues[0].code == "numberRange");
        CHECK(reading.issues[0].path == "/0");
    }
}

TEST_CASE("faults of JSON text are gathered, with their pointers", "[unit][json]") {
    json value;
    const auto reading = read_json(R"({"a":1,"a":2,"b/c~":[{"d":"x\u0000"}],"n\u0000":3})", value);
    CHECK(reading.whole);
    REQUIRE(reading.issues.size() == 3);
    CHECK(reading.issues[0].path == "/a");
    CHECK(reading.issues[0].code == "duplicateMember");
    CHECK(reading.issues[1].path == "/b~1c~0/0/d");
    CHECK(reading.issues[1].code == "nul");
    CHECK(reading.issues[2].code == "nul");
}

TEST_CASE("a long name around many values costs what it is long, not each time", "[unit][json]") {
    std::string text = "{\"" + std::string(100'000, 'a') + "\":[";
    for (int item = 0; item < 400'000; ++item) text += "[],";
    text += "\"\\u0000\"]}";
    json value;
    const std::clock_t before = std::clock();
    const JsonReading reading = read_json(text, value);
    // Written once for each of the values, it would be forty gigabytes. Processor time, so that a busy
    // machine is fine.
    CHECK((std::clock() - before) / CLOCKS_PER_SEC < 6);
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].path == "/" + std::string(100'000, 'a') + "/400000");
}

TEST_CASE("nesting is limited on both sides of the bound", "[unit][json]") {
    json value;
    CHECK(read_json(std::string(32, '[') + std::string(32, ']'), value).issues.empty());
    const auto reading = read_json(std::string(33, '[') + std::string(33, ']'), value);
    CHECK_FALSE(reading.whole);
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].code == "depth");
    CHECK_FALSE(read_json(std::string(100'000, '['), value).whole);
}

TEST_CASE("a syntax error tells line and column", "[unit][json]") {
    json value;
    const auto reading = read_json("{\n  \"é\": x\n}", value);
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].code == "syntax");
    CHECK(reading.issues[0].message.en.find("line 2, column 8") != std::string::npos);
    for (const std::string& text :
         std::vector<std::string>{"", " ", "{", "[1,]", "nul", "\"\xff\"", "{\"a\":1}x"}) {
        INFO(text);
        CHECK_FALSE(read_json(text, value).issues.empty());
    }
}

TEST_CASE("a pointer is found again in the text", "[unit][json]") {
    const std::string text = "{\n \"a\": [1, {\"b/c\": \"}\"}],\n \"d\": true\n}";
    CHECK(position_of_pointer(text, "") == Position{1, 1});
    CHECK(position_of_pointer(text, "/a/0") == Position{2, 8});
    CHECK(position_of_pointer(text, "/a/1/b~1c") == Position{2, 19});
    CHECK(position_of_pointer(text, "/d") == Position{3, 7});
    CHECK_FALSE(position_of_pointer(text, "/a/2"));
    CHECK_FALSE(position_of_pointer(text, "/e"));
}

TEST_CASE("a reference is followed, and what stands beside it goes before what it leads to", "[unit][base]") {
    const auto document = nlohmann::json::parse(
        R"({"$defs": {"a": {"$ref": "#/$defs/b", "title": "A"}, "b": {"title": "B", "type": "string"}}})"
    );
    CHECK(
        without_reference({{"$ref", "#/$defs/a"}, {"maxLength", 3}}, document) ==
        nlohmann::json{{"title", "A"}, {"type", "string"}, {"maxLength", 3}}
    );
    CHECK(without_reference({{"type", "null"}}, document) == nlohmann::json{{"type", "null"}});
    CHECK(without_reference(true, document) == true);
}
