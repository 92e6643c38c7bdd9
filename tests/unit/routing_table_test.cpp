#include "engine/cases/routing_desk.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace wissel;
using namespace wissel::test;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

/// The codes and pointers of what is wrong with a table of these rules.
std::vector<std::string> faults(const std::vector<json>& rules, const std::string& policy = "first") {
    const auto table = a_table(table_of(policy, rules));
    std::vector<std::string> told;
    if (table) return told;
    for (const auto& issue : table.error().issues) told.push_back(issue.path + " " + issue.code);
    return told;
}

using Faults = std::vector<std::string>;

json rule(const std::string& id, const json& when, const json& route = "ccg") {
    return {{"id", id}, {"when", when}, {"route", route}};
}

json basis(const std::string& code) {
    return {{"==", {{{"var", "report.legalBasis"}}, code}}};
}

routing::Decision decide(const routing::Table& table, const json& facts) {
    return routing::decide(table, routing::Situation(facts, routing_day(), 1, ""));
}

}  // namespace

TEST_CASE("a table names what exists, or is refused with the place of each fault", "[unit][routing][table]") {
    CHECK(faults({rule("A", basis("missing"))}).empty());
    CHECK(faults({rule("A", basis("mising"))}) == Faults{"/rules/0/when unknownCode"});
    CHECK(
        faults({rule("A", {{"!!", {{{"var", "report.legalBases"}}}}})}) ==
        Faults{"/rules/0/when unknownField"}
    );
    CHECK(
        faults({rule("A", {{"!!", {{{"var", "raport.legalBasis"}}}}})}) ==
        Faults{"/rules/0/when unknownField"}
    );
    CHECK(faults({rule("A", {{"holds", "nowhere"}})}) == Faults{"/rules/0/when/holds unknownCondition"});
    CHECK(faults({rule("A", {{"unheardOf", {1}}})}) == Faults{"/rules/0/when/unheardOf unknownOperator"});
    CHECK(faults({rule("A", true), rule("A", true)}) == Faults{"/rules/1/id notUnique"});
    CHECK(faults({rule("A", true, "nowhere")}) == Faults{"/rules/0/route unknownCode"});
    CHECK(
        faults({rule("A", {{"!!", {{{"var", {{"cat", {"report.", "scope"}}}}}}}})}) ==
        Faults{"/rules/0/when computedPath"}
    );
    json fraction = rule("A", {{">", {{{"var", "report.refusedBy"}}, 0.5}}});
    CHECK(faults({fraction}) == Faults{"/rules/0/when/>/1 fraction"});
    json places = rule("A", true);
    places["because"] = {{"nl", "op {date}"}, {"en", "on {day}"}};
    places["say"] = {{"day", {{"var", "today"}}}};
    CHECK(faults({places}) == Faults{"/rules/0/because/nl unknownPlace"});
    json mode = rule("A", true);
    mode["mode"] = {{"if", {true, "automatic", "perhaps"}}};
    CHECK(faults({mode}) == Faults{"/rules/0/mode/if/2 unknownCode"});
    json referral = rule("A", true);
    referral["referral"] = "nds";
    CHECK(faults({referral}) == Faults{"/rules/0/referral notAllowed"});
    // All at once.
    CHECK(faults({rule("A", basis("x"), "nowhere"), rule("A", basis("y"))}).size() == 4);
}

TEST_CASE("routing does not look at what may have to be erased", "[unit][routing][table]") {
    auto table = a_table(table_of("first", {rule("A", {{"!!", {{{"var", "report.title"}}}}})}));
    REQUIRE(table);
    const auto desk =
        cases::RoutingDesk::open(std::move(*table), shipped().remits, shipped().report_schema_document);
    REQUIRE_FALSE(desk);
    CHECK(desk.error().issues.at(0).code == "sealed");
    CHECK(desk.error().issues.at(0).path == "/rules/0/when");
}

TEST_CASE("a table is known by its text, not by how the file is laid out", "[unit][routing][table]") {
    const auto document = table_of("first", {rule("A", basis("missing"))});
    const auto one = a_table(document);
    const auto other = a_table(ordered_json::parse(document.dump(8)));
    REQUIRE((one && other));
    CHECK(one->hash == other->hash);
    const auto changed = a_table(table_of("first", {rule("A", basis("clear"))}));
    CHECK(one->hash != changed->hash);
}

TEST_CASE("under unique, rules that match together route nothing and are named", "[unit][routing]") {
    const auto table =
        a_table(table_of("unique", {rule("A", basis("missing")), rule("B", true, "advisory")}));
    REQUIRE(table);
    const auto overlapping = decide(*table, {{"legalBasis", "missing"}});
    CHECK_FALSE(overlapping.route);
    CHECK(overlapping.rule.empty());
    CHECK(overlapping.mode == routing::Mode::proposal);
    CHECK(overlapping.runners_up.size() == 2);
    CHECK(overlapping.because.en.find("A, B") != std::string::npos);
    CHECK(decide(*table, {{"legalBasis", "clear"}}).rule == "B");
}

TEST_CASE(
    "a rule that cannot be judged does not match, says so, and nobody is sent by it alone", "[unit][routing]"
) {
    json compares = rule("A", {{">", {{{"var", "report.ownReference"}}, 3}}});
    json otherwise = rule("B", true, "advisory");
    otherwise["mode"] = "automatic";
    const auto table = a_table(table_of("first", {compares, otherwise}));
    REQUIRE(table);
    const auto decision = decide(*table, {{"ownReference", "K-1"}});
    CHECK(decision.rule == "B");
    CHECK(decision.rules.at(0).failed->error == "NaN");
    CHECK(decision.mode == routing::Mode::proposal);
    CHECK(decide(*table, {{"ownReference", "2"}}).mode == routing::Mode::automatic);
    // Neither is its opposite.
    const auto negated = a_table(table_of("first", {rule("A", {{"!", {compares["when"]}}})}));
    REQUIRE(negated);
    CHECK_FALSE(decide(*negated, {{"ownReference", "K-1"}}).route);
    CHECK(decide(*negated, {{"ownReference", "2"}}).route == "ccg");
}

TEST_CASE("where no rule matches, a coordinator chooses", "[unit][routing]") {
    const auto table = a_table(table_of("first", {rule("A", basis("missing"))}));
    REQUIRE(table);
    const auto decision = decide(*table, {{"legalBasis", "clear"}});
    CHECK_FALSE(decision.route);
    CHECK(decision.because.en == "No rule matches; a coordinator chooses.");
    REQUIRE(decision.nearest.size() == 1);
    CHECK(decision.nearest[0].changes.size() == 1);
}

TEST_CASE("the answers that a coordinator may add are facts of the form", "[unit][routing]") {
    const auto codes = [](const json& answers) {
        std::vector<std::string> told;
        for (const auto& issue : shipped().desk.check_answers(answers, shipped().organisations))
            told.push_back(issue.path + " " + issue.code);
        return told;
    };
    CHECK(codes({{"legalBasis", "missing"}, {"harm", {{"severity", "acute"}, {"number", 3}}}}).empty());
    CHECK(codes({{"legalBasis", "mising"}}).size() == 1);
    CHECK(codes({{"title", "iets"}}) == Faults{"/title unknownMember"});
    CHECK(
        codes({{"harm", {{"severity", "acute"}, {"source", "tekst"}}}}) ==
        Faults{"/harm/source unknownMember"}
    );
    CHECK(codes({{"ownReference", "K"}}) == Faults{"/ownReference unknownMember"});
    CHECK(
        codes({{"ministries", {"https://example.org/ministerie"}}}) == Faults{"/ministries/0 unknownMinistry"}
    );
    CHECK(
        codes({{"underWay", {{"kind", "bill"}, {"covers", "full"}, {"reference", "111222333"}}}}) ==
        Faults{"/underWay/reference bsn"}
    );
    CHECK(codes(json::object()).size() == 1);
}
