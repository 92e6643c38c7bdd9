#include "engine/schema/formats.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace wissel::schema;

namespace {

std::string times(std::size_t count, const std::string& text) {
    std::string made;
    for (std::size_t at = 0; at < count; ++at) made += text;
    return made;
}

}  // namespace

TEST_CASE("an OIN is a prefix of eight digits and twelve digits or letters", "[unit][formats]") {
    CHECK(is_oin("00000099000000001000"));
    CHECK(is_oin("00000008DE12345678AB"));
    CHECK(is_oin("00000008de12345678ab"));
    const auto text = GENERATE(
        as<std::string>(),
        "",
        "0000009900000000100",
        "000000990000000010000",
        "0000009A000000001000",
        "00000099 00000001000",
        "00000099000000001000 ",
        "0000009900000000-000",
        "000000990000000010\xc3\xa9",
        "0000009\xd9\xa2"
        "00000001000"
    );
    INFO(text);
    CHECK_FALSE(is_oin(text));
}

TEST_CASE("a function mailbox is a mail address", "[unit][formats]") {
    const auto text = GENERATE(
        as<std::string>(),
        "gegevens@uwv.example",
        "team.gegevens-deling+knelpunten@data.minbzk.example",
        "a@b.c",
        "o'neil@x.example",
        std::string(64, 'a') + "@x.example",
        "x@" + std::string(63, 'a') + ".example",
        "x@1.2.3.4"
    );
    INFO(text);
    CHECK(is_email(text));
}

TEST_CASE("what a mail program could read in two ways is no mail address", "[unit][formats]") {
    const auto text = GENERATE(
        as<std::string>(),
        "",
        "@",
        "a",
        "a@",
        "@b.c",
        "a@b",
        "a@b.",
        "a@.b",
        "a@b..c",
        ".a@b.c",
        "a.@b.c",
        "a..b@c.d",
        "a@b@c.d",
        "a b@c.d",
        "a@b.c d",
        "a@b.c\n",
        "a@b.c\nBcc: x@y.z",
        "\"a\"@b.c",
        "a(x)@b.c",
        "A <a@b.c>",
        "a@b.c,d@e.f",
        "a@[127.0.0.1]",
        "a@-b.c",
        "a@b-.c",
        "a@b_c.d",
        "\xc3\xa9@b.c",
        "a@\xc3\xa9.c",
        std::string(65, 'a') + "@x.example",
        "x@" + std::string(64, 'a') + ".example",
        "x@" + times(130, "a.") + "nl"
    );
    INFO(text);
    CHECK_FALSE(is_email(text));
}

TEST_CASE("a URI has a scheme and well-formed parts", "[unit][formats]") {
    const auto text = GENERATE(
        as<std::string>(),
        "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034",
        "https://example.nl",
        "https://example.nl:8443/a;b=c/d?e=f&g=/h?#/i?j",
        "https://u:p@example.nl:/",
        "urn:nld:oin:00000099000000001000:systeem:x",
        "mailto:a@b.c",
        "x:",
        "file:///etc/hosts",
        "http://[::]/",
        "http://[::1]:80",
        "http://[1:2:3:4:5:6:7:8]/",
        "http://[1:2:3:4:5:6:7::]/",
        "http://[2001:db8::192.0.2.33]/",
        "http://[1:2:3:4:5:6:1.2.3.4]/",
        "http://[v1.fe80::a+en1]/",
        "http://300.1.2.3/",
        "a+b-c.d1:%C3%A9"
    );
    INFO(text);
    CHECK(is_uri(text));
}

TEST_CASE("what is no URI is refused", "[unit][formats]") {
    const auto text = GENERATE(
        as<std::string>(),
        "",
        ":",
        "example.nl",
        "//example.nl/",
        "/a",
        "1a:b",
        "a_b:c",
        "https://exa mple.nl/",
        "https://example.nl/\xc3\xa9",
        "https://example.nl/%",
        "https://example.nl/%4",
        "https://example.nl/%4g",
        "https://example.nl/#a#b",
        "https://example.nl/[x]",
        "https://example.nl/?[x]",
        "https://example.nl:80a/",
        "https://example.nl:80:80/",
        "https://a@b@c/",
        "https://a[::1]/",
        "https://[::1]a/",
        "https://[::1/",
        "https://[]/",
        "https://[:]/",
        "https://[:::]/",
        "https://[1::2::3]/",
        "https://[1:2:3:4:5:6:7]/",
        "https://[1:2:3:4:5:6:7:8:9]/",
        "https://[1:2:3:4:5:6:7::8]/",
        "https://[12345::]/",
        "https://[g::]/",
        "https://[1.2.3.4::]/",
        "https://[::1.2.3]/",
        "https://[::1.2.3.256]/",
        "https://[::1.2.3.04]/",
        "https://[v.x]/",
        "https://[v1.]/",
        "https://[v1]/",
        "javascript:alert(\"x\")",
        "https://example.nl/\n",
        "https://example.nl/<b>"
    );
    INFO(text);
    CHECK_FALSE(is_uri(text));
}

TEST_CASE("a duration names its units in order, and leaves none out in between", "[unit][formats]") {
    for (const char* text :
         {"P1D", "P30D", "P2W", "P1Y2M3D", "P1YT1S", "PT1H", "PT1H30M", "PT0S", "P1M2DT3M4S"}) {
        INFO(text);
        CHECK(is_duration(text));
    }
    const auto text = GENERATE(
        as<std::string>(),
        "",
        "P",
        "PT",
        "1D",
        "P1",
        "PD",
        "P1DT",
        "P1Y2D",
        "PT1H2S",
        "P1D1Y",
        "P1D1D",
        "P1W1D",
        "P1D1W",
        "PT1W",
        "P1H",
        "PT1D",
        "P1D2T3H",
        "PT1HT2M",
        "P1.5D",
        "P-1D",
        "-P1D",
        "+P1D",
        "p1d",
        "P1D ",
        "P1S"
    );
    INFO(text);
    CHECK_FALSE(is_duration(text));
}

TEST_CASE("dates, moments and UUIDs are those of the base", "[unit][formats]") {
    CHECK(has_format("2026-11-24", Format::date));
    CHECK_FALSE(has_format("2026-02-29", Format::date));
    CHECK(has_format("2026-11-24T09:30:00+01:00", Format::date_time));
    CHECK_FALSE(has_format("2026-11-24T09:30:00-00:00", Format::date_time));
    CHECK_FALSE(has_format("2026-11-24t09:30:00z", Format::date_time));
    CHECK(has_format("01890A5D-ac96-774b-bcce-b302099a8057", Format::uuid));
    CHECK_FALSE(has_format("{01890a5d-ac96-774b-bcce-b302099a8057}", Format::uuid));
    CHECK(has_format("anything", Format::none));
}

TEST_CASE("a format has the name that schemas use", "[unit][formats]") {
    CHECK(format_named("date-time") == Format::date_time);
    CHECK(format_named("oin") == Format::oin);
    CHECK_FALSE(format_named("regex"));
    CHECK_FALSE(format_named(""));
}

TEST_CASE("long texts are read in one pass", "[unit][formats]") {
    const std::string a(200'000, 'a');
    CHECK_FALSE(is_email(a));
    CHECK_FALSE(is_email(times(100'000, "a.") + "@x.nl"));
    CHECK_FALSE(is_duration("P" + times(100'000, "1D")));
    CHECK(is_duration("P" + std::string(200'000, '9') + "D"));
    CHECK(is_uri("https://example.nl/" + times(70'000, "%41")));
    CHECK_FALSE(is_uri("https://[" + times(100'000, ":1") + "]/"));
    CHECK_FALSE(is_uri(times(100'000, "//")));
    CHECK_FALSE(has_format("2026-11-24T09:30:00." + std::string(200'000, '1'), Format::date_time));
    CHECK(has_format("2026-11-24T09:30:00." + std::string(200'000, '1') + "Z", Format::date_time));
}
