#include "api/auth/browser.hpp"
#include "api/auth/sessions.hpp"
#include "tests/support/ports.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace wissel;
using namespace wissel::auth;
using namespace std::chrono_literals;

namespace {

/// Sessions whose time a test moves.
struct TimedSessions {
    explicit TimedSessions(SessionSettings settings = {}) : sessions(seeds, settings, [this] { return now; }) {}

    test::CountingSeeds seeds;
    Sessions::Ticks now{1h};
    Sessions sessions;
};

http::Request request_with(std::vector<http::Header> headers) {
    http::Request request;
    request.headers = std::move(headers);
    return request;
}

}  // namespace

TEST_CASE("a session ends when nobody works, and at the latest after its time", "[sessions]") {
    TimedSessions at({30min, 2h});
    const std::string token = at.sessions.open("aaaaaaaa");
    CHECK(token.size() == 43);
    at.now += 29min;
    REQUIRE(at.sessions.find(token, true));
    at.now += 29min;
    const auto found = at.sessions.find(token, false);
    REQUIRE(found);
    CHECK(found->key_prefix == "aaaaaaaa");
    CHECK(found->idle_ends_in == 1min);
    CHECK(found->ends_in == 62min);
    // What a page asks by itself held nothing off.
    at.now += 1min;
    CHECK_FALSE(at.sessions.find(token, true));
    CHECK_FALSE(at.sessions.find(token, true));

    const std::string other = at.sessions.open("aaaaaaaa");
    for (int step = 0; step < 5; ++step) {
        at.now += 20min;
        CHECK(at.sessions.find(other, true).has_value());
    }
    at.now += 20min;
    CHECK_FALSE(at.sessions.find(other, true));
}

TEST_CASE("tokens are all different, and only theirs find a session", "[sessions]") {
    TimedSessions at;
    std::set<std::string> tokens;
    for (int number = 0; number < 20; ++number) tokens.insert(at.sessions.open("aaaaaaaa"));
    CHECK(tokens.size() == 20);
    for (const auto& token : tokens) {
        CHECK(at.sessions.find(token, false).has_value());
        std::string changed = token;
        changed.front() = changed.front() == 'A' ? 'B' : 'A';
        CHECK_FALSE(at.sessions.find(changed, false));
    }
    CHECK_FALSE(at.sessions.find("", false));
    at.sessions.close(*tokens.begin());
    at.sessions.close("nothing");
    CHECK_FALSE(at.sessions.find(*tokens.begin(), false));
    CHECK(at.sessions.find(*tokens.rbegin(), false));
}

TEST_CASE("too many sessions end the idlest, of the same key first", "[sessions]") {
    TimedSessions at({30min, 12h, 5, 2});
    const std::string first = at.sessions.open("aaaaaaaa");
    at.now += 1s;
    const std::string second = at.sessions.open("aaaaaaaa");
    at.now += 1s;
    CHECK(at.sessions.find(first, true));
    at.now += 1s;
    const std::string third = at.sessions.open("aaaaaaaa");
    CHECK(at.sessions.find(first, false));
    CHECK_FALSE(at.sessions.find(second, false));
    CHECK(at.sessions.find(third, false));
    for (int key = 0; key < 3; ++key) (void)at.sessions.open("other" + std::to_string(key));
    CHECK(at.sessions.find(first, false));
    at.now += 1s;
    (void)at.sessions.open("one more");
    CHECK_FALSE(at.sessions.find(first, false));
    CHECK(at.sessions.find(third, false));
}

TEST_CASE("the cookie is read only where it stands alone", "[sessions]") {
    const Site plain;
    const Site safe{"https://wissel.example.nl"};
    using Headers = std::vector<http::Header>;
    CHECK(session_token(request_with(Headers{{"cookie", "wissel=abc"}}), plain) == "abc");
    CHECK(session_token(request_with(Headers{{"cookie", "a=b; wissel=abc;c=d"}}), plain) == "abc");
    CHECK(session_token(request_with(Headers{{"cookie", "a=b"}, {"cookie", "wissel=abc"}}), plain) == "abc");
    CHECK_FALSE(session_token(request_with({}), plain));
    for (const char* none : {"", ";", "=", "wissel", "wissel=", "Wissel=abc", "xwissel=abc", "wissel=a; wissel=b"}) {
        INFO(none);
        CHECK_FALSE(session_token(request_with(Headers{{"cookie", none}}), plain));
    }
    CHECK_FALSE(session_token(request_with(Headers{{"cookie", "wissel=a"}, {"cookie", "wissel=b"}}), plain));
    CHECK_FALSE(session_token(request_with(Headers{{"cookie", "wissel=abc"}}), safe));
    CHECK(session_token(request_with(Headers{{"cookie", "__Host-wissel=abc"}}), safe) == "abc");
    CHECK(set_cookie(plain, "abc") == "wissel=abc; Path=/; HttpOnly; SameSite=Strict");
    CHECK(set_cookie(safe, "abc") == "__Host-wissel=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
    CHECK(set_cookie(safe, "") == "__Host-wissel=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
}

TEST_CASE("a request comes from a page of ours only where the browser says so", "[sessions]") {
    const Site plain;
    const Site safe{"https://wissel.example.nl"};
    using Headers = std::vector<http::Header>;
    const auto comes = [](Headers headers, const Site& site, bool silent = false) {
        headers.push_back({"host", "Localhost:8080"});
        return comes_from_here(request_with(std::move(headers)), site, silent);
    };
    CHECK(comes({{"origin", "http://localhost:8080"}}, plain));
    CHECK(comes({{"origin", "http://localhost:8080"}, {"sec-fetch-site", "same-origin"}}, plain));
    CHECK(comes({{"sec-fetch-site", "same-origin"}}, plain));
    CHECK(comes({{"origin", "https://wissel.example.nl"}}, safe));
    CHECK_FALSE(comes({}, plain));
    CHECK(comes({}, plain, true));
    for (const char* origin :
         {"null", "", "http://localhost", "https://localhost:8080", "http://localhost:8080.evil.example", "http://b"})
        CHECK_FALSE(comes({{"origin", origin}, {"sec-fetch-site", "same-origin"}}, plain));
    for (const char* from : {"cross-site", "same-site", "", "Same-Origin"})
        CHECK_FALSE(comes({{"origin", "http://localhost:8080"}, {"sec-fetch-site", from}}, plain));
    CHECK_FALSE(comes({{"origin", "http://localhost:8080"}}, safe));
    CHECK_FALSE(comes({{"origin", "http://localhost:8080"}, {"origin", "http://evil.example"}}, plain));
    CHECK_FALSE(comes({{"sec-fetch-site", "same-origin"}, {"sec-fetch-site", "cross-site"}}, plain));
}

TEST_CASE("an origin is a scheme and a host, and no more", "[sessions]") {
    for (const char* good :
         {"https://wissel.example.nl", "http://localhost:8080", "http://[::1]:8080", "http://[::1]", "http://a:443"}) {
        INFO(good);
        CHECK(is_origin(good));
    }
    for (const char* bad :
         {"", "wissel.example.nl", "https://", "https://wissel.example.nl/", "https://Wissel.example.nl", "ftp://a",
          "https://a b", "https://:80", "https://a:", "https://user@a",
          "https://a:443",
          "http://a:80", "https://a:b", "https://a:1:2", "https://..", "http://[::1", "http://[]:1"}) {
        INFO(bad);
        CHECK_FALSE(is_origin(bad));
    }
}
