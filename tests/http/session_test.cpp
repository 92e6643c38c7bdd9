#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// A browser that is logged in: its cookie, and what it says of itself.
struct Browser {
    AServer& server;
    std::string cookie;

    explicit Browser(AServer& one, const std::string& key_header) : server(one) {
        const Reply made = log_in(one, key_header);
        cookie = cookie_in(made);
    }

    static Reply log_in(AServer& server, const std::string& key_header, std::vector<std::string> more = {}) {
        const std::string key = key_header.substr(key_header.find("wsl_"));
        more.push_back("Content-Type: application/json");
        return send(server.port(), "POST", "/v1/session", more, json{{"key", key}}.dump());
    }

    /// The `Cookie` header that a browser makes of what was set.
    static std::string cookie_in(const Reply& reply) {
        const std::string set = reply.headers.at("set-cookie");
        return "Cookie: " + set.substr(0, set.find(';'));
    }

    [[nodiscard]] Reply ask(
        const std::string& method, const std::string& target, const std::string& body = {}, bool from_page = true
    ) const {
        std::vector<std::string> headers = {cookie};
        if (from_page) {
            headers.push_back("Origin: http://127.0.0.1:" + std::to_string(server.port()));
            headers.push_back("Sec-Fetch-Site: same-origin");
        }
        if (!body.empty()) headers.push_back("Content-Type: application/json");
        return send(server.port(), method, target, headers, body);
    }
};

}  // namespace

TEST_CASE("a key is exchanged for a session, which is who the key is", "[http][session]") {
    AServer server;
    const Reply made = Browser::log_in(server, server.reporter());
    REQUIRE(made.status == 201);
    CHECK(made.headers.at("location") == "/v1/session");
    CHECK(made.headers.at("cache-control") == "no-store");
    const std::string set = made.headers.at("set-cookie");
    CHECK(set.starts_with("wissel="));
    CHECK(set.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
    const json told = json::parse(made.body);
    CHECK(told["organisation"] == svb);
    CHECK(told["roles"] == json({"reporter"}));
    CHECK(told["idleEndsAt"].get<std::string>() < told["endsAt"].get<std::string>());
    // Nothing of the key or the token stands in the answer.
    CHECK(made.body.find("wsl_") == std::string::npos);

    const Browser browser(server, server.reporter());
    CHECK(json::parse(browser.ask("GET", "/v1/me").body)["organisation"]["oin"] == svb);
    CHECK(json::parse(browser.ask("GET", "/v1/session").body)["organisation"] == svb);
    const Reply reported = browser.ask("POST", "/v1/cases", a_valid_report().dump());
    REQUIRE(reported.status == 201);
    CHECK(server.get(reported.headers.at("location"), server.reporter()).status == 200);
    // The history names the key behind the session.
    CHECK(browser.ask("GET", "/v1/me").body == server.get("/v1/me", server.reporter()).body);
}

TEST_CASE("a session changes nothing on behalf of a page of another site", "[http][session]") {
    AServer server;
    const Browser browser(server, server.reporter());
    const auto post = [&](std::vector<std::string> headers) {
        headers.push_back(browser.cookie);
        headers.push_back("Content-Type: application/json");
        return send(server.port(), "POST", "/v1/cases", headers, a_valid_report().dump());
    };
    const std::string own = "Origin: http://127.0.0.1:" + std::to_string(server.port());
    CHECK(post({own}).status == 201);
    CHECK(post({"Sec-Fetch-Site: same-origin"}).status == 201);
    const Reply refused = post({"Origin: https://evil.example"});
    CHECK(refused.status == 403);
    CHECK(json::parse(refused.body)["type"] == "/problems/another-site");
    CHECK(post({"Origin: null"}).status == 403);
    CHECK(post({own, "Sec-Fetch-Site: cross-site"}).status == 403);
    CHECK(post({own, "Sec-Fetch-Site: same-site"}).status == 403);
    CHECK(post({}).status == 403);
    // Whoever sends a key is no browser that was led astray.
    CHECK(post({server.reporter()}).status == 201);
    CHECK(post({"Authorization: Bearer wrong", own}).status == 401);
    // Nobody logs a browser in or out from elsewhere.
    CHECK(Browser::log_in(server, server.other_reporter(), {"Origin: https://evil.example"}).status == 403);
    const auto log_out = [&](const std::string& origin) {
        return send(server.port(), "DELETE", "/v1/session", {browser.cookie, origin});
    };
    CHECK(log_out("Origin: https://evil.example").status == 403);
    CHECK(browser.ask("GET", "/v1/me").status == 200);
    CHECK(log_out(own).status == 204);
    CHECK(browser.ask("GET", "/v1/me").status == 401);
}

TEST_CASE("a session is new at login, and ends with logout, its key, and the server", "[http][session]") {
    AServer server;
    Browser browser(server, server.reporter());
    const std::string before = browser.cookie;
    const Reply again = Browser::log_in(server, server.reporter(), {before});
    REQUIRE(again.status == 201);
    CHECK(Browser::cookie_in(again) != before);
    const Reply ended = browser.ask("GET", "/v1/me");
    CHECK(ended.status == 401);
    CHECK(ended.headers.at("set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(ended.headers.count("www-authenticate") == 1);
    browser.cookie = Browser::cookie_in(again);
    CHECK(browser.ask("GET", "/v1/me").status == 200);

    const Reply out = browser.ask("DELETE", "/v1/session");
    CHECK(out.status == 204);
    CHECK(out.headers.at("set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(browser.ask("GET", "/v1/session").status == 401);
    CHECK(browser.ask("DELETE", "/v1/session").status == 204);

    const Reply made = server.post(
        "/v1/keys", server.administrator(), json{{"organisation", svb}, {"roles", {"reporter"}}}.dump()
    );
    REQUIRE(made.status == 201);
    const Browser lent(server, "Bearer " + json::parse(made.body)["key"].get<std::string>());
    CHECK(lent.ask("GET", "/v1/me").status == 200);
    CHECK(send(server.port(), "DELETE", made.headers.at("location"), {server.administrator()}).status == 204);
    CHECK(lent.ask("GET", "/v1/me").status == 401);

    const Browser last(server, server.reporter());
    server.restart();
    CHECK(last.ask("GET", "/v1/me").status == 401);
}

TEST_CASE("a login that is none says what is wrong with it", "[http][session]") {
    AServer server;
    const auto post = [&](const std::string& body) {
        return send(server.port(), "POST", "/v1/session", {"Content-Type: application/json"}, body);
    };
    CHECK(post(R"({"key": "wsl_00000000_wrong"})").status == 401);
    CHECK(post(R"({"key": ""})").status == 400);
    const Reply several = post(R"({"password": "x"})");
    CHECK(several.status == 400);
    CHECK(json::parse(several.body)["errors"].size() == 2);
    CHECK(post("").status == 400);
    CHECK(send(server.port(), "POST", "/v1/session", {"Content-Type: text/plain"}, "{}").status == 415);
    CHECK(send(server.port(), "GET", "/v1/session").status == 401);
    CHECK(send(server.port(), "GET", "/v1/session", {"Cookie: wissel=nothing"}).status == 401);
    CHECK(server.get("/v1/session", server.reporter()).status == 401);
}

TEST_CASE("over TLS the cookie is for TLS and this host only", "[http][session]") {
    AServer server([](tool::Settings& settings) { settings.site.origin = "https://wissel.example.nl"; });
    const std::string own = "Origin: https://wissel.example.nl";
    const Reply made = Browser::log_in(server, server.reporter(), {own});
    REQUIRE(made.status == 201);
    const std::string set = made.headers.at("set-cookie");
    CHECK(set.starts_with("__Host-wissel="));
    CHECK(set.find("; Secure") != std::string::npos);
    const std::string cookie = Browser::cookie_in(made);
    const auto post = [&](const std::string& origin) {
        const std::vector<std::string> headers = {cookie, origin, "Content-Type: application/json"};
        return send(server.port(), "POST", "/v1/cases", headers, a_valid_report().dump()).status;
    };
    CHECK(post(own) == 201);
    CHECK(post("Origin: http://wissel.example.nl") == 403);
    CHECK(post("Origin: http://127.0.0.1:" + std::to_string(server.port())) == 403);
}
