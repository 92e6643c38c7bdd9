#include "api/http/client_address.hpp"
#include "api/http/method.hpp"
#include "api/http/request.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace wissel;
using http::accepts;
using http::language_from;

TEST_CASE("the language is the one with the higher quality", "[unit][accept]") {
    const auto [value, otherwise, expected] = GENERATE(table<std::string, Language, Language>({
        {"", Language::nl, Language::nl},
        {"", Language::en, Language::en},
        {"en", Language::nl, Language::en},
        {"nl", Language::en, Language::nl},
        {"en-GB", Language::nl, Language::en},
        {"EN-us", Language::nl, Language::en},
        {"nl-BE, en", Language::en, Language::nl},
        {"en, nl", Language::nl, Language::en},
        {"de, fr;q=0.9", Language::nl, Language::nl},
        {"de, en;q=0.8, nl;q=0.9", Language::en, Language::nl},
        {"nl;q=0.5,en;q=0.51", Language::nl, Language::en},
        {"nl ; q=0.2 , en ; Q=0.3", Language::nl, Language::en},
        {"nl;q=0.123, en;q=0.122", Language::en, Language::nl},
        {"nl;q=0, en;q=0", Language::en, Language::en},
        {"nl;q=0", Language::en, Language::en},
        {"nl;q=0.1, nl-BE;q=0.9, en;q=0.5", Language::en, Language::nl},
        // `*` is what is not named.
        {"*", Language::nl, Language::nl},
        {"*", Language::en, Language::en},
        {"nl;q=0, *", Language::nl, Language::en},
        {"en;q=0.5, *;q=0.8", Language::en, Language::nl},
        {"en, *;q=0.1", Language::nl, Language::en},
        // What is malformed is not wanted.
        {"en;q=2, nl;q=0.1", Language::en, Language::nl},
        {"en;q=1.001, nl;q=0.1", Language::en, Language::nl},
        {"en;q=x, nl;q=0.1", Language::en, Language::nl},
        {"en;q=0.1234, nl;q=0.1", Language::en, Language::nl},
        {"en;q=, nl;q=0.1", Language::en, Language::nl},
        {",,;;,=", Language::nl, Language::nl},
        {"english, nederlands", Language::nl, Language::nl},
    }));
    CAPTURE(value);
    CHECK(language_from(value, otherwise) == expected);
}

TEST_CASE("the more specific range of Accept decides", "[unit][accept]") {
    const std::string json = "application/json";
    for (const std::string yes :
         {"application/json",
          "*/*",
          "application/*",
          "text/html, */*;q=0.1",
          "APPLICATION/JSON",
          "application/json;q=0.001",
          "application/json; charset=utf-8",
          "*/*;q=0, application/json",
          "application/*;q=0, application/json;q=0.2",
          ""}) {
        CAPTURE(yes);
        CHECK(accepts(yes, json));
    }
    for (const std::string no :
         {"text/html",
          "application/json;q=0",
          "*/*, application/json;q=0",
          "application/*;q=0, */*",
          "application/jsonp",
          "application",
          "json",
          "application/json;q=1.5"}) {
        CAPTURE(no);
        CHECK_FALSE(accepts(no, json));
    }
}

TEST_CASE("the first field of a name is the one that is found", "[unit][accept]") {
    http::Request request;
    request.headers = {{"a", "1"}, {"b", "2"}, {"a", "3"}};
    CHECK(request.header("a") == "1");
    CHECK(request.header("b") == "2");
    CHECK_FALSE(request.header("c"));
}

TEST_CASE("methods are told by their exact name", "[unit][accept]") {
    CHECK(http::method_of("DELETE") == http::Method::del);
    CHECK(http::method_of("delete") == http::Method::other);
    CHECK(http::method_of("TRACE") == http::Method::other);
    CHECK(http::name_of(http::Method::patch) == "PATCH");
    CHECK(http::name_of(http::Method::other) == "other");
    CHECK(http::names_other_version("GET / HTTP/2.0\r\n\r\n"));
    CHECK_FALSE(http::names_other_version("GET / HTTP/2\r\n\r\n"));
    CHECK_FALSE(http::names_other_version("GET / HTTP/x.0\r\n"));
    CHECK_FALSE(http::names_other_version("GET / HTTP/1.1\r\n"));
    CHECK_FALSE(http::names_other_version("GET / b HTTP/2.0\r\n"));
}

TEST_CASE("an address has one spelling", "[unit][proxy]") {
    CHECK(http::plain_address("10.0.0.1") == "10.0.0.1");
    CHECK(http::plain_address("2001:DB8:0:0:0:0:0:1") == "2001:db8::1");
    CHECK(http::plain_address("::ffff:10.0.0.1") == "10.0.0.1");
    for (const std::string none : {"", "unknown", "_hidden", "10.0.0", "10.0.0.1:80", "[::1]", "1.2.3.4\n"}) {
        CAPTURE(none);
        CHECK_FALSE(http::plain_address(none));
    }
}

TEST_CASE("behind proxies the right-most stranger is the client", "[unit][proxy]") {
    const auto client = [](const std::vector<http::Header>& headers) {
        http::Request request;
        request.headers = headers;
        return http::forwarded_client(request, "10.0.0.1", {"10.0.0.1", "10.0.0.2"});
    };
    const auto common = [&client](const std::string& value) { return client({{"x-forwarded-for", value}}); };
    const auto standard = [&client](const std::string& value) { return client({{"forwarded", value}}); };
    CHECK(client({}) == "10.0.0.1");
    CHECK(common("1.2.3.4") == "1.2.3.4");
    CHECK(common("6.6.6.6, 1.2.3.4") == "1.2.3.4");
    CHECK(common("6.6.6.6, 1.2.3.4, 10.0.0.2") == "1.2.3.4");
    CHECK(common("10.0.0.2") == "10.0.0.1");
    CHECK(common("2001:DB8::1") == "2001:db8::1");
    CHECK(common("[2001:db8::1]:4711") == "2001:db8::1");
    CHECK(common("1.2.3.4:4711") == "1.2.3.4");
    CHECK(common("::ffff:10.0.0.2") == "10.0.0.1");
    CHECK(client({{"x-forwarded-for", "6.6.6.6"}, {"a", "b"}, {"x-forwarded-for", "1.2.3.4"}}) == "1.2.3.4");

    CHECK(standard("for=1.2.3.4") == "1.2.3.4");
    CHECK(standard("For=\"[2001:db8::1]:80\";proto=https;by=10.0.0.1") == "2001:db8::1");
    CHECK(standard("for=6.6.6.6, proto=https; for=1.2.3.4") == "1.2.3.4");
    CHECK(standard("for=6.6.6.6, for=1.2.3.4;by=5.5.5.5, for=10.0.0.2") == "1.2.3.4");
    // A quote that a client leaves open does not swallow what the proxy wrote.
    CHECK(standard("for=\"6.6.6.6, for=1.2.3.4") == "1.2.3.4");
    CHECK(standard("xfor=6.6.6.6") == "10.0.0.1");

    // What is no address ends the search: left of it everybody can write what he likes.
    for (const std::string odd : {"6.6.6.6, unknown", "6.6.6.6, _hidden", "6.6.6.6, a b", "[", "[::1", ""})
        CHECK(common(odd) == "10.0.0.1");
    CHECK(standard("for=6.6.6.6, for=unknown") == "10.0.0.1");
    CHECK(standard("for=6.6.6.6, proto=https") == "10.0.0.1");
    // Two headers that disagree: one of them is the client's own.
    CHECK(client({{"forwarded", "for=6.6.6.6"}, {"x-forwarded-for", "1.2.3.4"}}) == "10.0.0.1");
    CHECK(client({{"forwarded", "for=1.2.3.4"}, {"x-forwarded-for", "1.2.3.4"}}) == "1.2.3.4");
}
