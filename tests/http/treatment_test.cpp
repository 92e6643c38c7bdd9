#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

constexpr const char* social_oin = "00000099900000140000";
constexpr const char* holder_oin = "00000099900000160000";
const std::string social = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";

/// One that the table offers to the fast lane of Social Affairs; the tax office holds the data.
json a_routed_report() {
    json report = a_valid_report();
    report["leadMinistry"] = "one";
    report["lead"] = social;
    report["ministries"] = {social};
    report["holders"] = json::array({{{"organisation", holder_oin}}});
    return report;
}

/// A case on its way, as one after the other finds it.
class Treated {
public:
    explicit Treated(AServer& server, const json& report = a_routed_report()) : server_(server) {
        const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
        REQUIRE(made.status == 201);
        path = made.headers.at("location");
        see(made);
    }

    Reply move(const std::string& key, const json& body) {
        return see(server_.post(path + "/transitions", key, body.dump(), {tag()}));
    }

    Reply owner(const std::string& key, const json& body) {
        return see(server_.post(path + "/owner", key, body.dump(), {tag()}));
    }

    json transitions(const std::string& key) {
        const Reply reply = server_.get(path + "/transitions", key);
        REQUIRE(reply.status == 200);
        return json::parse(reply.body)["items"];
    }

    json document() { return json::parse(server_.get(path, server_.coordinator()).body); }
    std::string leg(std::size_t at = 0) { return document()["legs"][at]["id"]; }
    [[nodiscard]] std::string tag() const { return "If-Match: " + tag_; }

    std::string path;

private:
    Reply see(Reply reply) {
        if (reply.status < 300) tag_ = reply.headers.at("etag");
        return reply;
    }

    AServer& server_;
    std::string tag_;
};

bool offers(const json& transitions, const std::string& event) {
    return std::any_of(transitions.begin(), transitions.end(), [&](const json& one) {
        return one["event"] == event;
    });
}

std::vector<std::string> pointers(const Reply& reply) {
    std::vector<std::string> told;
    const json problem = json::parse(reply.body);
    for (const auto& error : problem["errors"]) told.push_back(error["pointer"].get<std::string>());
    return told;
}

using Pointers = std::vector<std::string>;

}  // namespace

TEST_CASE("a route takes a case over, and its ledger tells it", "[http][treatment]") {
    AServer server;
    const std::string contact = server.key(social_oin, {"fastLane.contact", "fastLane.legal"});
    Treated treated(server);
    CHECK(treated.document()["phase"] == "treatment");
    CHECK(treated.document()["legs"][0]["waitingOn"][0]["organisation"]["oin"] == social_oin);

    // It stands in the worklist of whom it is offered to, with what may be done there.
    const json work = json::parse(server.get("/v1/worklist", contact).body)["items"];
    REQUIRE(work.size() == 1);
    CHECK(work[0]["tasks"][0]["kind"] == "accept");
    CHECK(offers(work[0]["transitions"], "accept"));
    CHECK(json::parse(server.get("/v1/worklist", server.other_reporter()).body)["items"].empty());

    const json accept = {
        {"leg", treated.leg()},
        {"event", "accept"},
        {"data", {{"department", "Directie Uitvoering"}, {"mailbox", "fastlane@szw.example"}}}};
    REQUIRE(treated.move(contact, accept).status == 200);
    const json document = treated.document();
    CHECK(document["legs"][0]["status"] == "running");
    CHECK(document["legs"][0]["owner"]["organisation"]["oin"] == social_oin);
    CHECK(document["legs"][0]["states"][0]["name"] == "exploring");
    CHECK(document["lifecycle"]["states"][0]["name"] == "treatment.running");
    CHECK(document["owner"]["role"] == "coordinator");
    // What was typed stands in the document, and sealed in the history.
    CHECK(document["notes"][0]["texts"]["mailbox"] == "fastlane@szw.example");
    CHECK(server.get(treated.path + "/events", contact).body.find("fastlane@szw.example") == std::string::npos);

    const json ledger = json::parse(server.get(treated.path + "/ownership", contact).body)["items"];
    REQUIRE(ledger.size() == 3);
    CHECK(ledger[1]["until"] == ledger[2]["from"]);
    CHECK(ledger[2]["owner"]["organisation"]["oin"] == social_oin);
    CHECK(ledger[2]["until"].is_null());

    server.restart();
    CHECK(treated.document() == document);
}

TEST_CASE("what is wrong with a transition is told in its order", "[http][treatment]") {
    AServer server;
    const std::string contact = server.key(social_oin, {"fastLane.contact"});
    Treated treated(server);
    const std::string path = treated.path + "/transitions";
    const json accept = {{"leg", treated.leg()}, {"event", "accept"}};
    CHECK(server.post(path, server.other_reporter(), "{").status == 404);
    CHECK(server.post(path, contact, "{").status == 428);
    CHECK(server.post(path, contact, "{", {"If-Match: \"1\""}).status == 412);
    CHECK(server.post(path, contact, "{", {treated.tag()}).status == 400);
    CHECK(pointers(treated.move(contact, {{"event", 7}, {"other", 1}})) == Pointers{"/event", "/other"});
    CHECK(pointers(treated.move(contact, {{"leg", "nowhere"}, {"event", "accept"}})) == Pointers{"/leg"});
    CHECK(pointers(treated.move(contact, {{"event", "dance"}})) == Pointers{"/event"});
    // Every fault of the form at once, before it matters who asks.
    CHECK(pointers(treated.move(contact, accept)) == Pointers{"/data/department", "/data/mailbox"});
    json wrong = accept;
    wrong["data"] = {{"department", "Van 111222333"}, {"mailbox", "nergens"}, {"more", 1}};
    CHECK(
        pointers(treated.move(server.reporter(), wrong)) ==
        Pointers{"/data/mailbox", "/data/more", "/data/department"}
    );
    json right = accept;
    right["data"] = {{"department", "Van 111222333"}, {"mailbox", "fastlane@szw.example"}};
    right["confirmedNotBsn"] = {"/data/department"};
    CHECK(treated.move(server.reporter(), right).status == 403);
    const Reply other_ministry =
        treated.move(server.key("00000099900000150000", {"fastLane.contact"}), right);
    CHECK(other_ministry.status == 404);
    // What cannot be now says what can.
    const Reply later = treated.move(contact, {{"leg", treated.leg()}, {"event", "bridge"}});
    CHECK(later.status == 409);
    const json problem = json::parse(later.body);
    CHECK(problem["type"] == "/problems/not-possible-now");
    CHECK(offers(problem["possible"], "accept"));
    REQUIRE(treated.move(contact, right).status == 200);
    // Whoever comes late learns what happened meanwhile.
    const Reply late = server.post(path, contact, right.dump(), {"If-Match: \"4\""});
    CHECK(late.status == 412);
    const json changes = json::parse(late.body)["changes"];
    REQUIRE(changes.size() == 2);
    CHECK(changes[0]["data"]["event"] == "accept");
    CHECK(changes[0]["data"]["confirmedNotBsn"] == json({"/data/department"}));
}

TEST_CASE("nobody decides on what his own organisation reported", "[http][treatment]") {
    AServer server;
    json report = a_routed_report();
    const Reply made =
        server.post("/v1/cases", server.key(social_oin, {"reporter", "fastLane.contact"}), report.dump());
    REQUIRE(made.status == 201);
    const std::string key = server.key(social_oin, {"reporter", "fastLane.contact"});
    const std::string path = made.headers.at("location");
    const json leg = json::parse(server.get(path, key).body)["legs"][0]["id"];
    const json accept = {
        {"leg", leg},
        {"event", "accept"},
        {"data", {{"department", "Directie"}, {"mailbox", "fastlane@szw.example"}}}};
    const Reply refused = server.post(
        path + "/transitions", key, accept.dump(), {"If-Match: " + made.headers.at("etag")}
    );
    CHECK(refused.status == 403);
    CHECK(json::parse(refused.body)["type"] == "/problems/reported-it-yourself");
    CHECK_FALSE(offers(json::parse(server.get(path + "/transitions", key).body)["items"], "accept"));
}

TEST_CASE("ownership is offered, refused, offered again and accepted", "[http][treatment]") {
    AServer server;
    const std::string contact = server.key(social_oin, {"fastLane.contact"});
    const std::string secretary = server.key("00000099900000020000", {"ccg.secretariat"});
    Treated treated(server);
    const std::string leg = treated.leg();
    REQUIRE(
        treated
            .move(
                contact,
                {{"leg", leg},
                 {"event", "accept"},
                 {"data", {{"department", "Directie"}, {"mailbox", "fastlane@szw.example"}}}}
            )
            .status == 200
    );
    const json to = {{"organisation", "00000099900000020000"}, {"role", "ccg.secretariat"}};
    const json offer = {{"leg", leg}, {"action", "offer"}, {"to", to}, {"reason", "Het past beter bij u."}};
    CHECK(treated.owner(contact, {{"leg", leg}, {"action", "accept"}}).status == 409);
    CHECK(pointers(treated.owner(contact, {{"leg", leg}, {"action", "offer"}})) == Pointers{"/to"});
    json nobody = offer;
    nobody["to"]["role"] = "avd.desk";
    CHECK(pointers(treated.owner(contact, nobody)) == Pointers{"/to/role"});
    CHECK(treated.owner(server.reporter(), offer).status == 403);
    REQUIRE(treated.owner(contact, offer).status == 200);
    // Until it is accepted the old owner stays; the new one sees it.
    CHECK(treated.document()["legs"][0]["owner"]["organisation"]["oin"] == social_oin);
    CHECK(json::parse(server.get("/v1/worklist", secretary).body)["items"].size() == 1);
    CHECK(treated.owner(contact, offer).status == 409);
    CHECK(treated.owner(contact, {{"leg", leg}, {"action", "accept"}}).status == 403);
    const json refuse = {{"leg", leg}, {"action", "refuse"}, {"code", "noCapacity"}, {"reason", "Geen tijd."}};
    REQUIRE(treated.owner(secretary, refuse).status == 200);
    CHECK(treated.document()["notes"].back()["texts"]["reason"] == "Geen tijd.");
    CHECK(treated.document()["legs"][0]["owner"]["organisation"]["oin"] == social_oin);
    REQUIRE(treated.owner(server.coordinator(), offer).status == 200);
    REQUIRE(treated.owner(contact, {{"leg", leg}, {"action", "withdraw"}}).status == 200);
    REQUIRE(treated.owner(contact, offer).status == 200);
    const Reply accepted = treated.owner(secretary, {{"leg", leg}, {"action", "accept"}});
    REQUIRE(accepted.status == 200);
    CHECK(json::parse(accepted.body)["legs"][0]["owner"]["organisation"]["oin"] == "00000099900000020000");
    // The new owner does what the owner of that state does; the old one does not any more.
    CHECK(offers(treated.transitions(secretary), "chooseInstrument"));
    CHECK_FALSE(offers(treated.transitions(contact), "chooseInstrument"));
    // It is read back, also after a restart.
    server.restart();
    CHECK(treated.document() == json::parse(accepted.body));
}

TEST_CASE("another leg runs beside, and its faults point into the request", "[http][treatment]") {
    AServer server;
    const std::string contact = server.key(social_oin, {"fastLane.contact"});
    Treated treated(server);
    const auto start = [&](const json& body) {
        return server.post(treated.path + "/legs", server.coordinator(), body.dump(), {treated.tag()});
    };
    CHECK(start({{"route", "advisory"}, {"why", "Mag dit?"}}).status == 409);
    REQUIRE(
        treated
            .move(
                contact,
                {{"leg", treated.leg()},
                 {"event", "accept"},
                 {"data", {{"department", "Directie"}, {"mailbox", "fastlane@szw.example"}}}}
            )
            .status == 200
    );
    CHECK(pointers(start({{"route", "nowhere"}})) == Pointers{"/why", "/route"});
    CHECK(pointers(start({{"route", "advisory"}, {"why", "Over 111222333"}})) == Pointers{"/why"});
    const Reply started =
        start({{"route", "advisory"}, {"why", "Over 111222333"}, {"confirmedNotBsn", {"/why"}}});
    REQUIRE(started.status == 201);
    CHECK(started.headers.at("location") == treated.path);
    const json document = json::parse(started.body);
    REQUIRE(document["legs"].size() == 2);
    CHECK(document["legs"][1]["beside"] == true);
    CHECK(document["lifecycle"]["states"][0]["name"] == "treatment.running");
}

TEST_CASE("people talk beside it, and only a holder gives a holder's position", "[http][treatment]") {
    AServer server;
    const std::string holder = server.key(holder_oin, {"reporter"});
    Treated treated(server);
    const auto say = [&](const char* where, const std::string& key, const json& body) {
        return server.post(treated.path + where, key, body.dump());
    };
    CHECK(say("/positions", server.reporter(), {{"text", "Wij zien dit anders."}}).status == 403);
    REQUIRE(say("/positions", holder, {{"text", "Wij mogen dit niet geven."}}).status == 201);
    const Reply corrected = say("/positions", holder, {{"text", "Wij mogen dit nu wel geven."}});
    REQUIRE(corrected.status == 201);
    const json positions = json::parse(corrected.body)["positions"];
    REQUIRE(positions.size() == 1);
    CHECK(positions[0]["text"] == "Wij mogen dit nu wel geven.");
    CHECK(say("/comments", server.key(svb, {"auditor"}), {{"text", "x"}}).status == 403);
    CHECK(pointers(say("/comments", server.coordinator(), {{"text", "Van 111222333"}})) == Pointers{"/text"});
    const Reply said = say("/comments", server.coordinator(), {{"text", "Gebeld."}});
    REQUIRE(said.status == 201);
    CHECK(json::parse(said.body)["comments"][0]["text"] == "Gebeld.");
    CHECK(server.get(treated.path + "/events", server.coordinator()).body.find("Gebeld.") == std::string::npos);
}

TEST_CASE("workflows, routes and drawings can be read, and a case is marked on its chart", "[http][workflows]") {
    AServer server;
    Treated treated(server);
    const std::string reporter = server.reporter();
    const json all = json::parse(server.get("/v1/workflows", reporter).body)["items"];
    CHECK(all.size() == 6);
    const Reply one = server.get("/v1/workflows/ccg", reporter);
    CHECK(one.status == 200);
    CHECK(json::parse(one.body)["workflow"]["id"] == "ccg");
    CHECK(json::parse(one.body)["versions"].size() == 1);
    CHECK(server.get("/v1/workflows/nothing", reporter).status == 404);
    const json routes = json::parse(server.get("/v1/routes", reporter).body)["items"];
    CHECK(routes.size() == 4);
    CHECK(routes[0]["roles"][0]["heldBy"].size() == 12);

    const std::string diagram = "/v1/workflows/lifecycle/diagram";
    const Reply plain = server.get(diagram, reporter);
    CHECK(plain.headers.at("content-type") == "image/svg+xml");
    const std::string id = treated.path.substr(std::string("/v1/cases/").size());
    const Reply marked = server.get(diagram + "?lang=en&case=" + id, reporter);
    CHECK(marked.status == 200);
    CHECK(marked.body.find("it is here now") != std::string::npos);
    // A screen finds by attributes where the case is, the way it came, and the ways on.
    for (const std::string word : {"here", "passed", "taken", "open"}) {
        const auto mark = "data-mark=\"" + word + "\"";
        CAPTURE(mark);
        CHECK(marked.body.find(mark) != std::string::npos);
        CHECK(plain.body.find(mark) == std::string::npos);
    }
    const Reply text = server.get(diagram + "?format=mermaid&case=" + id, reporter);
    CHECK(text.headers.at("content-type").starts_with("text/plain"));
    CHECK(text.body.find("● hier") != std::string::npos);
    CHECK(server.get(diagram + "?format=png&lang=fr", reporter).status == 400);
    CHECK(server.get("/v1/workflows/ccg/diagram?case=" + id, reporter).status == 404);
    CHECK(server.get(diagram + "?case=" + id, server.other_reporter()).status == 404);
    CHECK(server.get(diagram + "?case=", reporter).status == 404);
}

TEST_CASE("the worklist has the urgent cases first, in pages", "[http][treatment]") {
    AServer server;
    json acute = a_valid_report();
    acute["harm"]["severity"] = "acute";
    std::vector<std::string> ids;
    for (const json& report : {a_valid_report(), a_valid_report(), acute}) {
        const Reply made = server.post("/v1/cases", server.reporter(), report.dump());
        REQUIRE(made.status == 201);
        ids.push_back(json::parse(made.body)["id"]);
    }
    std::vector<std::string> walked;
    std::string target = "/v1/worklist?limit=2";
    while (!target.empty()) {
        const json page = json::parse(server.get(target, server.coordinator()).body);
        for (const auto& item : page["items"]) walked.push_back(item["case"]["id"]);
        target = page["next"].is_null() ? "" : "/v1/worklist?limit=2&cursor=" + page["next"].get<std::string>();
    }
    CHECK(walked == std::vector<std::string>{ids[2], ids[0], ids[1]});
    CHECK(server.get("/v1/worklist?limit=0", server.coordinator()).status == 400);
}

TEST_CASE("a term explains itself, and is extended with a reason", "[http][treatment]") {
    AServer server;
    const std::string contact = server.key(social_oin, {"fastLane.contact", "fastLane.legal"});
    Treated treated(server);
    const json accept = {
        {"leg", treated.leg()},
        {"event", "accept"},
        {"data", {{"department", "Directie Uitvoering"}, {"mailbox", "fastlane@szw.example"}}}};
    REQUIRE(treated.move(contact, accept).status == 200);
    const auto terms = [&](const std::string& key) {
        const Reply reply = server.get(treated.path + "/terms", key);
        REQUIRE(reply.status == 200);
        return json::parse(reply.body)["items"];
    };
    const json before = terms(server.reporter());
    REQUIRE(before.size() == 1);
    CHECK(before[0]["leg"] == treated.leg());
    CHECK(before[0]["state"]["name"] == "exploring");
    CHECK(before[0]["within"] == "P20D");
    CHECK(before[0]["title"]["nl"] == "20 werkdagen (streeftermijn, voorstel)");
    CHECK(before[0]["status"] == "running");
    CHECK(before[0]["account"][0]["kind"] == "start");
    CHECK(before[0]["due"] == treated.document()["legs"][0]["due"]);

    const auto extend = [&](const std::string& key, const json& body, const std::string& tag) {
        return server.post(treated.path + "/terms", key, body.dump(), {tag});
    };
    const json longer = {{"leg", treated.leg()}, {"by", "P10D"}, {"reason", "De toets is nog niet binnen."}};
    CHECK(server.post(treated.path + "/terms", contact, longer.dump()).status == 428);
    CHECK(extend(contact, longer, "If-Match: \"1\"").status == 412);
    CHECK(extend(server.reporter(), longer, treated.tag()).status == 403);
    const Reply wrong = extend(contact, {{"leg", "x"}, {"by", "PT1H"}, {"reason", "x"}}, treated.tag());
    CHECK(wrong.status == 400);
    CHECK(pointers(wrong) == Pointers{"/leg", "/by"});
    CHECK(extend(server.coordinator(), {{"by", "P10D"}, {"reason", "x"}}, treated.tag()).status == 409);

    const Reply done = extend(contact, longer, treated.tag());
    REQUIRE(done.status == 200);
    const json after = terms(server.reporter());
    CHECK(after[0]["extensions"][0]["by"] == "P10D");
    CHECK(after[0]["extensions"][0]["reason"] == "De toets is nog niet binnen.");
    CHECK(after[0]["due"] > before[0]["due"]);
    CHECK(server.get(treated.path + "/terms", server.other_reporter()).status == 404);
    CHECK(extend(server.other_reporter(), longer, treated.tag()).status == 404);

    // It stands still with the leg, and says since when and for what.
    const json suspend = {
        {"leg", treated.leg()},
        {"event", "suspend"},
        {"data", {{"kind", "party"}, {"waitingOn", "de houder"}, {"expected", "2099-01-01"}, {"reason", "Wacht."}}}};
    const Reply suspended = server.post(
        treated.path + "/transitions", contact, suspend.dump(), {"If-Match: " + done.headers.at("etag")}
    );
    REQUIRE(suspended.status == 200);
    const json stopped = terms(contact);
    CHECK(stopped[0]["status"] == "stopped");
    CHECK(stopped[0]["due"].is_null());
    CHECK(stopped[0]["daysLeft"] == 30);
    CHECK(stopped[0]["suspensions"][0]["kind"] == "party");
    CHECK(stopped[0]["suspensions"][0]["until"].is_null());
}
