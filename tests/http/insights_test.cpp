#include "engine/base/json_text.hpp"
#include "engine/base/sha256.hpp"
#include "tests/support/a_server.hpp"
#include "tests/support/ports.hpp"
#include "tools/wissel/definitions.hpp"
#include "tools/wissel/files.hpp"
#include "tools/wissel/insights.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <thread>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// The shipped workflows in a folder of its own, to be changed.
class OwnWorkflows {
public:
    OwnWorkflows() {
        std::filesystem::copy(
            std::string(WISSEL_SOURCE_DIR) + "/workflows",
            folder_.path() + "/workflows",
            std::filesystem::copy_options::recursive
        );
    }

    [[nodiscard]] std::string path(const std::string& name = "") const {
        return folder_.path() + "/workflows" + name;
    }

    void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }

    void change(const std::string& name, const std::function<void(nlohmann::ordered_json&)>& change) const {
        auto document = *parse_ordered_json(*tool::read_file(path(name)), {.depth_max = 256});
        change(document);
        write(name, document.dump());
    }

private:
    TempFolder folder_;
};

/// The insights over those files.
struct Opened {
    std::unique_ptr<tool::Configuration> configuration;
    cases::Workflows workflows;
    SimulatedClock clock;
    std::unique_ptr<resources::Insights> insights;

    explicit Opened(const OwnWorkflows& files) {
        auto read = tool::read_configuration(std::string(WISSEL_SOURCE_DIR) + "/config", files.path());
        REQUIRE(read);
        configuration = std::move(*read);
        const auto all = tool::read_workflows(*configuration);
        REQUIRE(all);
        REQUIRE(tool::put_in_force(workflows, *all, *configuration));
        insights = tool::make_insights(*configuration, workflows, clock);
    }
};

json body_of(const resources::Document* document) {
    REQUIRE(document != nullptr);
    return json::parse(document->body);
}

}  // namespace

TEST_CASE("what lint and replay tell of the files in force can be read", "[http][insights]") {
    AServer server;
    const std::string reporter = server.reporter();
    for (const std::string id : {"lifecycle", "fast-lane", "ccg", "advisory", "referral", "intervention"}) {
        CAPTURE(id);
        const Reply found = server.get("/v1/workflows/" + id + "/findings", reporter);
        CHECK(found.status == 200);
        const json findings = json::parse(found.body);
        const json workflow = json::parse(server.get("/v1/workflows/" + id, reporter).body);
        CHECK(findings["id"] == id);
        CHECK(findings["version"] == workflow["version"]);
        CHECK(findings["hash"] == workflow["hash"]);
        for (const auto& one : findings["items"]) CHECK(one["severity"] != "error");

        const json scripts = json::parse(server.get("/v1/workflows/" + id + "/scripts", reporter).body);
        CHECK(scripts["items"].size() >= 3);
        for (const auto& one : scripts["items"]) {
            CAPTURE(one["name"]);
            CHECK(one["agrees"] == true);
            CHECK_FALSE(one["title"]["nl"].get<std::string>().empty());
            CHECK(one["steps"][0]["cause"] == "start");
            CHECK(one["steps"].size() >= 2);
        }
        CHECK(scripts["coverage"]["statesTaken"] == scripts["coverage"]["states"]);
        CHECK(scripts["coverage"]["missing"].empty());
    }
    const Reply routing = server.get("/v1/routing/findings", reporter);
    CHECK(routing.status == 200);
    CHECK(json::parse(routing.body)["hash"] == json::parse(server.get("/v1/routing", reporter).body)["hash"]);
    CHECK(server.get("/v1/routing/1.0.0", reporter).status == 200);
}

TEST_CASE("insights are for who has a key, of what is there, and are not sent twice", "[http][insights]") {
    AServer server;
    const std::string reporter = server.reporter();
    for (const std::string path :
         {"/v1/workflows/ccg/findings", "/v1/workflows/ccg/scripts", "/v1/routing/findings"}) {
        CAPTURE(path);
        CHECK(server.get(path, "").status == 401);
        CHECK(server.get(path + "?x=1", reporter).status == 400);
        const Reply first = server.get(path, reporter);
        const Reply again = server.get(path, reporter, {"If-None-Match: " + first.headers.at("etag")});
        CHECK(again.status == 304);
        CHECK(again.body.empty());
    }
    CHECK(server.get("/v1/workflows/nothing/findings", reporter).status == 404);
    CHECK(server.get("/v1/workflows/nothing/scripts", reporter).status == 404);
}

TEST_CASE("who asks first and who asks meanwhile get the same", "[http][insights]") {
    const OwnWorkflows files;
    const Opened opened(files);
    std::vector<const resources::Document*> got(4);
    std::vector<std::thread> askers;
    for (auto& one : got)
        askers.emplace_back([&one, &opened] { one = opened.insights->scripts_of_workflow("lifecycle"); });
    for (auto& asker : askers) asker.join();
    for (const auto* one : got) {
        CHECK(one == got.front());
        CHECK_FALSE(one->etag.empty());
    }
    CHECK(opened.insights->scripts_of_workflow("nothing") == nullptr);
    CHECK(opened.insights->findings_of_workflow("nothing") == nullptr);
}

TEST_CASE("a warning is told with its place and the way there", "[http][insights]") {
    const OwnWorkflows files;
    files.change("/referral.json", [](auto& workflow) {
        workflow["states"]["following"]["entry"] = {{{"type", "raise"}, {"params", {{"event", "nobodyHears"}}}}};
        workflow["version"] = "9.0.0";
    });
    const Opened opened(files);
    const json told = body_of(opened.insights->findings_of_workflow("referral"));
    CHECK(told["version"] == "9.0.0");
    REQUIRE(told["items"].size() == 1);
    const json one = told["items"][0];
    CHECK(one["code"] == "unhandled");
    CHECK(one["severity"] == "warning");
    CHECK(one["pointer"].get<std::string>().starts_with("/states/following/entry/0"));
    CHECK_FALSE(one["message"]["nl"].get<std::string>().empty());
    CHECK(body_of(opened.insights->findings_of_workflow("ccg"))["items"].empty());
}

TEST_CASE("a script that differs is told up to there, one that cannot be read with its fault", "[http][insights]") {
    const OwnWorkflows files;
    files.write("/scripts/referral/aa-differs.json", R"({"events": [
        {"event": {"name": "takenUp"}, "nextConfiguration": ["done"]},
        {"event": {"name": "ended"}, "nextConfiguration": ["done"]}]})");
    files.write("/scripts/referral/ab-broken.json", R"({"title": {"nl": "Alleen Nederlands"}, "events": 3})");
    std::filesystem::remove_all(files.path("/scripts/intervention"));
    const Opened opened(files);
    const json told = body_of(opened.insights->scripts_of_workflow("referral"));
    const json differs = told["items"][0];
    CHECK(differs["name"] == "aa-differs");
    CHECK(differs["agrees"] == false);
    CHECK_FALSE(differs.contains("title"));
    REQUIRE(differs["steps"].size() == 2);
    CHECK(differs["steps"][1]["differs"] == true);
    CHECK(differs["steps"][1]["configuration"] == json::array({"following"}));
    CHECK(differs["steps"][1]["expected"] == json::array({"done"}));
    const json broken = told["items"][1];
    CHECK(broken["agrees"] == false);
    CHECK_FALSE(broken.contains("steps"));
    const auto fault = broken["fault"]["en"].get<std::string>();
    CHECK(fault.find("/title: Words in nl and en belong here.") != std::string::npos);
    CHECK(fault.find("/events: A list of events belongs here.") != std::string::npos);
    CHECK(told["items"][2]["agrees"] == true);
    // Without scripts nothing is covered.
    const json none = body_of(opened.insights->scripts_of_workflow("intervention"));
    CHECK(none["items"].empty());
    CHECK(none["coverage"]["statesTaken"] == 0);
    CHECK(none["coverage"]["missing"].size() > 5);
}

TEST_CASE("a condition of the routing table that no rule uses is told", "[http][insights]") {
    const OwnWorkflows files;
    files.change("/routing.json", [](auto& table) {
        table["conditions"]["idle"] = table["conditions"].begin().value();
        table["version"] = "9.0.0";
    });
    const Opened opened(files);
    const json told = body_of(opened.insights->findings_of_routing());
    CHECK(told["version"] == "9.0.0");
    REQUIRE(told["items"].size() == 1);
    CHECK(told["items"][0]["code"] == "unusedCondition");
    CHECK(told["items"][0]["pointer"] == "/conditions/idle");
}

TEST_CASE("who takes part is told with the file that says so; who calls, with the program", "[http][catalogue]") {
    AServer server;
    const json told = json::parse(server.get("/v1/organisations", server.reporter()).body);
    const auto text = tool::read_file(std::string(WISSEL_SOURCE_DIR) + "/config/organisations.json");
    CHECK(told["hash"] == tell(sha256({*text})));
    const auto read_at = parse_instant(told["readAt"].get<std::string>());
    REQUIRE(read_at);
    CHECK(format_instant(server.configuration().organisations_file.read_at) == told["readAt"]);
    const json me = json::parse(server.get("/v1/me", server.reporter()).body);
    CHECK(me["server"]["apiVersion"] == json::parse(server.get("/v1/openapi.json", "").body)["info"]["version"]);
    CHECK_FALSE(me["server"]["version"].get<std::string>().empty());
}
