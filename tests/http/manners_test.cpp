#include "api/resources/contract.hpp"
#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <future>
#include <set>
#include <thread>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

TEST_CASE("without a key only health, the contract and the front page answer", "[http][access]") {
    AServer server;
    for (const std::string& open :
         std::vector<std::string>{"/", "/health/live", "/health/ready", "/v1/openapi.json"}) {
        INFO(open);
        CHECK(server.get(open, "").status == 200);
    }
    for (const std::string& locked : std::vector<std::string>{
             "/v1/cases",
             "/v1/me",
             "/v1/organisations",
             "/v1/vocabulary",
             "/v1/keys",
             "/v1/nothing",
             "/nothing"}) {
        INFO(locked);
        const Reply refused = server.get(locked, "");
        CHECK(refused.status == 401);
        CHECK(refused.headers.at("www-authenticate") == R"(Bearer realm="wissel")");
        CHECK(json::parse(refused.body)["type"] == "/problems/unauthorised");
    }
    const std::string wrong = "Authorization: Bearer wsl_00000000_" + std::string(43, 'A');
    CHECK(server.get("/v1/me", wrong).status == 401);
    CHECK(server.get("/v1/me", "Authorization: Basic abc").status == 401);
    // Right prefix, wrong secret.
    std::string changed = server.reporter();
    changed.back() = changed.back() == 'A' ? 'B' : 'A';
    CHECK(server.get("/v1/me", changed).status == 401);
    CHECK(server.get("/v1/me", server.reporter()).status == 200);
}

TEST_CASE("every answer carries the version and the security headers", "[http][manners]") {
    AServer server;
    for (const auto& [target, key] : std::vector<std::pair<std::string, std::string>>{
             {"/", ""},
             {"/v1/me", server.reporter()},
             {"/v1/me", ""},
             {"/v1/none", server.reporter()},
             {"/health/live", ""}}) {
        INFO(target);
        const Reply reply = server.get(target, key);
        CHECK(reply.headers.at("api-version") == "1.6.0");
        // The page of the screen is asked for anew each time; everything else is kept nowhere.
        CHECK(reply.headers.at("cache-control") == (target == "/" ? "no-cache" : "no-store"));
        CHECK(reply.headers.at("x-content-type-options") == "nosniff");
        CHECK(reply.headers.at("x-frame-options") == "DENY");
        CHECK(
            reply.headers.at("content-security-policy").find("frame-ancestors 'none'") != std::string::npos
        );
        CHECK(reply.headers.count("strict-transport-security") == 1);
        CHECK(reply.headers.count("x-request-id") == 1);
    }
}

TEST_CASE("methods: HEAD is a GET without its body, OPTIONS and 405 tell what there is", "[http][manners]") {
    AServer server;
    const Reply got = server.get("/v1/me", server.reporter());
    const Reply head = send(server.port(), "HEAD", "/v1/me", {server.reporter()});
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.headers.at("content-length") == std::to_string(got.body.size()));
    const Reply options = send(server.port(), "OPTIONS", "/v1/cases", {server.reporter()});
    CHECK(options.status == 204);
    CHECK(options.headers.at("allow") == "GET, HEAD, POST, OPTIONS");
    const Reply refused = send(server.port(), "DELETE", "/v1/cases", {server.reporter()});
    CHECK(refused.status == 405);
    CHECK(refused.headers.at("allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(send(server.port(), "BREW", "/v1/cases", {server.reporter()}).status == 405);
    CHECK(server.get("/v1/cases/", server.reporter()).status == 404);
    CHECK(server.get("/v1/Cases", server.reporter()).status == 404);
}

TEST_CASE("checks answer in the order of the contract", "[http][manners]") {
    AServer server;
    const std::string key = server.reporter();
    const std::string report = a_valid_report().dump();
    const auto post = [&](std::vector<std::string> headers, const std::string& body) {
        headers.push_back(key);
        return send(server.port(), "POST", "/v1/cases", headers, body).status;
    };
    const std::string large(300 * 1024, ' ');
    CHECK(post({"Accept: text/html", "Content-Type: text/plain"}, large) == 406);
    CHECK(post({"Content-Type: text/plain"}, large) == 413);
    CHECK(post({"Content-Type: text/plain"}, report) == 415);
    CHECK(post({"Content-Type:"}, report) == 415);
    CHECK(post({"Content-Type: application/json", "Content-Encoding: gzip"}, report) == 415);
    CHECK(post({"Content-Type: application/json; charset=iso-8859-1"}, report) == 415);
    CHECK(post({"Content-Type: application/json", "Content-Type: text/plain"}, report) == 415);
    CHECK(post({"Content-Type: application/json;v=1; Charset=\"UTF-8\""}, report) == 201);
    CHECK(post({"Content-Type: application/json"}, "{}") == 400);
    CHECK(post({"Content-Type: application/json; charset=utf-8"}, report) == 201);
    CHECK(
        post({"Content-Type: application/json", "Accept: application/json;q=0.5, text/html"}, report) == 201
    );
    CHECK(server.get("/v1/me", key, {"Accept: text/html"}).status == 406);
    CHECK(
        server.get("/v1/cases/01890000-0000-7000-8000-000000000000", key, {"Accept: text/html"}).status == 404
    );
}

TEST_CASE("problems speak the language that was asked for", "[http][manners]") {
    AServer server;
    const auto detail = [&](const std::string& language) {
        const Reply reply = server.get("/v1/none", server.reporter(), {"Accept-Language: " + language});
        CHECK(reply.status == 404);
        return json::parse(reply.body)["detail"].get<std::string>();
    };
    CHECK(detail("nl") != detail("en"));
    CHECK(detail("de, en;q=0.8, nl;q=0.9") == detail("nl"));
    CHECK(detail("en-GB") == detail("en"));
}

TEST_CASE("keys are made and revoked by administrators, and work or stop at once", "[http][keys]") {
    AServer server;
    const std::string body = json{{"organisation", svb}, {"roles", {"reporter"}}, {"label", "test"}}.dump();
    CHECK(server.post("/v1/keys", server.coordinator(), body).status == 403);
    const Reply made = server.post("/v1/keys", server.administrator(), body);
    REQUIRE(made.status == 201);
    const std::string text = json::parse(made.body)["key"];
    const std::string bearer = "Authorization: Bearer " + text;
    CHECK(server.get("/v1/me", bearer).status == 200);
    const Reply listed = server.get("/v1/keys", server.administrator());
    CHECK(listed.body.find(text.substr(13)) == std::string::npos);
    CHECK(listed.body.find(text.substr(4, 8)) != std::string::npos);
    const json own = json::parse(server.get("/v1/keys", bearer).body);
    for (const auto& item : own["items"]) CHECK(item["organisation"] == svb);
    CHECK(send(server.port(), "DELETE", made.headers.at("location"), {bearer}).status == 403);
    // What an unknown parameter was to change is not guessed: the key stays.
    const std::string dry = made.headers.at("location") + "?dryRun=true";
    CHECK(send(server.port(), "DELETE", dry, {server.administrator()}).status == 400);
    CHECK(server.get("/v1/me", bearer).status == 200);
    CHECK(send(server.port(), "DELETE", made.headers.at("location"), {server.administrator()}).status == 204);
    CHECK(server.get("/v1/me", bearer).status == 401);
    CHECK(send(server.port(), "DELETE", "/v1/keys/ffffffff", {server.administrator()}).status == 404);
    CHECK(server.post("/v1/keys", server.administrator(), body, {"Idempotency-Key: k"}).status == 400);
    const Reply faulty = server.post("/v1/keys?x=1", server.administrator(), "{}");
    CHECK(json::parse(faulty.body)["errors"].size() == 3);
    const std::string bad = json{{"organisation", svb}, {"roles", {"king"}}}.dump();
    CHECK(server.post("/v1/keys", server.administrator(), bad).status == 400);
    server.restart();
    CHECK(server.get("/v1/me", bearer).status == 401);
    CHECK(server.get("/v1/me", server.administrator()).status == 200);
}

TEST_CASE("the catalogue tells who is calling, who takes part and every word", "[http][catalogue]") {
    AServer server;
    const json me = json::parse(server.get("/v1/me", server.coordinator()).body);
    CHECK(me["organisation"]["oin"] == server.coordinator_oin());
    CHECK(me["roles"] == json({"coordinator"}));
    const Reply organisations = server.get("/v1/organisations", server.reporter());
    CHECK(
        json::parse(organisations.body)["items"].size() == server.configuration().organisations.all().size()
    );
    const std::string tag = "If-None-Match: " + organisations.headers.at("etag");
    CHECK(server.get("/v1/organisations", server.reporter(), {tag}).status == 304);
    CHECK(json::parse(server.get("/v1/vocabulary", server.reporter()).body)["lists"].size() > 10);
    CHECK(json::parse(server.get("/v1/schemas/report", server.reporter()).body).contains("properties"));
}

TEST_CASE("the contract names every route of the running server, and no other", "[http][contract]") {
    AServer server;
    const Reply served = server.get("/v1/openapi.json", "");
    CHECK(served.headers.at("access-control-allow-origin") == "*");
    const json contract = json::parse(served.body);
    CHECK(contract["info"]["version"] == "1.6.0");
    CHECK(contract["components"]["schemas"]["Report"]["properties"].contains("legalBasis"));
    std::set<std::string> allowed;
    for (const auto& [path, item] : contract["paths"].items()) {
        std::string concrete = path;
        for (auto brace = concrete.find('{'); brace != std::string::npos; brace = concrete.find('{')) {
            concrete.replace(brace, concrete.find('}') - brace + 1, "x");
        }
        const Reply options = send(server.port(), "OPTIONS", concrete, {server.administrator()});
        INFO(path);
        CHECK(options.status == 204);
        std::string expected;
        if (item.contains("get")) expected += "GET, HEAD, ";
        if (item.contains("post")) expected += "POST, ";
        if (item.contains("delete")) expected += "DELETE, ";
        CHECK(options.headers.at("allow") == expected + "OPTIONS");
    }
}

TEST_CASE("a slow read holds up neither another read nor a write", "[http][lanes]") {
    AServer server;
    const std::string key = server.reporter();
    std::promise<void> release;
    std::promise<void> running;
    runtime::Query slow = [&running, until = release.get_future()](cases::ReadStore*) mutable {
        running.set_value();
        until.wait();
    };
    REQUIRE(server.registry().readers().push(slow));
    running.get_future().wait();
    CHECK(server.get("/v1/cases", key).status == 200);
    const Reply made = server.post("/v1/cases", key, a_valid_report().dump());
    CHECK(made.status == 201);
    CHECK(server.get(made.headers.at("location"), key).status == 200);
    release.set_value();
}

TEST_CASE("what waits while the writer is held is one transaction", "[http][lanes]") {
    AServer server;
    const std::string key = server.reporter();
    const auto before = server.registry().writer().figures();
    constexpr int clients = 20;
    std::vector<std::future<Reply>> replies;
    {
        const auto hold = server.registry().writer().hold();
        for (int client = 0; client < clients; ++client) {
            replies.push_back(std::async(std::launch::async, [&server, &key] {
                return server.post("/v1/cases", key, a_valid_report().dump());
            }));
        }
        while (server.registry().writer().waiting() < clients)
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    for (auto& reply : replies) CHECK(reply.get().status == 201);
    const auto after = server.registry().writer().figures();
    CHECK(after.commits - before.commits == 1);
    CHECK(after.commands - before.commands == clients);
}
