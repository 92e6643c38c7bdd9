#include "engine/base/json_text.hpp"
#include "engine/statechart/script.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

// The published SCION / W3C SCXML cases. All of them are run, and each twice: as a whole, and with a snapshot
// between any two steps by the property tests.

using nlohmann::json;
namespace fs = std::filesystem;
namespace statechart = wissel::statechart;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string told(const statechart::Replayed& step) {
    std::string text = "after " + (step.event.empty() ? std::string("the start") : step.event) + ":";
    for (const auto& name : step.configuration) text += " " + name;
    text += "; expected:";
    for (const auto& name : *step.expected) text += " " + name;
    return text;
}

}  // namespace

TEST_CASE("the published statechart cases agree", "[conformance][statechart]") {
    const fs::path suite = fs::path(WISSEL_SOURCE_DIR) / ".." / "shared" / "suites" / "statechart";
    if (!fs::exists(suite)) {
        WARN("skipped: " << suite << " is not there");
        SUCCEED("skipped: the suite is not beside the checkout");
        return;
    }
    std::size_t run = 0;
    for (const json& listed : json::parse(text_of(suite / "manifest.json"))) {
        const std::string name =
            listed.at("group").get<std::string>() + "/" + listed.at("name").get<std::string>();
        INFO(name);
        const auto document = wissel::parse_ordered_json(text_of(suite / (name + ".machine.json")));
        REQUIRE(document);
        const auto machine = statechart::parse_machine(*document);
        if (!machine) {
            for (const auto& issue : machine.error().issues)
                UNSCOPED_INFO(issue.path << ": " << issue.message.en);
        }
        REQUIRE(machine);
        const auto script = statechart::parse_script(json::parse(text_of(suite / (name + ".test.json"))));
        REQUIRE(script);
        const auto replay = statechart::replay(*machine, *script);
        for (const auto& step : replay.steps) {
            CHECK_FALSE(step.failure);
            if (step.differs) FAIL_CHECK(told(step));
        }
        ++run;
    }
    CHECK(run == 91);
}
