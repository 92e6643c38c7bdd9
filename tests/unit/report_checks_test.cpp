#include "engine/cases/report_checks.hpp"

#include "engine/cases/report_parts.hpp"
#include "tests/support/a_report.hpp"

#include <catch2/catch.hpp>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// The codes of the faults, each with its pointer.
std::vector<std::string> faults_of(const json& report) {
    std::vector<std::string> told;
    for (const auto& issue : check_report(report, ADomain().organisations()))
        told.push_back(issue.code + " " + issue.path);
    return told;
}

}  // namespace

TEST_CASE("the case that a report joins is a fact, and its digits are nobody's", "[unit][report]") {
    // An id of a case may hold eight digits that pass the eleven-test.
    const json report = {{"joins", "12345672-0000-7000-8000-000000000001"}, {"title", "t"}};
    CHECK(faults_of(report).empty());
    CHECK(faults_of({{"title", report["joins"]}}) == std::vector<std::string>{"bsn /title"});
    CHECK(split_report(report).facts == json{{"joins", report["joins"]}});
}
