#include "engine/cases/report_checks.hpp"

#include "engine/cases/report_parts.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

using namespace wissel;
using namespace wissel::cases;
using nlohmann::json;

namespace {

Organisations organisations() {
    std::ifstream file(std::string(WISSEL_SOURCE_DIR) + "/config/organisations.json");
    return *Organisations::parse(json::parse(file));
}

using Told = std::vector<std::string>;

/// The codes, each with its pointer.
Told told(const std::vector<Issue>& issues) {
    Told all;
    for (const auto& issue : issues) all.push_back(issue.code + " " + issue.path);
    return all;
}

Told faults_of(const json& report) {
    return told(check_report(report, organisations()));
}

}  // namespace

TEST_CASE("the case that a report joins is a fact, and its digits are nobody's", "[unit][report]") {
    // An id of a case may hold eight digits that pass the eleven-test.
    const json report = {{"joins", "12345672-0000-7000-8000-000000000001"}, {"title", "t"}};
    CHECK(faults_of(report).empty());
    CHECK(faults_of({{"title", report["joins"]}}) == Told{"bsn /title"});
    CHECK(split_report(report).facts == json{{"joins", report["joins"]}});
}

TEST_CASE("a lead that is not used is a warning, not a fault", "[unit][report]") {
    const std::string ministry = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";
    const json report = {{"lead", ministry}, {"mailbox", "gegevens@svb.example"}};
    const auto answer = GENERATE(as<std::string>(), "none", "unknown", "");
    CAPTURE(answer);
    json tried = report;
    if (!answer.empty()) tried["leadMinistry"] = answer;
    CHECK(faults_of(tried).empty());
    CHECK(told(warn_of(tried)) == Told{"inconsistent /lead"});
    tried["mailbox"] = "j.voorbeeld@svb.example";
    CHECK(told(warn_of(tried)) == Told{"inconsistent /lead", "personalMailbox /mailbox"});

    json meant = report;
    meant["leadMinistry"] = "one";
    CHECK(warn_of(meant).empty());
    meant.erase("lead");
    CHECK(warn_of(meant).empty());
    // That nobody knows the ministry stays a fault, whether it is used or not.
    tried["lead"] = "https://identifier.overheid.nl/tooi/id/ministerie/mnre0000";
    CHECK(faults_of(tried) == Told{"unknownMinistry /lead"});
}
