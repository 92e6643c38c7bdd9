#include "engine/base/ensure.hpp"
#include "engine/status/day_book.hpp"
#include "engine/status/document.hpp"
#include "engine/status/groups.hpp"
#include "engine/status/skim.hpp"
#include "tests/support/a_status.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace wissel;
using namespace wissel::status;
using namespace wissel::test;
using nlohmann::json;

namespace {

constexpr const char* tax = "00000099000000012000";
constexpr const char* desk = "00000099900000030000";
const std::string case_id = "01890000-0000-7000-8000-000000000001";
const std::string leg_id = "01890000-0000-7000-8000-000000000002";
const std::string report_id = "01890000-0000-7000-8000-000000000003";

Instant at(const char* text) {
    return *parse_instant(text);
}

/// A history of one case, told day by day.
class Told {
public:
    Told& event(const std::string& type, const char* when, const json& data) {
        const cases::Event event{
            ++sequence_,
            *cases::CaseId::parse(case_id),
            sequence_,
            type,
            at(when),
            cases::Actor{tax, "reporter", "key:test"},
            data,
            {}};
        const Fact fact = read_fact(cases::encode_event(event));
        CHECK(fact == fact_of(event));
        model.apply(std::vector{fact});
        return *this;
    }

    Told& reported(const char* when) {
        return event(
            "reported",
            when,
            {{"report", report_id},
             {"reference", "GD-2026-000001"},
             {"parties", {tax}},
             {"owner", {{"organisation", desk}, {"role", "coordinator"}}},
             {"facts", {{"barriers", {"legal", "privacy"}}}},
             {"seals", json::object()}}
        );
    }

    /// The lifecycle comes to `to`.
    Told& lifecycle(const char* when, const std::string& to, const json& more = json::object()) {
        json data = {
            {"leg", nullptr}, {"workflow", "lifecycle"}, {"to", {to}}, {"snapshot", {{"configuration", {to}}}}};
        data.update(more);
        return event("transitioned", when, data);
    }

    /// A leg that runs, or one that goes on.
    Told& leg(const char* when, const std::string& to, const json& more) {
        json data = {
            {"leg", leg_id}, {"workflow", "advisory"}, {"to", {to}}, {"snapshot", {{"configuration", {to}}}}};
        data.update(more);
        return event("transitioned", when, data);
    }

    Told& leg_begins(const char* when) {
        const json started = {{"route", "advisory"}, {"beside", false}, {"overlay", false}};
        return leg(
            when,
            "screening",
            {{"started", started},
             {"status", "running"},
             {"owner", {{"organisation", desk}, {"role", "avd.desk"}}},
             {"due", "2026-11-13T23:00:00.000Z"}}
        );
    }

    Told& seen(const char* when, const std::string& now) {
        return event("confidentialityChanged", when, {{"because", "chosen"}, {"chosen", now}, {"now", now}});
    }

    json document(const char* day, const Subject& subject = {}) {
        DayBook days;
        model.turn_to(days.day_of(at(day)));
        return status_document(model, subject);
    }

    Model model;

private:
    std::int64_t sequence_ = 0;
};

json row(const json& rows, const std::string& code, const char* name = "code") {
    for (const auto& one : rows) {
        if (one.at(name) == code) return one;
    }
    return nullptr;
}

json state_row(const json& document, const std::string& workflow, const std::string& state) {
    return row(row(document["states"], workflow, "workflow")["states"], state, "name");
}

}  // namespace

TEST_CASE("a case counts where it stands, and how long it stood before", "[unit][status]") {
    Told told;
    told.reported("2026-11-02T10:00:00.000Z").lifecycle("2026-11-02T10:00:00.000Z", "triage.assessing");
    told.leg_begins("2026-11-05T10:00:00.000Z").lifecycle("2026-11-05T10:00:00.000Z", "treatment.running");
    json document = told.document("2026-11-10T10:00:00Z");
    CHECK(row(document["phases"], "treatment")["cases"] == 1);
    CHECK(row(document["phases"], "triage")["cases"] == 0);
    CHECK(row(document["barriers"], "privacy")["open"] == 1);
    CHECK(row(document["barriers"], "technical")["open"] == 0);
    CHECK(row(document["routes"], "advisory")["legs"]["running"] == 1);
    CHECK(row(document["routes"], "ccg")["openLegs"] == 0);
    CHECK(state_row(document, "advisory", "screening")["machines"] == 1);
    const json triage = state_row(document, "lifecycle", "triage.assessing");
    CHECK(triage["leadTime"] == json({{"n", 1}, {"p10", 3}, {"p25", 3}, {"median", 3}, {"p75", 3}, {"p90", 3}}));
    CHECK(row(document["ages"], "month")["cases"] == 1);
    for (const char* share : {"p10", "p25", "median", "p75", "p90"})
        CHECK(document["totals"]["leadTime"].at(share).is_null());
    CHECK(document["totals"]["leadTime"]["n"] == 0);

    told.leg("2026-11-15T10:00:00.000Z", "pointed", {{"status", "done"}, {"outcome", "legalClarity"}});
    told.lifecycle("2026-11-16T10:00:00.000Z", "closed.solved", {{"closedAs", "solved"}});
    document = told.document("2026-11-16T12:00:00Z");
    CHECK(document["totals"]["open"] == 0);
    CHECK(document["totals"]["leadTime"]["median"] == 14);
    CHECK(row(document["routes"], "advisory")["leadTime"]["median"] == 10);
    // What has ended stays where it ended.
    CHECK(state_row(document, "advisory", "pointed")["machines"] == 1);
    CHECK(document["weeks"]["items"].back()["closed"] == 1);
    CHECK(document["weeks"]["items"].back()["week"] == "2026-W47");
    CHECK(row(document["flow"], "advisory", "route")["cases"] == 1);

    told.lifecycle("2026-11-24T10:00:00.000Z", "triage.assessing");
    document = told.document("2026-11-24T12:00:00Z");
    CHECK(document["totals"]["open"] == 1);
    CHECK(document["weeks"]["items"].back()["reopened"] == 1);
    CHECK(document["totals"]["leadTime"]["n"] == 0);
}

TEST_CASE("a term is overdue from the start of the day on, and an open case is listed", "[unit][status]") {
    Told told;
    told.reported("2026-11-02T10:00:00.000Z").leg_begins("2026-11-05T10:00:00.000Z");
    told.seen("2026-11-05T10:00:00.000Z", "open");
    const Subject with_ids{Subject::Kind::all, {}, true};
    // Its last day in Amsterdam is the thirteenth.
    json document = told.document("2026-11-13T10:00:00Z", with_ids);
    CHECK(document["asOf"] == "2026-11-12T23:00:00.000Z");
    CHECK(row(document["terms"], "today")["terms"] == 1);
    CHECK(document["overdue"]["items"].empty());
    document = told.document("2026-11-14T10:00:00Z", with_ids);
    CHECK(row(document["terms"], "overdue")["cases"] == 1);
    REQUIRE(document["overdue"]["items"].size() == 1);
    CHECK(document["overdue"]["items"][0]["case"] == case_id);
    CHECK(document["overdue"]["items"][0]["leg"] == leg_id);
    CHECK(document["overdue"]["items"][0]["days"] == 0);
    const Subject route{Subject::Kind::route, "advisory", true};
    CHECK(told.document("2026-11-15T10:00:00Z", route)["overdue"]["items"][0]["days"] == 1);
    CHECK_FALSE(told.document("2026-11-15T10:00:00Z")["overdue"].contains("items"));
    // One that is extended ends later, and one that is taken away not at all.
    const json extended = {{"leg", leg_id}, {"by", "P5D"}, {"due", "2026-11-20T23:00:00.000Z"}};
    told.event("termExtended", "2026-11-15T11:00:00.000Z", extended);
    CHECK(row(told.document("2026-11-15T12:00:00Z")["terms"], "week")["terms"] == 1);
    told.event("termRecomputed", "2026-11-15T12:00:00.000Z", {{"leg", leg_id}, {"snapshot", json::object()}});
    // The leg, and the case itself, which never had one.
    CHECK(row(told.document("2026-11-15T12:00:00Z")["terms"], "none")["terms"] == 2);
    // Days never run back.
    CHECK(told.document("2026-11-01T10:00:00Z")["day"] == "2026-11-15");
}

TEST_CASE("the cases of a period are counted as they stand now, with what was", "[unit][status]") {
    Told told;
    told.reported("2026-09-29T10:00:00.000Z").lifecycle("2026-09-29T10:00:00.000Z", "triage.assessing");
    told.lifecycle("2026-11-09T10:00:00.000Z", "closed.withdrawn", {{"closedAs", "withdrawn"}});
    DayBook days;
    const auto in = [&](const char* first, const char* last) {
        Subject subject{Subject::Kind::all, {}, true};
        subject.reported = Days{days.day_of(at(first)), days.day_of(at(last))};
        return told.document("2026-11-24T12:00:00Z", subject);
    };
    const json whole = told.document("2026-11-24T12:00:00Z", {Subject::Kind::all, {}, true});
    // Its day alone, the month as a whole, and more than that.
    for (const auto& [first, last] : {
             std::pair("2026-09-29T12:00:00Z", "2026-09-29T12:00:00Z"),
             std::pair("2026-09-01T12:00:00Z", "2026-09-30T12:00:00Z"),
             std::pair("2025-02-03T12:00:00Z", "2026-10-01T12:00:00Z")}) {
        json document = in(first, last);
        CHECK(document["scope"].contains("reported"));
        document["scope"] = whole["scope"];
        CHECK(document == whole);
    }
    for (const auto& [first, last] : {
             std::pair("2026-09-30T12:00:00Z", "2026-12-31T12:00:00Z"),
             std::pair("2026-01-01T12:00:00Z", "2026-09-28T12:00:00Z"),
             std::pair("2026-10-01T12:00:00Z", "2026-11-30T12:00:00Z")}) {
        const json document = in(first, last);
        CHECK(document["totals"]["cases"] == 0);
        CHECK(document["weeks"]["before"]["closed"] == 0);
        CHECK(state_row(document, "lifecycle", "triage.assessing")["leadTime"]["n"] == 0);
    }
}

TEST_CASE("whoever comes to see a case counts what was, too", "[unit][status]") {
    Told told;
    told.reported("2026-11-02T10:00:00.000Z").lifecycle("2026-11-02T10:00:00.000Z", "triage.assessing");
    told.lifecycle("2026-11-09T10:00:00.000Z", "closed.withdrawn", {{"closedAs", "withdrawn"}});
    const Subject seen{Subject::Kind::organisation, desk, false};
    CHECK(told.document("2026-11-10T10:00:00Z", seen)["totals"]["cases"] == 0);
    const json to = {{"organisation", desk}, {"role", "avd.desk"}};
    told.event("ownerOffered", "2026-11-11T10:00:00.000Z", {{"leg", nullptr}, {"to", to}});
    const json document = told.document("2026-11-11T12:00:00Z", seen);
    CHECK(document["totals"]["cases"] == 1);
    CHECK(document["weeks"]["items"].back()["closed"] == 1);
    CHECK(state_row(document, "lifecycle", "triage.assessing")["leadTime"]["median"] == 7);
}

TEST_CASE("a signal does not make a case stuck, and an intervention does", "[unit][status]") {
    Told told;
    told.reported("2026-11-02T10:00:00.000Z").lifecycle("2026-11-02T10:00:00.000Z", "triage.assessing");
    const auto intervene = [&](const char* when, const std::string& to, json more) {
        more.update({{"workflow", "intervention"}});
        told.leg(when, to, more);
    };
    told.seen("2026-11-03T09:00:00.000Z", "open");
    const json started = {{"route", "intervention"}, {"beside", true}, {"overlay", true}};
    intervene("2026-11-03T10:00:00.000Z", "signalled", {{"started", started}, {"status", "offered"}});
    CHECK(told.document("2026-11-03T12:00:00Z")["stuck"]["cases"] == 0);
    intervene("2026-11-04T10:00:00.000Z", "takenUp", json::object());
    const json document = told.document("2026-11-06T12:00:00Z", {Subject::Kind::all, {}, true});
    CHECK(document["stuck"]["items"][0]["since"] == "2026-11-04");
    CHECK(document["totals"]["interventions"] == 1);
    CHECK(document["totals"]["legs"] == 0);
    intervene("2026-11-07T10:00:00.000Z", "ended", {{"status", "done"}});
    CHECK(told.document("2026-11-07T12:00:00Z")["stuck"]["cases"] == 0);
}

TEST_CASE("a confidential case is left out of all that is and was, and comes back whole", "[unit][status]") {
    Told told;
    told.reported("2026-11-02T10:00:00.000Z").lifecycle("2026-11-02T10:00:00.000Z", "triage.assessing");
    told.leg_begins("2026-11-05T10:00:00.000Z").lifecycle("2026-11-05T10:00:00.000Z", "treatment.running");
    const Subject own{Subject::Kind::organisation, tax, false};
    const std::vector<Subject> pages = {
        {Subject::Kind::all, {}, true}, {Subject::Kind::all, {}, false}, {Subject::Kind::route, "advisory", true}, own};
    const char* day = "2026-11-20T12:00:00Z";
    // What is counted, but for of which moment it is.
    const auto all = [&] {
        std::vector<json> documents;
        for (const auto& page : pages) {
            documents.push_back(told.document(day, page));
            for (const char* moment : {"asOf", "sequence"}) documents.back().erase(moment);
        }
        return documents;
    };
    const json nothing = Told().document(day, pages[1]);
    const auto parties = all();
    CHECK(parties[0]["overdue"]["items"].empty());
    CHECK(parties[3]["overdue"]["items"].size() == 1);
    told.seen("2026-11-06T10:00:00.000Z", "open");
    const auto open = all();
    CHECK(row(open[0]["visibility"], "open")["cases"] == 1);
    CHECK(open[0]["overdue"]["items"].size() == 1);
    CHECK(open[2]["overdue"]["items"].size() == 1);
    CHECK_FALSE(open[1]["overdue"].contains("items"));
    told.seen("2026-11-07T10:00:00.000Z", "confidential");
    const auto hidden = all();
    for (const char* member : {"totals", "phases", "states", "barriers", "flow", "overdue", "stuck"}) {
        CAPTURE(member);
        CHECK(hidden[1][member] == nothing[member]);
        CHECK(hidden[3][member].dump().find("\"cases\":1") == std::string::npos);
    }
    CHECK(hidden[0]["confidential"]["counted"] == false);
    CHECK(hidden[3]["overdue"]["items"].empty());
    // What happens meanwhile is not told either, and counts once it is not confidential any more.
    told.lifecycle("2026-11-08T10:00:00.000Z", "closed.solved", {{"closedAs", "solved"}});
    CHECK(all()[0]["weeks"] == hidden[0]["weeks"]);
    const json to = {{"organisation", desk}, {"role", "avd.desk"}};
    told.event("ownerOffered", "2026-11-09T10:00:00.000Z", {{"leg", nullptr}, {"to", to}});
    CHECK(told.document(day, {Subject::Kind::organisation, desk, false})["totals"]["cases"] == 0);
    told.lifecycle("2026-11-10T10:00:00.000Z", "treatment.running").seen("2026-11-10T10:00:00.000Z", "open");
    const json late = told.document(day, {Subject::Kind::organisation, desk, false});
    CHECK(late["totals"]["cases"] == 1);
    CHECK(state_row(late, "lifecycle", "triage.assessing")["leadTime"]["n"] == 1);
    const auto again = all();
    CHECK(again[0]["totals"]["cases"] == 1);
    CHECK(state_row(again[0], "lifecycle", "treatment.running")["leadTime"]["n"] == 1);
    told.seen("2026-11-11T10:00:00.000Z", "confidential").seen("2026-11-11T10:00:00.000Z", "open");
    CHECK(all() == again);
}

TEST_CASE("a history with a hole is refused", "[unit][status]") {
    Told told;
    told.reported("2026-11-02T10:00:00.000Z");
    Fact later;
    later.sequence = 3;
    later.case_id = *cases::CaseId::parse(case_id);
    CHECK_THROWS_AS(told.model.apply(std::vector{later}), LogicError);
    Model other;
    later.sequence = 1;
    CHECK_THROWS_AS(other.apply(std::vector{later}), LogicError);
}

TEST_CASE("percentiles are days that something took", "[unit][status]") {
    LeadTimes took;
    CHECK_FALSE(took.percentile(50));
    for (const Day days : {1, 2, 3, 4, 5, 6, 7, 8, 9, 30}) took.add(days, 1);
    CHECK(took.percentile(50) == 5);
    CHECK(took.percentile(90) == 9);
    took.add(30, -1);
    CHECK(took.percentile(90) == 9);
    CHECK(took.count() == 9);
}

TEST_CASE("days and weeks are those of Amsterdam", "[unit][status]") {
    DayBook days;
    CHECK(date_text(days.day_of(at("2026-11-27T22:59:59.999Z"))) == "2026-11-27");
    CHECK(date_text(days.day_of(at("2026-11-27T23:00:00Z"))) == "2026-11-28");
    CHECK(date_text(days.day_of(at("2026-07-01T22:00:00Z"))) == "2026-07-02");
    CHECK(days.passed_on(at("2026-11-27T23:00:00Z")) == days.day_of(at("2026-11-27T23:00:00Z")));
    CHECK(days.passed_on(at("2026-11-27T23:00:00.001Z")) == days.day_of(at("2026-11-28T23:00:00Z")));
    const auto week_of = [&](const char* when) { return week_text(days.day_of(at(when))); };
    CHECK(week_of("2026-12-31T12:00:00Z") == "2026-W53");
    CHECK(week_of("2027-01-03T12:00:00Z") == "2026-W53");
    CHECK(week_of("2027-01-04T12:00:00Z") == "2027-W01");
    CHECK(week_of("2024-12-30T12:00:00Z") == "2025-W01");
    CHECK(read_week("2026-W53") == monday_of(days.day_of(at("2026-12-31T12:00:00Z"))));
    CHECK(read_week("2025-W01") == monday_of(days.day_of(at("2024-12-30T12:00:00Z"))));
    for (const char* wrong :
         {"2026-W54", "2027-W53", "2026-W00", "2026-W-1", "-026-W01", "2026-W1", "2026W01x", "", "2026-w01"})
        CHECK_FALSE(read_week(wrong));
    CHECK(date_text(month_of(days.day_of(at("2028-02-29T12:00:00Z")))) == "2028-02-01");
    CHECK(date_text(month_after(days.day_of(at("2026-12-31T12:00:00Z")))) == "2027-01-01");
    CHECK(date_text(month_after(days.day_of(at("2026-02-01T12:00:00Z")))) == "2026-03-01");
}

TEST_CASE("groups of ages and terms leave no day out and have none twice", "[unit][status]") {
    const auto check = [](const auto& groups, Day first) {
        CHECK(groups.front().from == first);
        for (std::size_t at = 1; at < groups.size(); ++at) CHECK(groups[at].from == groups[at - 1].to + 1);
        CHECK(groups.back().to == no_limit);
    };
    check(age_groups(), 0);
    check(term_groups(), -no_limit);
}

TEST_CASE("a stored event is read without taking it apart", "[unit][status]") {
    std::vector<std::string> seen;
    skim_members(R"({"a":"x\"}\\","b":{"c":["]",{}]},"d":12,"e":[],"f":null})", [&seen](auto name, auto value) {
        seen.push_back(std::string(name) + "=" + std::string(value));
    });
    CHECK(seen == std::vector<std::string>{R"(a="x\"}\\")", R"(b={"c":["]",{}]})", "d=12", "e=[]", "f=null"});
    CHECK(skim_text(R"("caf\u00e9 \"x\"")") == "café \"x\"");
    CHECK_THROWS_AS(end_of_value(R"("abc)", 0), LogicError);
    CHECK_THROWS_AS(end_of_value(R"({"a":1)", 0), LogicError);
}

TEST_CASE("what the numbers mean stands in the manual, word for word", "[unit][status]") {
    std::ifstream file(std::string(WISSEL_SOURCE_DIR) + "/docs/status.md");
    std::stringstream read;
    read << file.rdbuf();
    const std::string manual = read.str();
    const json definitions = json::parse(word_definitions());
    for (const auto& one : definitions["items"]) {
        INFO(one["member"]);
        CHECK(manual.find("`" + one["member"].get<std::string>() + "`") != std::string::npos);
        CHECK(manual.find(one["text"]["en"].get<std::string>()) != std::string::npos);
        CHECK_FALSE(one["text"]["nl"].get<std::string>().empty());
    }
}
