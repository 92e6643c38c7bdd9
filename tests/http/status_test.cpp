#include "engine/runtime/status_board.hpp"
#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>
#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

using namespace wissel;
using namespace wissel::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr const char* tax_office = "00000099900000160000";

std::string unpacked(const std::string& packed) {
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string text(1 << 20, '\0');
    std::string from = packed;
    stream.next_in = reinterpret_cast<Bytef*>(from.data());
    stream.avail_in = static_cast<uInt>(from.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return text;
}

json read(AServer& server, const std::string& target, const std::string& key) {
    const Reply reply = server.get(target, key);
    INFO(target << " " << reply.body.substr(0, 300));
    REQUIRE(reply.status == 200);
    return json::parse(reply.body);
}

void report(AServer& server) {
    REQUIRE(server.post("/v1/cases", server.reporter(), a_valid_report().dump()).status == 201);
}

std::string if_none_match(const Reply& reply) {
    return "If-None-Match: " + reply.headers.at("etag");
}

/// Until so many wait for a change.
void until_waiting(AServer& server, std::size_t count) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (server.registry().status().waiting() < count && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(2ms);
    REQUIRE(server.registry().status().waiting() == count);
}

std::future<Reply> waiting(AServer& server, const std::string& key, const std::string& tag, const char* seconds) {
    return std::async(std::launch::async, [&server, key, tag, seconds] {
        return send(server.port(), "GET", std::string("/v1/status?wait=") + seconds, {key, tag});
    });
}

}  // namespace

TEST_CASE("the status lists every code, also with nothing to count", "[http][status]") {
    AServer server;
    const json status = read(server, "/v1/status", server.reporter());
    const json vocabulary = read(server, "/v1/vocabulary", server.reporter());
    for (const auto& list : vocabulary["lists"]) {
        for (const char* name : {"phases", "routes", "barriers", "outcomes"}) {
            if (list["id"] != name) continue;
            REQUIRE(status[name].size() == list["items"].size());
            for (std::size_t at = 0; at < list["items"].size(); ++at) {
                CHECK(status[name][at]["code"] == list["items"][at]["code"]);
                CHECK(status[name][at]["title"] == list["items"][at]["title"]);
            }
        }
    }
    CHECK(status["totals"]["cases"] == 0);
    CHECK(status["states"].size() == 6);
    CHECK(status["routes"][0]["ministries"].size() > 10);
    CHECK(status["owners"].size() > 10);
    CHECK(status["weeks"]["items"].size() == 105);
    CHECK(status["flow"].size() == 5);
    report(server);
    const json after = read(server, "/v1/status", server.reporter());
    CHECK(after["totals"]["cases"] == 1);
    CHECK(after["totals"]["reports"] == 1);
    CHECK(after["sequence"] > 0);
    CHECK(after["weeks"]["items"].back()["reported"] == 1);
}

TEST_CASE("the status has a tag until something changes, and comes packed", "[http][status]") {
    AServer server;
    const std::string key = server.reporter();
    const Reply first = server.get("/v1/status", key);
    CHECK(server.get("/v1/status", key).body == first.body);
    CHECK(first.headers.at("vary") == "Accept-Encoding, Authorization");
    CHECK(first.headers.at("cache-control") == "no-store");
    CHECK(first.headers.count("content-encoding") == 0);
    const Reply same = server.get("/v1/status", key, {if_none_match(first)});
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(same.headers.at("etag") == first.headers.at("etag"));
    const Reply packed = server.get("/v1/status", key, {"Accept-Encoding: br, gzip;q=0.8"});
    CHECK(packed.headers.at("content-encoding") == "gzip");
    CHECK(packed.headers.at("etag") != first.headers.at("etag"));
    CHECK(unpacked(packed.body) == first.body);
    CHECK(server.get("/v1/status", key, {"Accept-Encoding: gzip", if_none_match(packed)}).status == 304);
    for (const char* plain : {"gzip;q=0", "identity, gzip;q=0.5", "br"}) {
        const Reply reply = server.get("/v1/status", key, {std::string("Accept-Encoding: ") + plain});
        CHECK(reply.headers.count("content-encoding") == 0);
    }
    const Reply head = send(server.port(), "HEAD", "/v1/status", {key});
    CHECK(head.headers.at("content-length") == std::to_string(first.body.size()));
    CHECK(head.headers.at("etag") == first.headers.at("etag"));
    report(server);
    const Reply changed = server.get("/v1/status", key, {if_none_match(first)});
    CHECK(changed.status == 200);
    // A new start reads it back from the history, to the byte.
    const Reply before = server.get("/v1/status", server.coordinator());
    server.restart();
    const Reply after = server.get("/v1/status", server.coordinator());
    CHECK(after.body == before.body);
    CHECK(after.headers.at("etag") == before.headers.at("etag"));
    CHECK(server.get("/v1/status", key).body == changed.body);
}

TEST_CASE("ids are for who takes part, numbers for everybody", "[http][status]") {
    AServer server;
    report(server);
    const json some = read(server, "/v1/status", server.reporter());
    json all = read(server, "/v1/status", server.coordinator());
    CHECK(read(server, "/v1/status", server.other_reporter()) == some);
    CHECK(all["overdue"].contains("items"));
    CHECK_FALSE(some["overdue"].contains("items"));
    const auto tag_for = [&](const std::string& key) { return server.get("/v1/status", key).headers.at("etag"); };
    CHECK(tag_for(server.reporter()) != tag_for(server.coordinator()));
    all["overdue"].erase("items");
    all["stuck"].erase("items");
    all["scope"]["about"] = some["scope"]["about"];
    CHECK(all == some);
    CHECK(all["scope"]["about"]["en"].get<std::string>().find("confidential") != std::string::npos);
}

TEST_CASE("the page of an organisation is for itself, coordinators and auditors", "[http][status]") {
    AServer server;
    report(server);
    const std::string own = std::string("/v1/status/organisations/") + svb;
    const json status = read(server, own, server.reporter());
    CHECK(status["scope"]["oin"] == svb);
    CHECK(status["totals"]["cases"] == 1);
    CHECK(status["overdue"].contains("items"));
    CHECK(read(server, own, server.coordinator()) == status);
    CHECK(read(server, own, server.key(tax_office, {"auditor"})) == status);
    const Reply refused = server.get(own, server.other_reporter(), {"Accept-Language: en"});
    CHECK(refused.status == 403);
    CHECK(json::parse(refused.body)["detail"].get<std::string>().find("organisation itself") != std::string::npos);
    CHECK(server.get(own + "?x=1", server.other_reporter()).status == 400);
    CHECK(server.get(own, "").status == 401);
    // Nobody learns who takes part by asking for others.
    const std::string nobody = "/v1/status/organisations/00000099000000077000";
    CHECK(server.get(nobody, server.other_reporter()).status == 403);
    CHECK(server.get(nobody, server.coordinator()).status == 404);
    const std::string other = std::string("/v1/status/organisations/") + uwv;
    CHECK(read(server, other, server.other_reporter())["totals"]["cases"] == 0);
}

TEST_CASE("a route has a page, and what the numbers mean has one", "[http][status]") {
    AServer server;
    report(server);
    const json lane = read(server, "/v1/status/routes/fast-lane", server.reporter());
    CHECK(lane["scope"]["code"] == "fast-lane");
    CHECK(lane["ministries"].size() > 10);
    REQUIRE(lane["states"].size() == 1);
    CHECK(lane["states"][0]["workflow"] == "fast-lane");
    CHECK_FALSE(read(server, "/v1/status/routes/ccg", server.reporter()).contains("ministries"));
    CHECK(server.get("/v1/status/routes/intervention", server.reporter()).status == 404);
    CHECK(server.get("/v1/status/routes/ccg?wat=1", server.reporter()).status == 400);
    CHECK(server.get("/v1/status/routes/none?wat=1", server.reporter()).status == 404);
    CHECK(server.get("/v1/status/routes/ccg", server.reporter(), {"Accept: text/html"}).status == 406);
    const Reply definitions = server.get("/v1/status/definitions", server.reporter());
    CHECK(json::parse(definitions.body)["items"].size() > 15);
    CHECK(server.get("/v1/status/definitions", server.reporter(), {if_none_match(definitions)}).status == 304);
    CHECK(server.get("/v1/status/definitions?wait=3", server.reporter()).status == 400);
    CHECK(send(server.port(), "POST", "/v1/status", {server.reporter()}).status == 405);
}

TEST_CASE("the status counts the cases of a period", "[http][status]") {
    AServer server;
    report(server);
    const json all = read(server, "/v1/status", server.coordinator());
    const auto day = all["day"].get<std::string>();
    CHECK_FALSE(all["scope"].contains("reported"));
    for (const auto& page : {std::string("/v1/status"), std::string("/v1/status/organisations/") + svb}) {
        CAPTURE(page);
        json today = read(server, page + "?reportedFrom=" + day + "&reportedTo=" + day, server.coordinator());
        CHECK(today["totals"]["cases"] == 1);
        CHECK(today["scope"]["reported"] == json({{"from", day}, {"to", day}}));
        CHECK(today["scope"]["about"]["en"].get<std::string>().find("first reported from") != std::string::npos);
        // All that there is was reported today: but for what it is about, it is the same.
        json whole = read(server, page, server.coordinator());
        today.erase("scope");
        whole.erase("scope");
        CHECK(today == whole);
        const json before = read(server, page + "?reportedTo=2020-02-29", server.coordinator());
        CHECK(before["totals"]["cases"] == 0);
        CHECK(before["scope"]["reported"] == json({{"from", nullptr}, {"to", "2020-02-29"}}));
        CHECK(before["weeks"]["items"].size() == 105);
    }
    // What is not open to all counts in a period for those only who see it anyway.
    const std::string taking_part = server.key("00000099900000340000", {"reporter"});
    const json outside = read(server, "/v1/status?reportedFrom=" + day, taking_part);
    CHECK(outside["totals"]["cases"] == 0);
    CHECK(outside["scope"]["about"]["en"].get<std::string>().find("all participating organisations may see") !=
          std::string::npos);
    CHECK(read(server, "/v1/status", taking_part)["totals"]["cases"] == 1);
    CHECK(server.get("/v1/status?reportedFrom=" + day, server.reporter()).status == 403);
    const json lane = read(server, "/v1/status/routes/ccg?reportedFrom=2020-01-01", taking_part);
    CHECK(lane["scope"]["reported"]["to"].is_null());
    const Reply wrong = server.get(
        "/v1/status?wait=0&reportedFrom=2026-02-30&reportedTo=10000-01-01", server.reporter(), {"Accept-Language: en"}
    );
    CHECK(wrong.status == 400);
    CHECK(json::parse(wrong.body)["errors"].size() == 3);
    CHECK(server.get("/v1/status?reportedFrom=2026-02-02&reportedTo=2026-02-01", server.reporter()).status == 400);
    CHECK(server.get("/v1/status/definitions?reportedTo=2026-02-01", server.reporter()).status == 400);
    // It has a tag of its own kind, and waits like the other.
    const std::string target = "/v1/status?reportedTo=" + day;
    const Reply first = server.get(target, server.coordinator());
    CHECK(server.get(target, server.coordinator(), {if_none_match(first)}).status == 304);
    CHECK(server.get(target, taking_part, {if_none_match(first)}).status == 200);
    auto waiting = std::async(std::launch::async, [&] {
        return server.get(target + "&wait=60", server.coordinator(), {if_none_match(first)});
    });
    report(server);
    const Reply changed = waiting.get();
    CHECK(changed.status == 200);
    CHECK(json::parse(changed.body)["totals"]["cases"] == 2);
}

TEST_CASE("what wait may be is told", "[http][status]") {
    AServer server;
    for (const char* wrong : {"0", "61", "-1", "1.5", "x", ""}) {
        const Reply refused = server.get(std::string("/v1/status?wait=") + wrong, server.reporter());
        INFO(wrong);
        CHECK(refused.status == 400);
        CHECK(json::parse(refused.body)["errors"][0]["parameter"] == "wait");
    }
    // Who has nothing yet, and who has something else, need not wait.
    CHECK(server.get("/v1/status?wait=60", server.reporter()).status == 200);
    CHECK(server.get("/v1/status?wait=60", server.reporter(), {R"(If-None-Match: "old")"}).status == 200);
}

TEST_CASE("who waits is answered by the next change, or that there was none", "[http][status]") {
    AServer server;
    const std::string key = server.reporter();
    const Reply known = server.get("/v1/status", key);
    std::vector<std::future<Reply>> pollers;
    for (int poller = 0; poller < 20; ++poller) pollers.push_back(waiting(server, key, if_none_match(known), "60"));
    until_waiting(server, 20);
    // They hold up nobody.
    CHECK(server.get("/v1/me", key).status == 200);
    report(server);
    for (auto& poller : pollers) {
        REQUIRE(poller.wait_for(10s) == std::future_status::ready);
        const Reply reply = poller.get();
        CHECK(reply.status == 200);
        CHECK(json::parse(reply.body)["totals"]["cases"] == 1);
    }
    const Reply now = server.get("/v1/status", key);
    const Reply unchanged = waiting(server, key, if_none_match(now), "1").get();
    CHECK(unchanged.status == 304);
    CHECK(unchanged.headers.at("etag") == now.headers.at("etag"));
}

TEST_CASE("only so many wait at a time", "[http][status]") {
    AServer server([](tool::Settings& settings) { settings.registry.status.pollers_max = 1; });
    const std::string key = server.reporter();
    const std::string tag = if_none_match(server.get("/v1/status", key));
    auto first = waiting(server, key, tag, "60");
    until_waiting(server, 1);
    const Reply refused = server.get("/v1/status?wait=5", key, {tag});
    CHECK(refused.status == 503);
    CHECK(refused.headers.count("retry-after") == 1);
    CHECK(server.get("/v1/status", key, {tag}).status == 304);
    report(server);
    CHECK(first.get().status == 200);
}

TEST_CASE("who waits does not hold up the end of the server", "[http][status]") {
    AServer server;
    const std::string key = server.reporter();
    auto poller = waiting(server, key, if_none_match(server.get("/v1/status", key)), "60");
    until_waiting(server, 1);
    const auto began = std::chrono::steady_clock::now();
    server.restart();
    CHECK(std::chrono::steady_clock::now() - began < 5s);
    CHECK(poller.get().status == 304);
}

TEST_CASE("the contract has the members that the status has", "[http][status]") {
    AServer server;
    report(server);
    const json contract = json::parse(server.get("/v1/openapi.json", "").body)["components"]["schemas"];
    const auto check = [&](const json& document, const char* schema) {
        for (const auto& [name, value] : document.items()) {
            INFO(schema << " " << name);
            CHECK(contract[schema]["properties"].contains(name));
        }
        for (const auto& name : contract[schema]["required"]) CHECK(document.contains(name.get<std::string>()));
    };
    const json status = read(server, "/v1/status", server.coordinator());
    check(status, "Status");
    check(status["overdue"], "StatusOverdue");
    check(status["stuck"], "StatusStuck");
    check(status["states"][0], "StatusStates");
    check(status["totals"]["leadTime"], "LeadTime");
    check(status["routes"][0]["legs"], "LegCounts");
    check(status["routes"][0]["ministries"][0], "StatusMinistry");
    check(read(server, "/v1/status/routes/fast-lane", server.coordinator()), "RouteStatus");
    check(read(server, "/v1/status/definitions", server.coordinator()), "StatusDefinitions");
    check(read(server, std::string("/v1/status/organisations/") + svb, server.coordinator()), "Status");
}
