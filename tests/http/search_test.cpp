// Words are searched for over HTTP: what was reported is found a moment later, by whoever may see it.

#include "tests/support/a_server.hpp"

#include "engine/base/encoding.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// Reports; the case's id.
std::string report(AServer& server, const std::string& key, json more) {
    json body = a_valid_report();
    body.update(more);
    const Reply made = server.post("/v1/cases", key, body.dump());
    REQUIRE(made.status == 201);
    return json::parse(made.body).at("id");
}

std::int64_t last_sequence(AServer& server, const std::string& id) {
    const auto events = json::parse(server.get("/v1/cases/" + id + "/events?limit=200", server.coordinator()).body);
    return events.at("items").back().at("sequence");
}

/// Asks until the search knows of event `sequence`, as a client would.
Reply search(AServer& server, const std::string& query, const std::string& key, std::int64_t sequence) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (true) {
        Reply reply = server.get("/v1/cases?" + query, key);
        if (reply.status == 200 && std::stoll(reply.headers.at("search-sequence")) >= sequence) return reply;
        CAPTURE(query, reply.body);
        REQUIRE((reply.status == 200 || reply.status == 503));
        if (reply.status == 503) REQUIRE(json::parse(reply.body)["type"] == "/problems/search-not-ready");
        REQUIRE(std::chrono::steady_clock::now() < until);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

std::set<std::string> ids(const Reply& reply) {
    std::set<std::string> all;
    const json list = json::parse(reply.body);
    for (const auto& item : list.at("items")) all.insert(item.at("id"));
    return all;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("a report is found by its words in both languages", "[http][search]") {
    AServer server;
    const auto dutch = report(server, server.reporter(), {{"title", "Twee gemeenten en één zorgkantoor"}});
    const auto english = report(server, server.reporter(), {{"title", "Reports about policies"}});
    const auto known = last_sequence(server, english);
    const auto key = server.coordinator();
    CHECK(ids(search(server, "q=gemeente", key, known)) == Ids{dutch});
    CHECK(ids(search(server, "q=EEN+ZORGKANTOREN", key, known)) == Ids{dutch});
    CHECK(ids(search(server, "q=policy+report", key, known)) == Ids{english});
    CHECK(ids(search(server, "q=zorg", key, known)) == Ids{dutch});
    CHECK(ids(search(server, "q=zuurkool", key, known)).empty());
    // What comes later is found later, without anybody asking for it.
    const auto later = report(server, server.reporter(), {{"title", "Nog een gemeente"}});
    CHECK(ids(search(server, "q=gemeente", key, last_sequence(server, later))) == Ids{dutch, later});
}

TEST_CASE("words go together with filters, pages, counts and tables", "[http][search]") {
    AServer server;
    Ids wanted;
    std::string last;
    for (int number = 0; number < 5; ++number) {
        last = report(server, server.reporter(), {{"title", "Windmolens"}, {"barriers", {"legal"}}});
        wanted.insert(last);
    }
    const json technical = {{"title", "Windmolens"}, {"barriers", {"technical"}}, {"primaryBarrier", "technical"}};
    report(server, server.reporter(), technical);
    last = report(server, server.reporter(), {{"title", "Iets anders"}});
    const auto known = last_sequence(server, last);
    const std::string query = "q=windmolen&barrier=legal&sort=reported&count=true&limit=2";
    std::string target = "/v1/cases?" + query;
    search(server, query, server.coordinator(), known);
    Ids walked;
    int pages = 0;
    while (!target.empty()) {
        const Reply page = server.get(target, server.coordinator());
        REQUIRE(page.status == 200);
        CHECK(json::parse(page.body)["total"] == 5);
        walked.merge(ids(page));
        const auto link = page.headers.find("link");
        target = link == page.headers.end() ? "" : link->second.substr(1, link->second.find('>') - 1);
        REQUIRE(++pages <= 3);
    }
    CHECK(pages == 3);
    CHECK(walked == wanted);
    const Reply table = server.get("/v1/cases?q=windmolen&barrier=legal", server.coordinator(), {"Accept: text/csv"});
    REQUIRE(table.status == 200);
    CHECK(std::count(table.body.begin(), table.body.end(), '\n') == 1 + 5);
    CHECK(table.headers.contains("search-sequence"));
    CHECK_FALSE(server.get("/v1/cases", server.coordinator()).headers.contains("search-sequence"));
}

TEST_CASE("a foreign case is not found and not counted by its words", "[http][search]") {
    AServer server;
    const json alone = {{"title", "Zonnepanelen"}, {"holders", {{{"name", "Iemand"}}}}};
    const auto own = report(server, server.reporter(), alone);
    const auto foreign = report(server, server.other_reporter(), alone);
    const auto known = last_sequence(server, foreign);
    const std::string query = "q=zonnepanelen&count=true";
    CHECK(ids(search(server, query, server.coordinator(), known)) == Ids{own, foreign});
    const Reply seen = search(server, query, server.reporter(), known);
    CHECK(ids(seen) == Ids{own});
    CHECK(json::parse(seen.body)["total"] == 1);
    CHECK(ids(search(server, query, server.other_reporter(), known)) == Ids{foreign});
}

TEST_CASE("mailboxes and who stands behind a report are not searched", "[http][search]") {
    AServer server;
    const auto id = report(
        server, server.reporter(), {{"mailbox", "paardenbloem@svb.example"}, {"endorsed", "afdelingshoofd"}}
    );
    const auto known = last_sequence(server, id);
    CHECK(ids(search(server, "q=paardenbloem", server.reporter(), known)).empty());
    CHECK(ids(search(server, "q=afdelingshoofd", server.reporter(), known)).empty());
    CHECK(ids(search(server, "q=inkomensgegevens", server.reporter(), known)) == Ids{id});
}

TEST_CASE("whatever is asked for is answered, or refused with what to do", "[http][search]") {
    AServer server;
    const auto id = report(server, server.reporter(), {{"title", "Appels en peren"}});
    search(server, "q=appels", server.reporter(), last_sequence(server, id));
    const auto ask = [&](const std::string& text) {
        return server.get("/v1/cases?q=" + to_percent(text), server.reporter());
    };
    for (const char* text :
         {"\"appels", "appels AND peren", "NEAR(appels)", "org:x", "appel*", "^appels", "-appels", "appels OR",
          "found MATCH 'x'", "'; DROP TABLE found; --", "a\\b%c_d", "appels\ttab\nregel"}) {
        CAPTURE(text);
        CHECK(ask(text).status == 200);
    }
    for (const auto& [text, code] : std::vector<std::pair<std::string, std::string>>{
             {"", "noWord"},
             {"*", "noWord"},
             {"\"\" -^():", "noWord"},
             {std::string(1'000, 'a'), "tooLong"}}) {
        CAPTURE(text);
        const Reply reply = ask(text);
        REQUIRE(reply.status == 400);
        const json problem = json::parse(reply.body);
        CHECK(problem["errors"][0]["parameter"] == "q");
        CHECK(problem["errors"][0]["code"] == code);
    }
    // Beyond what a request's head may be it is refused there; bytes that are no text are no parameter.
    CHECK(ask(std::string(10'000, 'a')).status >= 400);
    CHECK(ask(std::string(10'000, 'a')).status < 500);
    CHECK(server.get("/v1/cases?q=een%00twee", server.reporter()).status == 400);
    CHECK(server.get("/v1/cases?q=%ff%fe", server.reporter()).status == 400);
}

TEST_CASE("a search file that is lost or damaged comes back by itself", "[http][search]") {
    AServer server;
    const auto id = report(server, server.reporter(), {{"title", "Appels en peren"}});
    const auto known = last_sequence(server, id);
    search(server, "q=appels", server.reporter(), known);
    const auto path = server.folder() + "/search.db";
    REQUIRE(std::filesystem::exists(path));
    SECTION("lost between two runs") {
        server.stop();
        for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
        server.restart();
    }
    SECTION("damaged between two runs") {
        server.stop();
        std::ofstream(path, std::ios::binary) << std::string(100'000, 'x');
        server.restart();
    }
    CHECK(server.get("/health/ready", "").status == 200);
    CHECK(server.get("/v1/cases", server.reporter()).status == 200);
    CHECK(ids(search(server, "q=appels", server.reporter(), known)) == Ids{id});
}
