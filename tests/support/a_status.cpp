#include "tests/support/a_status.hpp"

#include "engine/cases/system_scope.hpp"
#include "engine/status/document.hpp"
#include "engine/status/groups.hpp"
#include "tests/support/a_session.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace wissel::test {
namespace {

using cases::CaseState;
using nlohmann::json;
using status::Day;
using status::Subject;
using Counts = std::map<std::string, std::int64_t>;

std::vector<CaseState> all_cases(cases::ReadStore& store, const Subject& subject) {
    std::vector<CaseState> all;
    const auto page = store.list_cases(cases::system_scope(), {.limit = 1'000'000});
    REQUIRE(page);
    for (const auto& view : page->items) {
        const auto& viewers = view.state.viewers;
        const bool seen = std::find(viewers.begin(), viewers.end(), subject.name) != viewers.end();
        if (view.state.visibility.now() == cases::Visibility::confidential) continue;
        status::DayBook days;
        if (subject.reported && !subject.reported->has(days.day_of(view.state.created_at))) continue;
        if (subject.only_open && view.state.visibility.now() != cases::Visibility::open) continue;
        if (subject.kind == Subject::Kind::all || seen) all.push_back(view.state);
    }
    return all;
}

/// The numbers under `what` in a list of rows, by their code; those that are 0 left out.
Counts told(const json& rows, const char* what, const char* code = "code") {
    Counts counts;
    for (const auto& row : rows) {
        if (row.at(what) != 0) counts[row.at(code).get<std::string>()] += row.at(what).get<std::int64_t>();
    }
    return counts;
}

std::int64_t sum(const json& rows, const char* what) {
    std::int64_t sum = 0;
    for (const auto& row : rows) sum += row.at(what).get<std::int64_t>();
    return sum;
}

bool is_stuck(const CaseState& state) {
    return !state.closed() && std::any_of(state.legs.begin(), state.legs.end(), [](const cases::Leg& leg) {
        const auto& at = leg.machine.configuration.front();
        return leg.open() && leg.route == "intervention" && at != "signalled" && at != "explained";
    });
}

template <class Each>
void for_open_machines(const CaseState& state, const Each& each) {
    if (state.closed()) return;
    if (state.lifecycle) each(*state.lifecycle);
    for (const auto& leg : state.legs) {
        if (leg.open()) each(leg.machine);
    }
}

/// What the states of the cases say, counted without the fold.
struct Expected {
    Counts phases;
    Counts case_owners;
    Counts leg_owners;
    Counts barriers;
    Counts states;
    Counts statuses;
    Counts closed_as;
    Counts ages;
    std::int64_t reports = 0;
    std::int64_t stuck = 0;
    std::int64_t overdue = 0;
    std::int64_t open_stuck = 0;
    std::int64_t open_overdue = 0;
    Counts visibilities;
    std::int64_t machines_with_term = 0;

    void add(const CaseState& state, Day today) {
        status::DayBook days;
        ++phases[state.phase];
        const bool open = state.visibility.now() == cases::Visibility::open;
        ++visibilities[open ? "open" : "parties"];
        reports += static_cast<std::int64_t>(state.reports.size());
        const auto facts = cases::known_facts(state);
        for (const auto& barrier : facts.value("barriers", json::array())) ++barriers[barrier.get<std::string>()];
        if (state.closed()) ++closed_as[state.closed_as];
        if (is_stuck(state)) ++stuck;
        if (is_stuck(state) && open) ++open_stuck;
        if (!state.closed()) {
            ++case_owners[state.owner.organisation + " " + state.owner.role];
            for (const auto& group : status::age_groups()) {
                const Day age = today - days.day_of(state.created_at);
                if (age >= group.from && age <= group.to) ++ages[group.code];
            }
        }
        if (state.lifecycle) ++states["lifecycle " + state.lifecycle->configuration.front()];
        for (const auto& leg : state.legs) {
            ++statuses[leg.route + " " + leg.status];
            if (leg.open()) ++leg_owners[leg.owner.organisation + " " + leg.owner.role];
            if (leg.status == cases::leg_status::withdrawn) continue;
            for (const auto& name : leg.machine.configuration) ++states[leg.machine.workflow + " " + name];
        }
        for_open_machines(state, [&](const cases::MachineState& machine) {
            if (!machine.due_at) return;
            ++machines_with_term;
            if (*machine.due_at > status::start_of(today)) return;
            ++overdue;
            if (open) ++open_overdue;
        });
    }
};

Counts owners_told(const json& document, const char* what) {
    Counts counts;
    for (const auto& row : document.at("owners")) {
        const auto who = row.at("organisation").at("oin").get<std::string>() + " " + row.at("role").get<std::string>();
        if (row.at(what) != 0) counts[who] += row.at(what).get<std::int64_t>();
    }
    return counts;
}

Counts states_told(const json& document) {
    Counts counts;
    for (const auto& workflow : document.at("states")) {
        for (const auto& [name, count] : told(workflow.at("states"), "machines", "name"))
            counts[workflow.at("workflow").get<std::string>() + " " + name] += count;
    }
    return counts;
}

Counts statuses_told(const json& document) {
    Counts counts;
    for (const auto& route : document.at("routes")) {
        for (const auto& [code, count] : route.at("legs").items()) {
            if (count != 0) counts[route.at("code").get<std::string>() + " " + code] += count.get<std::int64_t>();
        }
    }
    return counts;
}

Counts without_interventions(Counts counts) {
    std::erase_if(counts, [](const auto& one) { return one.first.starts_with("intervention "); });
    return counts;
}

void check_against_cases(const json& document, const std::vector<CaseState>& cases, Day today) {
    Expected expected;
    for (const auto& state : cases) expected.add(state, today);
    CHECK(document["totals"]["cases"] == cases.size());
    CHECK(document["totals"]["reports"] == expected.reports);
    CHECK(document["totals"]["stuck"] == expected.stuck);
    CHECK(document["totals"]["overdueTerms"] == expected.overdue);
    CHECK(told(document["phases"], "cases") == expected.phases);
    CHECK(told(document["visibility"], "cases") == expected.visibilities);
    CHECK(document["confidential"]["counted"] == false);
    CHECK(told(document["barriers"], "cases") == expected.barriers);
    CHECK(told(document["ages"], "cases") == expected.ages);
    CHECK(owners_told(document, "cases") == expected.case_owners);
    CHECK(owners_told(document, "legs") == expected.leg_owners);
    CHECK(states_told(document) == expected.states);
    CHECK(statuses_told(document) == without_interventions(expected.statuses));
    const auto terms = told(document["terms"], "terms");
    const std::int64_t without = terms.contains("none") ? terms.at("none") : 0;
    CHECK(sum(document["terms"], "terms") - without == expected.machines_with_term);
    Counts closed;
    for (const auto& route : document["flow"]) {
        for (const auto& ending : route["endings"]) {
            if (!ending["closedAs"].is_null() && ending["cases"] != 0)
                closed[ending["closedAs"].get<std::string>()] += ending["cases"].get<std::int64_t>();
        }
    }
    CHECK(closed == expected.closed_as);
    if (!document["stuck"].contains("items")) return;
    // All may know which open cases are meant; who takes part in a case knows of his own.
    const bool own = document["scope"]["kind"] == "organisation";
    const auto listed = [](std::int64_t count) { return std::min<std::size_t>(500, static_cast<std::size_t>(count)); };
    CHECK(document["stuck"]["items"].size() == listed(own ? expected.stuck : expected.open_stuck));
    CHECK(document["overdue"]["items"].size() == listed(own ? expected.overdue : expected.open_overdue));
}

/// The numbers of one document agree with one another.
void check_sums(const json& document) {
    const json& totals = document["totals"];
    CHECK(totals["open"].get<std::int64_t>() + totals["closed"].get<std::int64_t>() == totals["cases"]);
    CHECK(sum(document["phases"], "cases") == totals["cases"]);
    CHECK(sum(document["owners"], "cases") == totals["open"]);
    CHECK(sum(document["ages"], "cases") == totals["open"]);
    CHECK(sum(document["terms"], "cases") == totals["open"]);
    CHECK(sum(document["flow"], "cases") == totals["cases"]);
    CHECK(sum(document["flow"], "reports") == totals["reports"]);
    CHECK(document["terms"][0]["terms"] == totals["overdueTerms"]);
    CHECK(document["terms"][0]["cases"] == totals["overdueCases"]);
    const auto in_hand = totals["openLegs"].get<std::int64_t>() + totals["interventions"].get<std::int64_t>();
    CHECK(sum(document["owners"], "legs") == in_hand);
    CHECK(sum(document["routes"], "openLegs") == totals["openLegs"]);
    const json& weeks = document["weeks"];
    const auto over_time = [&](const char* what) {
        return sum(weeks["items"], what) + weeks["before"][what].get<std::int64_t>();
    };
    CHECK(weeks["items"].size() == 105);
    CHECK(over_time("reported") == totals["cases"]);
    CHECK(over_time("reported") - over_time("closed") + over_time("reopened") == totals["open"]);
    for (const auto& route : document["flow"]) CHECK(sum(route["endings"], "cases") == route["cases"]);
    CHECK(document["stuck"]["cases"] == totals["stuck"]);
    CHECK(document["overdue"]["terms"] == totals["overdueTerms"]);
}

}  // namespace

const status::Lists& shipped_lists() {
    static const status::Lists lists =
        status::read_lists(shipped().vocabulary, shipped_workflows(), shipped().organisations);
    return lists;
}

status::Model status_anew(cases::ReadStore& store) {
    status::Model model;
    std::vector<status::Fact> facts;
    const auto read = store.each_event(cases::system_scope(), 0, [&facts](std::string_view text) {
        facts.push_back(status::read_fact(text));
        // Both ways to read an event say the same.
        if (facts.back() != status::fact_of(cases::decode_event(text))) FAIL("read otherwise: " << text);
    });
    REQUIRE(read);
    model.apply(facts);
    return model;
}

json status_document(const status::Model& model, const Subject& subject) {
    return json::parse(status::word_status(model.take(subject), shipped_lists()));
}

std::vector<Subject> all_subjects() {
    std::vector<Subject> all = {{Subject::Kind::all, {}, true}, {Subject::Kind::all, {}, false}};
    for (const auto& route : shipped_lists().routes) all.push_back({Subject::Kind::route, route.code, true});
    for (const auto& one : everybody()) all.push_back({Subject::Kind::organisation, one.organisation, false});
    return all;
}

void check_status(const status::Model& running, cases::ReadStore& store) {
    status::Model anew = status_anew(store);
    anew.turn_to(running.version().day);
    REQUIRE(anew.version() == running.version());
    auto subjects = all_subjects();
    for (auto subject : all_subjects()) {
        subject.reported = status::Days{running.version().day - 70, running.version().day - 2};
        subjects.push_back(subject);
        subject.only_open = subject.kind != Subject::Kind::organisation;
        if (subject.only_open) subjects.push_back(subject);
    }
    for (const auto& subject : subjects) {
        CAPTURE(static_cast<int>(subject.kind), subject.name, subject.with_ids, subject.only_open);
        CAPTURE(subject.reported.has_value());
        const std::string text = status::word_status(running.take(subject), shipped_lists());
        CHECK(status::word_status(anew.take(subject), shipped_lists()) == text);
        if (subject.kind == Subject::Kind::route) continue;
        const json document = json::parse(text);
        check_sums(document);
        check_against_cases(document, all_cases(store, subject), running.version().day);
    }
}

}  // namespace wissel::test
