#include "engine/cases/remits.hpp"

#include "tests/support/scratch_folder.hpp"
#include "tools/wissel/configuration.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace wissel;
using namespace wissel::cases;
using nlohmann::json;

namespace {

const std::string config = std::string(WISSEL_SOURCE_DIR) + "/config";
const std::string ministries = "https://identifier.overheid.nl/tooi/id/ministerie/";
const std::string social = ministries + "mnre1073";
const std::string education = ministries + "mnre1109";

Organisations organisations() {
    std::ifstream file(config + "/organisations.json");
    return *Organisations::parse(json::parse(file));
}

json remit(const std::vector<std::string>& names, const std::string& ministry, const std::string& from) {
    return {{"names", names}, {"ministry", ministry}, {"from", from}};
}

json until(json remit, const std::string& day) {
    remit["until"] = day;
    return remit;
}

Result<Remits> parse(const std::vector<json>& remits) {
    return Remits::parse({{"remits", remits}}, organisations());
}

std::vector<std::string> faults_of(const std::vector<json>& remits) {
    const auto read = parse(remits);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == FailureCode::invalid);
    std::vector<std::string> told;
    for (const auto& issue : read.error().issues) told.push_back(issue.code + " " + issue.path);
    return told;
}

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("an act moves from one ministry to the next on a day", "[unit][remits]") {
    const auto remits = parse(
        {until(remit({"Wet kinderopvang", "Wko"}, education, "2007-02-22"), "2010-10-14"),
         remit({"Wet kinderopvang"}, social, "2010-10-14")}
    );
    REQUIRE(remits);
    CHECK(remits->ministry_of("Wet kinderopvang", "2007-02-21") == "");
    CHECK(remits->ministry_of("Wet kinderopvang", "2007-02-22") == education);
    CHECK(remits->ministry_of("Wet kinderopvang", "2010-10-13") == education);
    CHECK(remits->ministry_of("Wet kinderopvang", "2010-10-14") == social);
    CHECK(remits->ministry_of("Wet kinderopvang", "2099-12-31") == social);
    CHECK(remits->ministry_of("Wko", "2010-10-13") == education);
    CHECK(remits->ministry_of("Wko", "2010-10-14") == "");
    CHECK(remits->ministry_of("Wet kinderopvang", "") == "");
}

TEST_CASE("the name of an act is compared without case and idle spaces, and else exactly", "[unit][remits]") {
    const auto remits = parse({remit({" Wet justiti\u00cble  gegevens"}, social, "2020-01-01")});
    REQUIRE(remits);
    for (const char* same :
         {"Wet justitiële gegevens",
          "wet JUSTITIËLE gegevens",
          "\t wet\u00a0justitiële \n gegevens ",
          "Wet justitiële\u00a0 gegevens\u00a0"}) {
        CAPTURE(same);
        CHECK(remits->ministry_of(same, "2026-11-24") == social);
    }
    for (const char* other :
         {"",
          " ",
          "Wet justitiele gegevens",
          "Wet justitiëlegegevens",
          "Wet justitiële gegevens.",
          "de Wet justitiële gegevens",
          "Wet justiti\xc3",
          "Wet justitiële gegeven"}) {
        CAPTURE(other);
        CHECK(remits->ministry_of(other, "2026-11-24") == "");
    }
    const auto sign = parse({remit({"a×b"}, social, "2020-01-01")});
    REQUIRE(sign);
    CHECK(sign->ministry_of("A×B", "2026-11-24") == social);
    CHECK(sign->ministry_of("a÷b", "2026-11-24") == "");
}

TEST_CASE("no name belongs to two ministries on one day", "[unit][remits]") {
    const json early = until(remit({"AOW", "X"}, social, "2010-01-01"), "2020-01-01");
    CHECK(parse({early, remit({"aow"}, education, "2020-01-01")}));
    CHECK(parse({remit({"aow"}, education, "2020-01-01"), early}));
    CHECK(parse({early, until(remit({"aow"}, education, "2000-01-01"), "2010-01-01")}));
    CHECK(
        faults_of({early, remit({"Y", " aow "}, education, "2019-12-31")}) ==
        Told{"overlap /remits/1/names/1"}
    );
    CHECK(faults_of({remit({"aow"}, social, "2015-01-01"), early}) == Told{"overlap /remits/1/names/0"});
    CHECK(
        faults_of({early, until(remit({"x", "AOW"}, social, "2012-01-01"), "2013-01-01")}) ==
        Told{"overlap /remits/1/names/0", "overlap /remits/1/names/1"}
    );
    CHECK(faults_of({remit({"AOW", "aow"}, social, "2015-01-01")}) == Told{"overlap /remits/0/names/1"});
}

TEST_CASE("every fault of the remits is told at once", "[unit][remits]") {
    CHECK(
        faults_of(
            {remit({"A", "\u00a0 "}, ministries + "mnre0000", "2020-01-01"),
             until(remit({"B"}, social, "2020-01-02"), "2020-01-01"),
             until(remit({"C"}, social, "2020-01-01"), "2020-01-01"),
             remit({"a"}, social, "2021-01-01")}
        ) ==
        Told{
            "unknownMinistry /remits/0/ministry",
            "blank /remits/0/names/1",
            "emptyPeriod /remits/1/until",
            "emptyPeriod /remits/2/until",
            "overlap /remits/3/names/0"}
    );
    CHECK(parse({}));
}

TEST_CASE("the shipped remits know the acts of the demonstration reports", "[unit][remits]") {
    const auto configuration = tool::read_configuration(config);
    INFO((configuration ? std::string() : configuration.error().message.en));
    REQUIRE(configuration);
    std::ifstream reports(config + "/demo/reports.jsonl");
    int with_act = 0;
    for (std::string line; std::getline(reports, line);) {
        const json report = json::parse(line);
        if (!report["purpose"].contains("act")) continue;
        ++with_act;
        const auto act = report["purpose"]["act"].get<std::string>();
        CAPTURE(act);
        CHECK(json((*configuration)->remits.ministry_of(act, "2026-11-24")) == report["lead"]);
    }
    CHECK(with_act > 0);
}

TEST_CASE("a fault in the remits is told with its file and line, and nothing starts", "[unit][remits]") {
    const test::ScratchFolder folder;
    const std::string copied = folder.file("config");
    std::filesystem::copy(config, copied, std::filesystem::copy_options::recursive);
    const auto refusal = [&copied](const json& remits) {
        std::ofstream(copied + "/remits.json") << "{\n\"remits\":\n" << remits.dump() << "\n}\n";
        const auto read = tool::read_configuration(copied, std::string(WISSEL_SOURCE_DIR) + "/workflows");
        REQUIRE_FALSE(read);
        return read.error().message.en;
    };
    const auto unknown = refusal(json::array({remit({"A"}, ministries + "mnre0000", "2020-01-01")}));
    CHECK_THAT(unknown, Catch::Contains("/remits.json:3:") && Catch::Contains("/remits/0/ministry"));
    const auto unlisted =
        refusal(json::array({{{"names", {"A"}}, {"ministry", social}, {"since", "2020-01-01"}}}));
    CHECK_THAT(unlisted, Catch::Contains("/remits/0/since") && Catch::Contains("/remits/0/from"));
}
