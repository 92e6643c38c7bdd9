#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

const std::string social = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";

json a_routed_report() {
    json report = a_valid_report();
    report["leadMinistry"] = "one";
    report["lead"] = social;
    report["ministries"] = {social};
    return report;
}

/// A report that values collide in, so that the table proposes the CCG.
json a_proposed_report() {
    json report = a_valid_report();
    report["valuesCollide"] = "yes";
    return report;
}

struct Opened {
    std::string path;
    std::string tag;
};

Opened open_case(AServer& server, const json& report) {
    const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
    REQUIRE(made.status == 201);
    return {made.headers.at("location"), "If-Match: " + made.headers.at("etag")};
}

Reply act(AServer& server, const Opened& opened, const json& action, const std::string& key = {}) {
    return server.post(
        opened.path + "/routing", key.empty() ? server.coordinator() : key, action.dump(), {opened.tag}
    );
}

std::vector<std::string> pointers(const Reply& reply) {
    std::vector<std::string> told;
    const json problem = json::parse(reply.body);
    for (const auto& error : problem["errors"]) told.push_back(error["pointer"].get<std::string>());
    return told;
}

}  // namespace

TEST_CASE("a report is routed as it comes in, and the route explains itself", "[http][routing]") {
    AServer server;
    const Reply made = server.post("/v1/cases", server.reporter(), a_routed_report().dump());
    REQUIRE(made.status == 201);
    const json opened = json::parse(made.body);
    CHECK(opened["routing"]["status"] == "chosen");
    CHECK(opened["routing"]["route"] == "fast-lane");
    CHECK(opened["routing"]["ministry"] == social);
    CHECK(opened["decision"]["rule"] == "R13");
    CHECK(opened["decision"]["rules"].size() == 18);
    CHECK(opened["decision"]["nearest"].size() == 3);

    const std::string path = made.headers.at("location") + "/routing";
    const Reply routing = server.get(path, server.reporter());
    CHECK(routing.status == 200);
    const json told = json::parse(routing.body);
    CHECK(told["decision"] == opened["decision"]);
    CHECK(told["current"] == opened["routing"]);
    REQUIRE(told["history"].size() == 1);
    CHECK(told["history"][0]["data"]["decision"] == opened["decision"]);
    CHECK(
        server.get(path, server.reporter(), {"If-None-Match: " + routing.headers.at("etag")}).status == 304
    );
    CHECK(server.get(path, server.other_reporter()).status == 404);
    CHECK(
        server.get("/v1/cases/00000000-0000-7000-8000-000000000000/routing", server.reporter()).status == 404
    );

    server.restart();
    CHECK(server.get(path, server.reporter()).body == routing.body);
}

TEST_CASE("a dry run routes and stores nothing", "[http][routing]") {
    AServer server;
    const Reply tried = server.post("/v1/cases?dryRun=true", server.reporter(), a_proposed_report().dump());
    CHECK(tried.status == 200);
    CHECK(json::parse(tried.body)["decision"]["rule"] == "R08");
    CHECK(json::parse(tried.body)["dryRun"] == true);
    CHECK(json::parse(server.get("/v1/cases", server.coordinator()).body)["items"].empty());
    CHECK(server.post("/v1/cases?dryRun=true", server.reporter(), "{}").status == 400);
    CHECK(server.post("/v1/cases?dryRun=maybe", server.reporter(), a_valid_report().dump()).status == 400);
    CHECK(
        server.post("/v1/cases?dryRun=true", server.key(svb, {"auditor"}), a_valid_report().dump()).status ==
        403
    );
    CHECK(server.post("/v1/cases?dryRun=false", server.reporter(), a_valid_report().dump()).status == 201);
}

TEST_CASE("a coordinator confirms a proposal, once", "[http][routing]") {
    AServer server;
    Opened opened = open_case(server, a_proposed_report());
    const Reply confirmed = act(server, opened, {{"action", "confirm"}});
    CHECK(confirmed.status == 200);
    // Confirmed, the lifecycle moved, the leg begun.
    CHECK(confirmed.headers.at("etag") == "\"6\"");
    const json document = json::parse(confirmed.body);
    CHECK(document["routing"]["status"] == "confirmed");
    CHECK(document["routing"]["route"] == "ccg");
    CHECK(document["phase"] == "treatment");
    REQUIRE(document["legs"].size() == 1);
    CHECK(document["legs"][0]["route"] == "ccg");
    CHECK(document["legs"][0]["status"] == "offered");
    CHECK(document["reports"][0]["report"]["title"] == a_valid_report()["title"]);
    // Whoever comes second sees that somebody was there.
    CHECK(act(server, opened, {{"action", "confirm"}}).status == 412);
    opened.tag = "If-Match: \"6\"";
    CHECK(act(server, opened, {{"action", "confirm"}}).status == 409);
}

TEST_CASE("a coordinator overrules with a reason, and the old decision stays", "[http][routing]") {
    AServer server;
    const Opened opened = open_case(server, a_routed_report());
    const Reply overruled =
        act(server,
            opened,
            {{"action", "overrule"},
             {"route", "referral"},
             {"referral", "nds"},
             {"reason", "Dit is een stelselvraag."}});
    REQUIRE(overruled.status == 200);
    const json document = json::parse(overruled.body);
    CHECK(document["routing"]["status"] == "overruled");
    CHECK(document["routing"]["referral"] == "nds");
    CHECK_FALSE(document["routing"].contains("ministry"));
    CHECK(document["routing"]["because"]["nl"] == "Dit is een stelselvraag.");
    const json told = json::parse(server.get(opened.path + "/routing", server.reporter()).body);
    REQUIRE(told["history"].size() == 2);
    CHECK(told["history"][0]["type"] == "routed");
    CHECK(told["history"][1]["type"] == "routeOverruled");
    CHECK(told["history"][1]["data"]["instead"]["route"] == "fast-lane");
    CHECK(told["history"][1]["by"]["role"] == "coordinator");
    CHECK(told["decision"]["rule"] == "R13");
}

TEST_CASE("with more information the table looks again", "[http][routing]") {
    AServer server;
    Opened opened = open_case(server, a_valid_report());
    CHECK(act(server, opened, {{"action", "confirm"}}).status == 409);
    const json answers = {{"leadMinistry", "one"}, {"lead", social}};
    const Reply again = act(server, opened, {{"action", "again"}, {"answers", answers}});
    REQUIRE(again.status == 200);
    const json document = json::parse(again.body);
    CHECK(document["phase"] == "treatment");
    CHECK(document["routing"]["route"] == "fast-lane");
    CHECK(document["routing"]["decidedAtVersion"] == 5);
    // What was reported stays as it was; what was learnt stands beside it.
    CHECK(document["reports"][0]["report"] == a_valid_report());
    CHECK(document["reports"][0]["corrections"] == json::array({answers}));
    const json told = json::parse(server.get(opened.path + "/routing", server.reporter()).body);
    REQUIRE(told["history"].size() == 3);
    CHECK(told["history"][1]["type"] == "reportCorrected");
    CHECK(told["history"][0]["data"]["decision"]["rule"] == "R19");
    // Again without anything new gives the same.
    opened.tag = "If-Match: " + again.headers.at("etag");
    const Reply same = act(server, opened, {{"action", "again"}});
    REQUIRE(same.status == 200);
    CHECK(json::parse(same.body)["routing"]["rule"] == "R13");
    server.restart();
    CHECK(server.get(opened.path, server.reporter()).body == same.body);
}

TEST_CASE("what is wrong with an action is told in its order, all at once", "[http][routing]") {
    AServer server;
    const Opened opened = open_case(server, a_proposed_report());
    const std::string path = opened.path + "/routing";
    const std::string confirm = R"({"action": "confirm"})";
    CHECK(server.post(path, server.other_reporter(), "{").status == 404);
    CHECK(server.post(path, server.coordinator(), confirm).status == 428);
    CHECK(server.post(path, server.coordinator(), "{", {"If-Match: \"9\""}).status == 412);
    CHECK(server.post(path, server.coordinator(), "{", {"If-Match: *"}).status == 412);
    CHECK(server.post(path, server.coordinator(), "{", {opened.tag}).status == 400);
    CHECK(server.post(path, server.coordinator(), R"({"action": "else"})", {opened.tag}).status == 400);
    CHECK(server.post(path, server.reporter(), R"({"action": "else"})", {opened.tag}).status == 400);
    CHECK(server.post(path, server.reporter(), confirm, {opened.tag}).status == 403);
    using Pointers = std::vector<std::string>;
    CHECK(
        pointers(act(server, opened, {{"action", "overrule"}, {"answers", json::object()}})) ==
        Pointers{"/answers", "/reason", "/route"}
    );
    CHECK(
        pointers(act(server, opened, {{"action", "overrule"}, {"route", "fast-lane"}, {"reason", "x"}})) ==
        Pointers{"/ministry"}
    );
    CHECK(
        pointers(act(
            server,
            opened,
            {{"action", "overrule"}, {"route", "referral"}, {"ministry", social}, {"reason", "111222333"}}
        )) == Pointers{"/ministry", "/referral", "/reason"}
    );
    CHECK(
        pointers(act(server, opened, {{"action", "overrule"}, {"route", "nowhere"}, {"reason", "x"}})) ==
        Pointers{"/route"}
    );
    CHECK(
        pointers(act(server, opened, {{"action", "again"}, {"answers", {{"scope", "all"}, {"title", "x"}}}})
        ) == Pointers{"/answers/scope", "/answers/title"}
    );
    CHECK(server.get(opened.path, server.reporter()).headers.at("etag") == "\"3\"");
    // What only looks like a citizen's number can be confirmed, and that is recorded.
    const Reply confirmed =
        act(server,
            opened,
            {{"action", "overrule"},
             {"route", "advisory"},
             {"reason", "RSIN 111222333"},
             {"confirmedNotBsn", {"/reason"}}});
    CHECK(confirmed.status == 200);
    const Reply events = server.get(opened.path + "/events", server.reporter());
    const json history = json::parse(events.body)["items"];
    CHECK(std::any_of(history.begin(), history.end(), [](const json& event) {
        return event["data"].value("confirmedNotBsn", json()) == json({"/reason"});
    }));
}

TEST_CASE("what a coordinator chose is not replaced without one", "[http][routing]") {
    AServer server;
    Opened opened = open_case(server, a_routed_report());
    const Reply overruled = act(server, opened, {{"action", "overrule"}, {"route", "ccg"}, {"reason", "Breder."}});
    REQUIRE(overruled.status == 200);
    opened.tag = "If-Match: " + overruled.headers.at("etag");
    const Reply again = act(server, opened, {{"action", "again"}});
    REQUIRE(again.status == 200);
    CHECK(json::parse(again.body)["routing"]["mode"] == "automatic");
    CHECK(json::parse(again.body)["routing"]["status"] == "proposed");
    // It is treated where the coordinator sent it.
    CHECK(json::parse(again.body)["legs"].back()["route"] == "ccg");
    CHECK(json::parse(again.body)["legs"].back()["status"] == "offered");
}

TEST_CASE("a repeated action with the same key is done once", "[http][routing]") {
    AServer server;
    const Opened opened = open_case(server, a_proposed_report());
    const auto confirm = [&] {
        return server.post(
            opened.path + "/routing",
            server.coordinator(),
            R"({"action": "confirm"})",
            {opened.tag, "Idempotency-Key: once"}
        );
    };
    const Reply first = confirm();
    const Reply second = confirm();
    CHECK(first.status == 200);
    CHECK(second.status == 200);
    CHECK(second.headers.at("idempotency-replayed") == "true");
    CHECK(second.body == first.body);
}

TEST_CASE("a report that joins a case counts there", "[http][routing][joins]") {
    AServer server;
    const Reply made = server.post("/v1/cases", server.reporter(), a_valid_report().dump());
    const json opened = json::parse(made.body);
    json joining = a_valid_report();
    joining["ownReference"] = "TWEEDE";
    joining["joins"] = GENERATE(true, false) ? opened["reference"] : opened["id"];
    const Reply tried = server.post("/v1/cases?dryRun=true", server.reporter(), joining.dump());
    CHECK(json::parse(tried.body)["decision"]["rule"] == "R01");
    const Reply joined = server.post("/v1/cases", server.reporter(), joining.dump());
    REQUIRE(joined.status == 201);
    const json document = json::parse(joined.body);
    CHECK(document["id"] == opened["id"]);
    CHECK(document["reports"].size() == 2);
    CHECK(document["decision"]["rule"] == "R01");
    CHECK(
        document["decision"]["because"]["nl"].get<std::string>().find(opened["reference"]) !=
        std::string::npos
    );
    const Reply found = server.get("/v1/cases?ownReference=TWEEDE", server.reporter());
    CHECK(json::parse(found.body)["items"].size() == 1);
    CHECK(json::parse(server.get("/v1/cases", server.coordinator()).body)["items"].size() == 1);
}

TEST_CASE(
    "a case that is not to be seen cannot be joined, nor told from one that is not there",
    "[http][routing][joins]"
) {
    AServer server;
    const Reply made = server.post("/v1/cases", server.reporter(), a_valid_report().dump());
    const auto refusal = [&](const std::string& joins) {
        json report = a_valid_report();
        report["joins"] = joins;
        const Reply reply = server.post("/v1/cases", server.other_reporter(), report.dump());
        CHECK(reply.status == 400);
        json problem = json::parse(reply.body);
        problem.erase("requestId");
        return problem;
    };
    const json foreign = refusal(json::parse(made.body)["reference"]);
    CHECK(foreign["errors"][0]["pointer"] == "/joins");
    CHECK(refusal("GD-2026-999999") == foreign);
    CHECK(refusal("zomaar wat") == foreign);
    // A coordinator adds it, and the reporter's organisation sees the case from then on.
    json report = a_valid_report();
    report["joins"] = json::parse(made.body)["reference"];
    report["onBehalfOf"] = json::array({{{"organisation", uwv}}});
    CHECK(server.post("/v1/cases", server.coordinator(), report.dump()).status == 201);
    CHECK(server.get(made.headers.at("location"), server.other_reporter()).status == 200);
}

TEST_CASE("the table in force is there to be read, by version too", "[http][routing]") {
    AServer server;
    const Reply table = server.get("/v1/routing", server.reporter());
    CHECK(table.status == 200);
    const json told = json::parse(table.body);
    CHECK(told["version"] == "1.0.0");
    CHECK(told["table"]["rules"].size() == 18);
    CHECK(told["versions"].size() == 1);
    CHECK(server.get("/v1/routing/1.0.0", server.reporter()).body == table.body);
    CHECK(server.get("/v1/routing/0.9.0", server.reporter()).status == 404);
    // The hash is over the text as it is handed out.
    const auto from = table.body.find(R"("table":)") + 8;
    const auto to = table.body.find(R"(,"versions":)");
    CHECK(told["hash"] == server.configuration().desk.table().hash);
    CHECK(table.body.substr(from, to - from) == server.configuration().desk.table().text);
}
