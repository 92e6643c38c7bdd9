#include "tests/support/a_server.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

std::set<std::string> faults(const Reply& reply) {
    std::set<std::string> told;
    const json errors = json::parse(reply.body).value("errors", json::array());
    for (const auto& error : errors)
        told.insert(error.at("parameter").get<std::string>() + " " + error.at("code").get<std::string>());
    return told;
}

void report(AServer& server, const std::string& key, json more) {
    json body = a_valid_report();
    body.update(more);
    body["primaryBarrier"] = body["barriers"][0];
    const Reply made = server.post("/v1/cases", key, body.dump());
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
}

/// Follows the links from `target` on; what each page held.
std::vector<std::string> walk(AServer& server, std::string target, std::vector<std::string> headers = {}) {
    std::vector<std::string> pages;
    while (!target.empty()) {
        REQUIRE(pages.size() < 20);
        const Reply page = server.get(target, server.coordinator(), headers);
        REQUIRE(page.status == 200);
        pages.push_back(page.body);
        const auto link = page.headers.find("link");
        target.clear();
        if (link != page.headers.end()) target = link->second.substr(1, link->second.find('>') - 1);
    }
    return pages;
}

const std::vector<std::string> as_csv = {"Accept: text/csv"};

}  // namespace

TEST_CASE("cases are filtered by what they are", "[http][lists]") {
    AServer server;
    report(server, server.reporter(), {{"barriers", {"legal", "semantic"}}});
    report(server, server.reporter(), {{"barriers", {"technical"}}, {"ownReference", "A/1"}});
    report(server, server.other_reporter(), {{"barriers", {"legal"}}});
    const auto count = [&](const std::string& query, const std::string& key) {
        const Reply reply = server.get("/v1/cases?count=true&" + query, key);
        CAPTURE(query, reply.body);
        REQUIRE(reply.status == 200);
        const json list = json::parse(reply.body);
        CHECK(list["total"] == list["items"].size());
        return list["total"].get<int>();
    };
    const auto all = server.coordinator();
    CHECK(count("", all) == 3);
    CHECK(count("", server.reporter()) == 2);
    CHECK(count("phase=triage", all) == 3);
    CHECK(count("phase=closed", all) == 0);
    CHECK(count("phase=closed,triage", all) == 3);
    CHECK(count("state=lifecycle/triage.assessing", all) == 3);
    CHECK(count("barrier=legal", all) == 2);
    CHECK(count("barrier=legal", server.reporter()) == 1);
    CHECK(count("barrier=semantic,technical", all) == 2);
    CHECK(count("barrier=legal&organisation=" + std::string(uwv), all) == 1);
    CHECK(count("ownReference=A%2F1&barrier=technical", all) == 1);
    CHECK(count("ownReference=A%2F1&barrier=legal", all) == 0);
    CHECK(count("stalled=true", all) == 0);
    CHECK(count("stalled=false", all) == 3);
    CHECK(count("overdue=true", all) == 0);
    CHECK(count("overdue=false", all) == 3);
    CHECK(count("owner=" + std::string(svb), all) == 0);
    CHECK(count("leg=ccg/running,ccg/offered", all) == 0);
    CHECK_FALSE(json::parse(server.get("/v1/cases", all).body).contains("total"));
    CHECK_FALSE(json::parse(server.get("/v1/cases?count=false", all).body).contains("total"));
}

TEST_CASE("every fault of a question about cases is told at once, with what to do", "[http][lists]") {
    AServer server;
    const Reply refused = server.get(
        "/v1/cases?phase=open&route=fast-track&state=ccg/nowhere&leg=ccg&owner=1&organisation=2&ministry=BZK&"
        "barrier=legal,&stalled=yes&overdue=1&ownReference=&sort=title&count=2&limit=0&party=3&legAge=ccg/old&"
        "legTerm=nowhere/none&legOutcome=ccg/nothing&legOwner=ccg/4&legMinistry=BZK/done&legBegan=ccg/2026-W54&"
        "legEnded=nowhere/2026-W01",
        server.coordinator(),
        {"Accept-Language: en"}
    );
    CHECK(refused.status == 400);
    CHECK(
        faults(refused) == std::set<std::string>{
                               "phase unknownCode",
                               "route unknownCode",
                               "state unknownCode",
                               "leg unknownCode",
                               "owner format",
                               "organisation format",
                               "ministry unknownCode",
                               "barrier unknownCode",
                               "stalled format",
                               "overdue format",
                               "ownReference tooShort",
                               "sort unknownCode",
                               "count format",
                               "party format",
                               "legAge unknownCode",
                               "legTerm unknownCode",
                               "legOutcome unknownCode",
                               "legOwner unknownCode",
                               "legMinistry unknownCode",
                               "legBegan unknownCode",
                               "legEnded unknownCode",
                               "limit range"}
    );
    CHECK(refused.body.find("advisory, ccg, fast-lane, none, referral") != std::string::npos);
    CHECK(refused.body.find("https://identifier.overheid.nl/tooi/id/ministerie/") != std::string::npos);
    CHECK(refused.body.find("names them all") != std::string::npos);
    const Reply unknown = server.get("/v1/cases?theme=1", server.coordinator());
    CHECK(faults(unknown) == std::set<std::string>{"theme unknownParameter"});
}

TEST_CASE("every filter is refused with its routes, and every example of the manual is taken", "[http][lists]") {
    AServer server;
    const Reply refused =
        server.get("/v1/cases?legAge=nowhere/week", server.coordinator(), {"Accept-Language: en"});
    CHECK(refused.body.find("Routes: advisory, ccg, fast-lane, intervention, referral.") != std::string::npos);
    std::ifstream file(std::string(WISSEL_SOURCE_DIR) + "/docs/cases.md");
    const std::string manual(std::istreambuf_iterator<char>(file), {});
    const std::regex example(R"(`([A-Za-z]+=[^` \"]+)`)");
    std::set<std::string> asked;
    for (std::sregex_iterator at(manual.begin(), manual.end(), example), end; at != end; ++at) {
        const std::string query = (*at)[1];
        CAPTURE(query);
        CHECK(server.get("/v1/cases?" + query, server.coordinator()).status == 200);
        asked.insert(query.substr(0, query.find('=')));
    }
    CHECK(asked.size() > 25);
}

TEST_CASE("a cursor fits the list that it came from and no other", "[http][lists]") {
    AServer server;
    for (int made = 0; made < 5; ++made) report(server, server.reporter(), {{"barriers", {"legal"}}});
    const std::vector<std::string> queries = {
        "", "sort=reported&", "sort=changed&", "sort=-changed&", "sort=due&", "barrier=legal,privacy&phase=triage&"};
    for (const auto& query : queries) {
        CAPTURE(query);
        const auto pages = walk(server, "/v1/cases?count=true&" + query + "limit=2");
        REQUIRE(pages.size() == 3);
        std::vector<std::string> ids;
        for (const auto& page : pages) {
            const json list = json::parse(page);
            CHECK(list["total"] == 5);
            for (const auto& item : list["items"]) ids.push_back(item["id"]);
        }
        CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 5);
        std::vector<std::string> whole;
        const json at_once = json::parse(server.get("/v1/cases?" + query + "limit=200", server.coordinator()).body);
        for (const auto& item : at_once["items"]) whole.push_back(item["id"]);
        CHECK(ids == whole);
    }
    const json first = json::parse(server.get("/v1/cases?limit=2&sort=due", server.coordinator()).body);
    const std::string cursor = first["next"];
    const auto refuses = [&](const std::string& query) {
        return faults(server.get("/v1/cases?" + query + "&cursor=" + cursor, server.coordinator())) ==
               std::set<std::string>{"cursor cursor"};
    };
    CHECK(refuses("sort=changed"));
    CHECK(refuses("limit=2"));
    CHECK(refuses("sort=due&phase=triage"));
    CHECK(server.get("/v1/cases?sort=due&cursor=" + cursor, server.coordinator()).status == 200);
}

TEST_CASE("what no cell begins with for a comma may begin one for a semicolon", "[http][lists]") {
    AServer server;
    for (const char* hostile :
         {"x;=1+1", "a; @SUM(1)", "b;\"=1+1", "c\n=1+1;-2", "\n=1+1", "\ufeff=1+1", "\uff1d1+1"}) {
        INFO(hostile);
        report(server, server.other_reporter(), {{"title", hostile}});
        const Reply csv = server.get("/v1/cases?limit=1", server.coordinator(), as_csv);
        for (const char* raw : {";=", "; @", "\"=", "\n=", ";-", "\ufeff=", ",\uff1d"})
            CHECK(csv.body.find(raw) == std::string::npos);
        CHECK(csv.body.find('\'') != std::string::npos);
    }
}

TEST_CASE("a list is a table for who asks for CSV", "[http][lists]") {
    AServer server;
    report(server, server.reporter(), {{"title", "=HYPERLINK(\"http://x\";\"klik\")"}, {"ownReference", "+31, -2"}});
    report(server, server.reporter(), {{"title", "@SUM(A1)"}, {"ownReference", "een \"twee\""}});
    report(server, server.other_reporter(), {{"title", "Niet voor de ander"}});
    const Reply all = server.get("/v1/cases?sort=reported", server.coordinator(), as_csv);
    REQUIRE(all.status == 200);
    CHECK(all.headers.at("content-type") == "text/csv; charset=utf-8; header=present");
    CHECK(all.headers.at("content-disposition") == "attachment; filename=\"cases.csv\"");
    CHECK(all.headers.at("vary").find("Accept") != std::string::npos);
    CHECK(all.body.starts_with("id,reference,version,phase,title,routing.status,"));
    CHECK(all.body.find(",\"'=HYPERLINK(\"\"http://x\"\";\"\"klik\"\")\",") != std::string::npos);
    CHECK(all.body.find(",\"'+31, -2\",") != std::string::npos);
    CHECK(all.body.find(",'@SUM(A1),") != std::string::npos);
    CHECK(all.body.find(",\"een \"\"twee\"\"\",") != std::string::npos);
    CHECK(std::count(all.body.begin(), all.body.end(), '\n') == 4);
    CHECK(all.body.ends_with("\r\n"));

    const Reply own = server.get("/v1/cases", server.reporter(), as_csv);
    CHECK(own.body.find("Niet voor de ander") == std::string::npos);
    CHECK(std::count(own.body.begin(), own.body.end(), '\n') == 3);
    const Reply counted = server.get("/v1/cases?count=true", server.coordinator(), as_csv);
    CHECK(faults(counted) == std::set<std::string>{"count notInThisForm"});

    std::string rows;
    const auto pages = walk(server, "/v1/cases?sort=reported&limit=1", as_csv);
    CHECK(pages.size() == 3);
    for (const auto& page : pages) rows += page.substr(page.find('\n') + 1);
    CHECK(rows == all.body.substr(all.body.find('\n') + 1));
    CHECK(server.get("/v1/cases?limit=1000", server.coordinator(), as_csv).status == 200);
    CHECK(server.get("/v1/cases?limit=1001", server.coordinator(), as_csv).status == 400);

    const auto type_for = [&](const std::string& accept) {
        const Reply reply = server.get("/v1/cases", server.coordinator(), {"Accept: " + accept});
        return reply.status == 200 ? reply.headers.at("content-type").substr(0, 8) : std::to_string(reply.status);
    };
    CHECK(type_for("*/*") == "applicat");
    CHECK(type_for("text/csv, application/json") == "applicat");
    CHECK(type_for("text/csv, application/json;q=0.9") == "text/csv");
    CHECK(type_for("text/*") == "text/csv");
    CHECK(type_for("image/png") == "406");
    CHECK(server.get("/v1/cases", server.coordinator()).headers.at("vary").find("Accept") != std::string::npos);
}
