// JSON that is written from front to back (engine/base/json_writer.hpp) is, byte for byte, what nlohmann dumps.

#include "engine/base/json_writer.hpp"

#include "engine/base/ensure.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <random>

using namespace wissel;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

template <class Tree>
std::string written(const Tree& tree) {
    JsonWriter to;
    to.value(tree);
    return std::move(to).take();
}

template <class Tree>
std::string dumped(const Tree& tree) {
    return tree.dump(-1, ' ', false, Tree::error_handler_t::replace);
}

}  // namespace

TEST_CASE("every byte of a text is written as it is dumped", "[unit][json]") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = std::string("a") + static_cast<char>(byte) + "\xc3\xab";
        CAPTURE(byte);
        CHECK(written(json(text)) == dumped(json(text)));
    }
}

TEST_CASE("texts of any bytes are written as they are dumped", "[unit][json]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    CAPTURE(seed);
    std::mt19937 draw(seed);
    for (int round = 0; round < 2'000; ++round) {
        std::string text(draw() % 40, ' ');
        // Few kinds of bytes, so that whole characters and broken ones come up as often as plain ones.
        for (char& c : text) c = "ab\"\\\n\x01\x7f\xc3\xab\xe2\x82\xac\xf0"[draw() % 12];
        CHECK(written(json(text)) == dumped(json(text)));
    }
}

TEST_CASE("a tree is written as it is dumped, in its own order", "[unit][json]") {
    const char* text = R"({"z":[],"a":{},"n":[null,true,false,0,-7,1.5,1e300,9007199254740993,18446744073709551615],
        "quoted \" name":{"b":[[1],[{"c":"\u00eb"}]]}})";
    CHECK(written(json::parse(text)) == json::parse(text).dump());
    CHECK(written(ordered_json::parse(text)) == ordered_json::parse(text).dump());
}

TEST_CASE("commas stand between members and between items, and nowhere else", "[unit][json]") {
    JsonWriter to;
    to.open('{').member("one", "x").flag("two", false).name("list").open('[').close(']');
    to.name("more").list(std::vector<std::int64_t>{1, 2}, [&to](std::int64_t one) {
        to.open('[').number(one).close(']');
    });
    to.named("a \"b\"").null().name("texts").texts(std::vector<std::string>{"p", ""}).name("raw").raw("{}");
    to.name("none").text_or_null("").close('}');
    CHECK(
        std::move(to).take() ==
        R"({"one":"x","two":false,"list":[],"more":[[1],[2]],"a \"b\"":null,"texts":["p",""],"raw":{},"none":null})"
    );
}

TEST_CASE("a writer of what is kept refuses what is no UTF-8", "[unit][json]") {
    JsonWriter to(NotUtf8::refused);
    to.open('[').text("\xc3\xab");
    CHECK_THROWS_AS(to.text("\xc3"), LogicError);
}
