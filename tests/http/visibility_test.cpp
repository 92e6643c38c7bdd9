// Who may see a case, over HTTP: what is open is read by all that take part, less of it by outsiders, and what is not
// open is not there for them.

#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

using namespace wissel::test;
using nlohmann::json;

namespace {

constexpr const char* reporter_oin = "00000099900000340000";
constexpr const char* holder_oin = "00000099900000350000";
constexpr const char* outsider_oin = "00000099900000360000";
constexpr const char* closed_off = R"({"visibility":"parties","ground":"supervision","reviewOn":"2029-01-01",)"
                                   R"("reason":"Er loopt een onderzoek."})";

/// A case that was reported by an organisation that takes part, with everything that an outsider must not read.
class Opened {
public:
    /// Empty: nobody is to be heard, so that it opens at once.
    explicit Opened(const std::string& held_by = {}) {
        json report = a_valid_report();
        report["title"] = "Gegevens over hulpmiddelen";
        report["holders"] = json::array({{{"name", "een particulier"}, {"private", true}}});
        if (!held_by.empty()) report["holders"] = {{{"organisation", held_by}}};
        report["requester"] = {{"organisation", reporter_oin}};
        report["proposal"] = "Schrap het kabouterartikel.";
        report["ministries"] = {"https://identifier.overheid.nl/tooi/id/ministerie/mnre1073"};
        report["leadMinistry"] = "one";
        report["lead"] = report["ministries"][0];
        const Reply made = server.post("/v1/cases", reporter, report.dump());
        INFO(made.body);
        REQUIRE(made.status == 201);
        path = made.headers.at("location");
        const Reply said = server.post(path + "/comments", reporter, R"({"text":"Onder ons: kabouterpraat."})");
        REQUIRE(said.status == 201);
    }

    json read(const std::string& tail, const std::string& key) {
        const Reply reply = server.get(path + tail, key);
        INFO(path << tail << " " << reply.body);
        REQUIRE(reply.status == 200);
        return json::parse(reply.body);
    }

    std::string tag() { return "If-Match: " + server.get(path, coordinator).headers.at("etag"); }

    Reply set(const std::string& key, const std::string& body) {
        return server.post(path + "/visibility", key, body, {tag()});
    }

    AServer server;
    std::string reporter = server.key(reporter_oin, {"reporter"});
    std::string holder = server.key(holder_oin, {"holder"});
    std::string outsider = server.key(outsider_oin, {"reporter"});
    std::string coordinator = server.coordinator();
    std::string path;
};

bool lists(AServer& server, const std::string& target, const std::string& key) {
    const Reply reply = server.get(target, key);
    REQUIRE(reply.status == 200);
    return !json::parse(reply.body)["items"].empty();
}

json without_mailboxes(json document) {
    if (document.is_object()) document.erase("mailbox");
    if (!document.is_structured()) return document;
    for (auto& inner : document) inner = without_mailboxes(std::move(inner));
    return document;
}

std::string without_id(const Reply& reply) {
    json problem = json::parse(reply.body);
    problem.erase("requestId");
    return problem.dump();
}

}  // namespace

TEST_CASE("who takes part reads an open case, but not what people say to each other", "[http][visibility]") {
    Opened opened;
    const json whole = opened.read("", opened.reporter);
    CHECK(whole["visibility"] == json({{"now", "open"}, {"chosen", "open"}}));
    CHECK(whole.dump().find("kabouter") != std::string::npos);
    CHECK(whole.dump().find("mailbox") != std::string::npos);
    CHECK(whole == opened.read("", opened.coordinator));
    const Reply reply = opened.server.get(opened.path, opened.outsider);
    const json seen = json::parse(reply.body);
    CHECK(reply.headers.at("etag") == "\"" + std::to_string(whole["version"].get<int>()) + "-o\"");
    CHECK(seen["reports"][0]["report"]["title"] == "Gegevens over hulpmiddelen");
    CHECK(seen["reports"][0]["report"]["description"] == whole["reports"][0]["report"]["description"]);
    CHECK(seen["reports"][0]["report"]["barriers"] == whole["reports"][0]["report"]["barriers"]);
    CHECK(seen["owner"]["role"] == "coordinator");
    // Mailboxes are left out of these, and nothing else.
    for (const char* member : {"phase", "visibility", "owner", "routing", "parties", "lifecycle", "legs"})
        CHECK(seen[member] == without_mailboxes(whole[member]));
    CHECK(whole["legs"] != without_mailboxes(whole["legs"]));
    for (const char* tail : {"", "/events", "/routing", "/terms", "/ownership"}) {
        CAPTURE(tail);
        const std::string text = opened.read(tail, opened.outsider).dump();
        CHECK(text.find("kabouter") == std::string::npos);
        CHECK(text.find("mailbox") == std::string::npos);
        CHECK(text.find(".example") == std::string::npos);
    }
    CHECK(opened.read("/transitions", opened.outsider)["items"].empty());
    // A list has it too, and so has a table; nobody's work grows by it.
    const Reply list = opened.server.get("/v1/cases?visibility=open&count=true", opened.outsider);
    CHECK(json::parse(list.body)["total"] == 1);
    CHECK(list.body.find(".example") == std::string::npos);
    CHECK(opened.server.get("/v1/cases", opened.outsider, {"Accept: text/csv"}).body.find("hulpmiddelen") !=
          std::string::npos);
    CHECK_FALSE(lists(opened.server, "/v1/worklist", opened.outsider));
    // Whoever has a key but takes no part sees nothing of it.
    CHECK(opened.server.get(opened.path, opened.server.other_reporter()).status == 404);
}

TEST_CASE("who only reads along may do nothing, but may report the same", "[http][visibility]") {
    Opened opened;
    auto& server = opened.server;
    const std::string tag = "If-Match: " + server.get(opened.path, opened.outsider).headers.at("etag");
    const std::string owner = R"({"action":"offer","to":{"organisation":")" + std::string(outsider_oin) +
                              R"(","role":"reporter"}})";
    const std::pair<const char*, std::string> acts[] = {
        {"/comments", R"({"text":"Wij ook!"})"},
        {"/positions", R"({"text":"Wij ook!"})"},
        {"/transitions", R"({"event":"withdraw","data":{"reason":"Opgelost."}})"},
        {"/terms", R"({"by":"P10D","reason":"Druk."})"},
        {"/routing", R"({"action":"confirm"})"},
        {"/visibility", closed_off}};
    for (const auto& [tail, body] : acts) {
        CAPTURE(tail);
        const Reply reply = server.post(opened.path + tail, opened.outsider, body, {tag});
        INFO(reply.body);
        CHECK(reply.status == 403);
    }
    // What is wrong with a question is told first, as to anybody else.
    CHECK(server.post(opened.path + "/comments", opened.outsider, "{}").status == 400);
    CHECK(server.post(opened.path + "/visibility", opened.outsider, closed_off).status == 428);
    CHECK(server.post(opened.path + "/visibility", opened.outsider, closed_off, {"If-Match: \"1\""}).status == 412);
    json report = a_valid_report();
    report["joins"] = opened.path.substr(std::string("/v1/cases/").size());
    const Reply joined = server.post("/v1/cases", opened.outsider, report.dump());
    INFO(joined.body);
    REQUIRE(joined.status == 201);
    CHECK(server.post(opened.path + "/comments", opened.outsider, R"({"text":"Wij ook!"})").status == 201);
    CHECK(opened.read("", opened.outsider).dump().find("kabouter") != std::string::npos);
}

TEST_CASE("a case that is closed off is the 404 of an absent one for all others", "[http][visibility][access]") {
    Opened opened;
    auto& server = opened.server;
    const std::string key = "Idempotency-Key: sluiten";
    const std::string tag = opened.tag();
    const Reply closed = server.post(opened.path + "/visibility", opened.coordinator, closed_off, {tag, key});
    INFO(closed.body);
    REQUIRE(closed.status == 200);
    const json document = json::parse(closed.body);
    CHECK(document["visibility"]["now"] == "parties");
    CHECK(document["visibility"]["ground"] == "supervision");
    CHECK(document["visibility"]["reviewOn"] == "2029-01-01");
    CHECK(document["notes"].back()["texts"]["reason"] == "Er loopt een onderzoek.");
    // The retry is the same answer and no second event.
    const Reply again = server.post(opened.path + "/visibility", opened.coordinator, closed_off, {tag, key});
    CHECK(again.body == closed.body);
    CHECK(again.headers.at("idempotency-replayed") == "true");
    const std::string absent = "/v1/cases/01890000-0000-7000-8000-000000000000";
    for (const char* tail : {"", "/events", "/routing", "/terms", "/ownership", "/transitions", "?nonsense=1"}) {
        CAPTURE(tail);
        const Reply foreign = server.get(opened.path + tail, opened.outsider);
        CHECK(foreign.status == 404);
        CHECK(without_id(foreign) == without_id(server.get(absent + tail, opened.outsider)));
    }
    const Reply act = server.post(opened.path + "/visibility", opened.outsider, "{");
    CHECK(act.status == 404);
    CHECK(without_id(act) == without_id(server.post(absent + "/visibility", opened.outsider, "{")));
    const std::string drawing = "/v1/workflows/lifecycle/diagram?case=";
    CHECK(server.get(drawing + opened.path.substr(10), opened.outsider).status == 404);
    CHECK_FALSE(lists(server, "/v1/cases", opened.outsider));
    json report = a_valid_report();
    report["joins"] = document["reference"];
    CHECK(server.post("/v1/cases", opened.outsider, report.dump()).status == 400);
    CHECK(opened.read("", opened.reporter)["visibility"]["now"] == "parties");
    REQUIRE(opened.set(opened.coordinator, R"({"visibility":"open","reason":"Klaar."})").status == 200);
    CHECK(server.get(opened.path, opened.outsider).status == 200);
}

TEST_CASE("a case opens when its holder has spoken", "[http][visibility]") {
    Opened opened(holder_oin);
    const json visibility = opened.read("", opened.holder)["visibility"];
    CHECK(visibility["now"] == "parties");
    CHECK(visibility["hearing"]["holders"][0]["oin"] == holder_oin);
    CHECK(visibility["hearing"]["within"] == "P10D");
    CHECK(visibility["hearing"]["opensOn"].get<std::string>() > "2026-01-01");
    CHECK(opened.server.get(opened.path, opened.outsider).status == 404);
    // A restart forgets nothing of it.
    opened.server.restart();
    CHECK(opened.read("", opened.holder)["visibility"] == visibility);
    const Reply said = opened.server.post(opened.path + "/positions", opened.holder, R"({"text":"Kabouterrecht."})");
    REQUIRE(said.status == 201);
    const json seen = opened.read("", opened.outsider);
    CHECK(seen["visibility"] == json({{"now", "open"}, {"chosen", "open"}}));
    // That the holder spoke may be known; what it said is for the parties.
    CHECK(seen["positions"][0]["organisation"]["oin"] == holder_oin);
    CHECK(seen["positions"][0]["text"].is_null());
}

TEST_CASE("a confidential case counts nowhere, and its holder does not see it", "[http][visibility][status]") {
    Opened opened(holder_oin);
    auto& server = opened.server;
    const auto counted = [&](const std::string& target, const std::string& key) {
        return json::parse(server.get(target, key).body)["totals"]["cases"].get<int>();
    };
    const std::string own = std::string("/v1/status/organisations/") + reporter_oin;
    CHECK(counted("/v1/status", opened.coordinator) == 1);
    CHECK(counted(own, opened.reporter) == 1);
    const char* const hidden = R"({"visibility":"confidential","ground":"privateLife","reviewOn":"2029-01-01",)"
                               R"("reason":"Gevoelig."})";
    REQUIRE(opened.set(opened.coordinator, hidden).status == 200);
    CHECK(counted("/v1/status", opened.coordinator) == 0);
    CHECK(counted(own, opened.reporter) == 0);
    const json status = json::parse(server.get("/v1/status", opened.coordinator).body);
    CHECK(status["confidential"]["counted"] == false);
    CHECK(server.get(opened.path, opened.holder).status == 404);
    CHECK(opened.read("", opened.reporter)["visibility"]["now"] == "confidential");
    CHECK(lists(server, "/v1/cases?visibility=confidential", opened.coordinator));
    CHECK_FALSE(lists(server, "/v1/cases?visibility=confidential", opened.holder));
    REQUIRE(opened.set(opened.coordinator, R"({"visibility":"open","reason":"Niet meer gevoelig."})").status == 200);
    CHECK(counted("/v1/status", opened.coordinator) == 1);
    CHECK(opened.read("", opened.holder)["visibility"]["hearing"]["holders"].size() == 1);
}

TEST_CASE("what an organisation takes part in is for itself and for who sees all", "[http][visibility][lists]") {
    Opened opened(holder_oin);
    auto& server = opened.server;
    const auto party = [](const char* oin) { return std::string("/v1/cases?party=") + oin; };
    CHECK(lists(server, party(reporter_oin), opened.reporter));
    CHECK(lists(server, party(holder_oin), opened.holder));
    CHECK(lists(server, party(holder_oin), opened.coordinator));
    CHECK_FALSE(lists(server, party(outsider_oin), opened.outsider));
    CHECK_FALSE(lists(server, party(outsider_oin), opened.coordinator));
    // What is open is read by all; who holds data for it is not.
    const Reply refused = server.get(party(holder_oin), opened.outsider, {"Accept-Language: en"});
    CHECK(refused.status == 403);
    CHECK(refused.body.find("takes part in is for that organisation itself") != std::string::npos);
    // The page of an organisation leads here.
    const auto count = [&](const char* oin) {
        const auto list = server.get(party(oin) + "&visibility=open,parties&count=true", opened.coordinator);
        const auto status = server.get(std::string("/v1/status/organisations/") + oin, opened.coordinator);
        CHECK(json::parse(list.body)["total"] == json::parse(status.body)["totals"]["cases"]);
        return json::parse(list.body)["total"].get<int>();
    };
    CHECK(count(holder_oin) == 1);
    CHECK(count(reporter_oin) == 1);
    // Of a confidential one its holder is a party no more.
    const json body = {
        {"visibility", "confidential"}, {"ground", "supervision"}, {"reviewOn", "2029-01-01"}, {"reason", "Nee."}};
    REQUIRE(opened.set(opened.coordinator, body.dump()).status == 200);
    CHECK_FALSE(lists(server, party(holder_oin), opened.coordinator));
    CHECK(lists(server, party(reporter_oin), opened.reporter));
    CHECK(count(reporter_oin) == 0);
}

TEST_CASE("legs are asked by age, term, outcome, owner, ministry and week", "[http][visibility][lists]") {
    Opened opened;
    auto& server = opened.server;
    const json legs = opened.read("", opened.coordinator)["legs"];
    REQUIRE(legs.size() == 1);
    const std::string owner = legs[0]["owner"]["organisation"]["oin"];
    const std::string ministry = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";
    const json lane = json::parse(server.get("/v1/status/routes/fast-lane", opened.outsider).body);
    const std::string week = lane["weeks"]["items"].back()["week"];
    CHECK(lane["weeks"]["items"].back()["began"] == 1);
    const std::map<std::string, bool> asked = {
        {"legAge=fast-lane/week", true},
        {"legAge=fast-lane/month,ccg/week", false},
        {"legTerm=fast-lane/today,fast-lane/week,fast-lane/month,fast-lane/later", true},
        {"legTerm=fast-lane/overdue,fast-lane/none", false},
        {"legOutcome=fast-lane/informed", false},
        {"legOwner=fast-lane/" + owner, true},
        {"legOwner=ccg/" + owner, false},
        {"legMinistry=" + ministry + "/offered", true},
        {"legMinistry=" + ministry + "/done", false},
        {"legBegan=fast-lane/" + week, true},
        {"legBegan=fast-lane/2020-W53", false},
        {"legEnded=fast-lane/" + week, false},
        {"route=none", false}};
    for (const auto& [query, found] : asked) {
        CAPTURE(query);
        CHECK(lists(server, "/v1/cases?" + query, opened.outsider) == found);
    }
}

TEST_CASE("lists are asked by owner, ending, outcome, age, term and days", "[http][visibility][lists]") {
    Opened opened;
    auto& server = opened.server;
    const std::string coordinator = server.coordinator_oin();
    const std::map<std::string, bool> asked = {
        {"caseOwner=" + coordinator, true},
        {"caseOwner=" + coordinator + "/coordinator", true},
        {"caseOwner=" + coordinator + "/programme.lead", false},
        {"closedAs=solved", false},
        {"outcome=legalClarity", false},
        {"visibility=open,parties", true},
        {"age=week", true},
        {"age=month,longer", false},
        {"term=none", false},
        {"term=today,week,month,later", true},
        {"reportedFrom=2020-01-01&reportedTo=9999-12-31", true},
        {"reportedTo=2020-01-01", false},
        {"closedFrom=2020-01-01", false}};
    for (const auto& [query, found] : asked) {
        CAPTURE(query);
        CHECK(lists(server, "/v1/cases?" + query, opened.outsider) == found);
    }
    for (const char* wrong :
         {"caseOwner=12",
          "caseOwner=00000099900000010000/nobody",
          "closedAs=nowhere",
          "outcome=",
          "visibility=closed",
          "age=old",
          "term=soon",
          "reportedFrom=gisteren",
          "reportedTo=2026-02-30",
          "reportedFrom=2026-02-02&reportedTo=2026-02-01",
          "closedTo=99999-12-31"}) {
        CAPTURE(wrong);
        CHECK(server.get(std::string("/v1/cases?") + wrong, opened.outsider).status == 400);
    }
}
