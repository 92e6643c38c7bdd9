#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// The faults of a problem document, as `pointer code`.
std::set<std::string> faults(const Reply& reply) {
    std::set<std::string> told;
    for (const auto& error : json::parse(reply.body).value("errors", json::array())) {
        const std::string where =
            error.value("pointer", error.value("parameter", error.value("header", std::string())));
        told.insert(where + " " + error.at("code").get<std::string>());
    }
    return told;
}

}  // namespace

TEST_CASE("a report comes in, gets a reference and an owner, and is read back as it was", "[http][cases]") {
    AServer server;
    const json report = a_valid_report();
    const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
    REQUIRE(made.status == 201);
    const json opened = json::parse(made.body);
    CHECK(made.headers.at("location") == "/v1/cases/" + opened["id"].get<std::string>());
    CHECK(made.headers.at("etag") == "\"3\"");
    CHECK(opened["reference"].get<std::string>().starts_with("GD-2"));
    CHECK(opened["phase"] == "triage");
    CHECK(opened["lifecycle"]["states"][0]["name"] == "triage.assessing");
    CHECK(opened["owner"]["organisation"]["oin"] == server.coordinator_oin());
    CHECK(opened["owner"]["role"] == "coordinator");
    CHECK(opened["reports"][0]["report"] == report);

    const Reply read = server.get(made.headers.at("location"), server.reporter());
    CHECK(read.status == 200);
    CHECK(read.headers.at("etag") == "\"3\"");
    json without_decision = opened;
    CHECK(without_decision.erase("decision") == 1);
    CHECK(json::parse(read.body) == without_decision);

    const Reply known = server.get(made.headers.at("location"), server.reporter(), {"If-None-Match: \"3\""});
    CHECK(known.status == 304);
    CHECK(known.body.empty());

    server.restart();
    CHECK(server.get(made.headers.at("location"), server.reporter()).body == read.body);
}

TEST_CASE("a report with seven faults is answered with exactly those seven", "[http][cases]") {
    AServer server;
    json report = a_valid_report();
    report.erase("title");
    report["legalBasis"] = "perhaps";
    report["barriers"] = json::array();
    report["harm"]["number"] = -1;
    report["mailbox"] = "nobody";
    report["colour"] = "red";
    report["status"] = "closed";
    const Reply refused = server.post("/v1/cases", server.reporter(), report.dump(), {"Accept-Language: en"});
    CHECK(refused.status == 400);
    CHECK(refused.headers.at("content-type") == "application/problem+json");
    CHECK(
        faults(refused) ==
        std::set<std::string>{
            "/title required",
            "/legalBasis enum",
            "/barriers tooFewItems",
            "/harm/number minimum",
            "/mailbox format",
            "/colour unknownMember",
            "/status setByServer",
        }
    );
    CHECK(json::parse(refused.body)["errors"].size() == 7);
    CHECK(server.get("/v1/cases", server.coordinator()).body == R"({"items":[],"next":null})");
}

TEST_CASE("what is no clean JSON is refused for what it is", "[http][cases]") {
    AServer server;
    const std::string valid = a_valid_report().dump();
    const auto [what, body, expected] = GENERATE_COPY(table<std::string, std::string, std::string>({
        {"a member named twice", R"({"title":"a",)" + valid.substr(1), "/title duplicateMember"},
        {"U+0000", R"({"proposal":"a\u0000b",)" + valid.substr(1), "/proposal nul"},
        {"a number beyond 2^53",
         R"({"refusedBy":9007199254740993,)" + valid.substr(1),
         "/refusedBy numberRange"},
        {"a number beyond a double", R"({"refusedBy":1e999,)" + valid.substr(1), "/refusedBy numberRange"},
        {"too deep",
         std::string(200, '['),
         std::string("/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0 depth")},
        {"no JSON", "title=a", " syntax"},
        {"nothing", "", " syntax"},
        {"half of it", valid.substr(0, valid.size() - 1), " syntax"},
        {"broken UTF-8", "{\"title\":\"\xff\"}", " syntax"},
    }));
    INFO(what);
    const Reply refused = server.post("/v1/cases", server.reporter(), body);
    CHECK(refused.status == 400);
    CHECK(faults(refused).count(expected) == 1);
}

TEST_CASE("a duplicate member and a missing one are told together", "[http][cases]") {
    AServer server;
    json report = a_valid_report();
    report.erase("endorsed");
    const std::string body = R"({"tried":"none",)" + report.dump().substr(1);
    CHECK(
        faults(server.post("/v1/cases", server.reporter(), body)) ==
        std::set<std::string>{"/tried duplicateMember", "/endorsed required"}
    );
}

TEST_CASE("what looks like a BSN asks for a confirmation and then passes", "[http][cases]") {
    AServer server;
    json report = a_valid_report();
    // 111222333 passes the eleven-test and belongs to nobody.
    report["description"] = "Het gaat om dossier 1112.22.333 van vorig jaar.";
    const Reply asked = server.post("/v1/cases", server.reporter(), report.dump());
    CHECK(asked.status == 400);
    CHECK(faults(asked) == std::set<std::string>{"/description bsn"});
    CHECK(asked.body.find("111222333") == std::string::npos);
    CHECK(asked.body.find("1112.22.333") == std::string::npos);
    report["confirmedNotBsn"] = {"/description"};
    const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
    REQUIRE(made.status == 201);
    // That it was confirmed is on record.
    const Reply events = server.get(made.headers.at("location") + "/events", server.reporter());
    CHECK(json::parse(events.body)["items"][0]["data"]["facts"]["confirmedNotBsn"] == json({"/description"}));
}

TEST_CASE("a confirmation names a text of the report, and is none itself", "[http][cases]") {
    AServer server;
    json report = a_valid_report();
    // It would stand in the history for good, where nobody can erase it.
    report["confirmedNotBsn"] = {"111222333", "title", "/nowhere", "/confirmedNotBsn/0", "/harm", "/title"};
    const Reply refused = server.post("/v1/cases", server.reporter(), report.dump());
    CHECK(refused.status == 400);
    CHECK(
        faults(refused) ==
        std::set<std::string>{
            "/confirmedNotBsn/0 noSuchText",
            "/confirmedNotBsn/1 noSuchText",
            "/confirmedNotBsn/2 noSuchText",
            "/confirmedNotBsn/3 noSuchText",
            "/confirmedNotBsn/4 noSuchText"}
    );
    CHECK(refused.body.find("111222333") == std::string::npos);
    // A text that holds no such number may be confirmed all the same: who corrects one need not look for
    // both.
    report["confirmedNotBsn"] = {"/title"};
    CHECK(server.post("/v1/cases", server.reporter(), report.dump()).status == 201);
}

TEST_CASE("a body full of faults is answered soon and shortly", "[http][cases]") {
    AServer server;
    json many = a_valid_report();
    many["dataCategories"] = std::vector<std::string>(19'000, "111222333");
    json unknown = a_valid_report();
    unknown[std::string(100'000, 'a')] = std::vector<std::string>(10'000, "111222333");
    json wrong = a_valid_report();
    wrong["title"] = {{std::string(100'000, 'a'), std::vector<std::string>(10'000, "111222333")}};
    json ministries = a_valid_report();
    ministries["ministries"] = std::vector<std::string>(9'000, "https://a.example/b");
    for (const json& report : {many, unknown, wrong, ministries}) {
        const Reply refused = server.post("/v1/cases", server.reporter(), report.dump());
        REQUIRE(refused.status == 400);
        CHECK(json::parse(refused.body)["errors"].size() <= 101);
        CHECK(refused.body.size() < 200'000);
    }
}

TEST_CASE("a personal mailbox is a warning, not a fault", "[http][cases]") {
    AServer server;
    json report = a_valid_report();
    report["mailbox"] = "j.voorbeeld@svb.example";
    const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
    REQUIRE(made.status == 201);
    CHECK(json::parse(made.body)["warnings"][0]["pointer"] == "/mailbox");
    CHECK(json::parse(made.body)["warnings"][0]["code"] == "personalMailbox");
}

TEST_CASE("what another leadMinistry would change can be tried without touching lead", "[http][cases]") {
    AServer server;
    json report = a_valid_report();
    report["lead"] = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";
    report["leadMinistry"] = "none";
    const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
    REQUIRE(made.status == 201);
    CHECK(json::parse(made.body)["warnings"].size() == 1);
    CHECK(json::parse(made.body)["warnings"][0]["pointer"] == "/lead");
    CHECK(json::parse(made.body)["warnings"][0]["code"] == "inconsistent");
}

TEST_CASE("a foreign case is byte for byte the 404 of an absent one", "[http][access]") {
    AServer server;
    const Reply made = server.post("/v1/cases", server.reporter(), a_valid_report().dump());
    REQUIRE(made.status == 201);
    const std::string location = made.headers.at("location");
    const std::string absent = "/v1/cases/01890000-0000-7000-8000-000000000000";
    const auto without_id = [](const Reply& reply) {
        json problem = json::parse(reply.body);
        problem.erase("requestId");
        return problem.dump();
    };
    for (const std::string& tail : std::vector<std::string>{"", "/events", "?nonsense=1"}) {
        const Reply foreign = server.get(location + tail, server.other_reporter());
        const Reply nothing = server.get(absent + tail, server.other_reporter());
        CHECK(foreign.status == 404);
        CHECK(nothing.status == 404);
        CHECK(without_id(foreign) == without_id(nothing));
        CHECK(foreign.body.size() == nothing.body.size());
    }
    CHECK(server.get("/v1/cases/not-an-id", server.other_reporter()).status == 404);
    CHECK(server.get(location, server.coordinator()).status == 200);
    CHECK(json::parse(server.get("/v1/cases", server.other_reporter()).body)["items"].empty());
    const std::string filtered = std::string("/v1/cases?organisation=") + svb;
    CHECK(json::parse(server.get(filtered, server.other_reporter()).body)["items"].empty());
    CHECK(json::parse(server.get(filtered, server.coordinator()).body)["items"].size() == 1);
}

TEST_CASE("a coordinator reports for others, and they see their case", "[http][access]") {
    AServer server;
    json report = a_valid_report();
    report["onBehalfOf"] = {{{"organisation", uwv}, {"name", "UWV"}, {"arrangement", "knelpuntenbrief"}}};
    const Reply by_coordinator = server.post("/v1/cases", server.coordinator(), report.dump());
    REQUIRE(by_coordinator.status == 201);
    CHECK(server.get(by_coordinator.headers.at("location"), server.other_reporter()).status == 200);
    CHECK(server.get(by_coordinator.headers.at("location"), server.reporter()).status == 404);
    CHECK(json::parse(by_coordinator.body)["parties"].size() == 1);
    // A reporter who names another organisation gives it no rights over his report.
    const Reply by_reporter = server.post("/v1/cases", server.reporter(), report.dump());
    REQUIRE(by_reporter.status == 201);
    CHECK(server.get(by_reporter.headers.at("location"), server.other_reporter()).status == 404);
}

TEST_CASE("a retry with the same Idempotency-Key repeats the first answer", "[http][idempotency]") {
    AServer server;
    const std::string body = a_valid_report().dump();
    const Reply first = server.post("/v1/cases", server.reporter(), body, {"Idempotency-Key: a-1"});
    REQUIRE(first.status == 201);
    server.restart();
    const Reply again = server.post("/v1/cases", server.reporter(), body, {"Idempotency-Key: a-1"});
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(again.headers.at("location") == first.headers.at("location"));
    CHECK(again.headers.at("etag") == first.headers.at("etag"));
    CHECK(again.headers.at("idempotency-replayed") == "true");
    CHECK(first.headers.count("idempotency-replayed") == 0);

    json other = a_valid_report();
    other["title"] = "Iets anders";
    const Reply reused = server.post("/v1/cases", server.reporter(), other.dump(), {"Idempotency-Key: a-1"});
    CHECK(reused.status == 400);
    CHECK(json::parse(reused.body)["type"] == "/problems/idempotency-key-reused");
    // The key is the caller's own: another organisation may use the same word.
    CHECK(server.post("/v1/cases", server.other_reporter(), body, {"Idempotency-Key: a-1"}).status == 201);
    CHECK(json::parse(server.get("/v1/cases", server.coordinator()).body)["items"].size() == 2);
    CHECK(server.post("/v1/cases", server.reporter(), body, {"Idempotency-Key: a b"}).status == 400);
    CHECK(
        server.post("/v1/cases", server.reporter(), body, {"Idempotency-Key: " + std::string(256, 'x')})
            .status == 400
    );
    CHECK(
        server.post("/v1/cases", server.reporter(), body, {"Idempotency-Key: " + std::string(255, 'x')})
            .status == 201
    );
}

TEST_CASE("the list pages through all cases, newest first, each once", "[http][list]") {
    AServer server;
    for (int number = 0; number < 7; ++number) {
        json report = a_valid_report();
        report["ownReference"] = "K-" + std::to_string(number);
        REQUIRE(server.post("/v1/cases", server.reporter(), report.dump()).status == 201);
    }
    std::vector<std::string> seen;
    std::string target = "/v1/cases?limit=3";
    while (!target.empty()) {
        const Reply page = server.get(target, server.reporter());
        REQUIRE(page.status == 200);
        const json list = json::parse(page.body);
        for (const auto& item : list["items"]) seen.push_back(item["ownReferences"][0]);
        target.clear();
        if (list["next"].is_null()) {
            CHECK(page.headers.count("link") == 0);
        } else {
            target = "/v1/cases?limit=3&cursor=" + list["next"].get<std::string>();
            CHECK(page.headers.at("link") == "<" + target + ">; rel=\"next\"");
        }
    }
    CHECK(seen == std::vector<std::string>{"K-6", "K-5", "K-4", "K-3", "K-2", "K-1", "K-0"});
    const json found = json::parse(server.get("/v1/cases?ownReference=K-3", server.reporter()).body);
    CHECK(found["items"].size() == 1);
    CHECK(json::parse(server.get("/v1/cases?ownReference=K", server.reporter()).body)["items"].empty());
}

TEST_CASE("a query that makes no sense is a 400 that names the parameter", "[http][list]") {
    AServer server;
    const auto [query, expected] = GENERATE(table<std::string, std::string>({
        {"colour=red", "colour unknownParameter"},
        {"dryRun=true", "dryRun unknownParameter"},
        {"limit=0", "limit range"},
        {"limit=201", "limit range"},
        {"limit=ten", "limit range"},
        {"limit=1&limit=2", "limit duplicateParameter"},
        {"cursor=abc", "cursor cursor"},
        {"organisation=123", "organisation format"},
        {"ownReference=", "ownReference tooShort"},
        {"ownReference=%ff", "ownReference encoding"},
        {"ownReference=%4", "ownReference encoding"},
    }));
    const Reply refused = server.get("/v1/cases?" + query, server.reporter());
    INFO(query);
    CHECK(refused.status == 400);
    CHECK(faults(refused) == std::set<std::string>{expected});
}

TEST_CASE("a cursor fits only the list that it came from", "[http][list]") {
    AServer server;
    for (int number = 0; number < 2; ++number) {
        REQUIRE(server.post("/v1/cases", server.reporter(), a_valid_report().dump()).status == 201);
    }
    const json first = json::parse(server.get("/v1/cases?limit=1", server.reporter()).body);
    const std::string cursor = first["next"];
    const std::string elsewhere = std::string("/v1/cases?organisation=") + svb + "&cursor=" + cursor;
    CHECK(server.get(elsewhere, server.reporter()).status == 400);
    CHECK(server.get("/v1/cases?cursor=" + cursor, server.reporter()).status == 200);
}

TEST_CASE("the history gives the bytes that were stored, texts behind their seals", "[http][events]") {
    AServer server;
    const Reply made = server.post("/v1/cases", server.reporter(), a_valid_report().dump());
    const Reply events = server.get(made.headers.at("location") + "/events", server.reporter());
    CHECK(events.status == 200);
    const json list = json::parse(events.body);
    REQUIRE(list["items"].size() == 3);
    const json event = list["items"][0];
    CHECK(event["sequence"] == 1);
    CHECK(event["version"] == 1);
    CHECK(event["type"] == "reported");
    CHECK(event["by"]["organisation"] == svb);
    CHECK(event["by"]["role"] == "reporter");
    CHECK(event["data"]["facts"]["legalBasis"] == "missing");
    CHECK(events.body.find("SVB mag de inkomensgegevens") == std::string::npos);
    CHECK(events.body.find("gegevens@svb.example") == std::string::npos);
    CHECK(event["data"]["seals"]["texts"]["hash"].get<std::string>().starts_with("sha256:"));
    CHECK(list["items"][1]["type"] == "routed");
    CHECK(list["items"][1]["by"] == json{{"system", "routing"}});
    CHECK(list["items"][2]["type"] == "transitioned");
    CHECK(list["items"][2]["data"]["to"] == json({"triage.assessing"}));
    // The order of members is part of format 1.
    CHECK(events.body.find(R"({"items":[{"sequence":1,"case":")") == 0);
}

TEST_CASE("only who may report can report", "[http][access]") {
    AServer server;
    const std::string auditor = server.key(svb, {"auditor"});
    CHECK(server.post("/v1/cases", auditor, a_valid_report().dump()).status == 403);
    // The faults of the body come first (design.md, section 7).
    CHECK(server.post("/v1/cases", auditor, "{}").status == 400);
}
