#include "engine/cases/term_state.hpp"
#include "tests/support/a_case.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr auto a_day = 24h;

json waiting(const char* kind) {
    return {
        {"kind", kind}, {"waitingOn", "de houder"}, {"expected", "2027-12-01"}, {"reason", "Er ontbreekt iets."}};
}

/// With a leg of the fast lane that is being explored: twenty working days.
ACase exploring() {
    ACase opened;
    REQUIRE(opened.move(contact, "accept", department()));
    REQUIRE(opened.state.legs.front().machine.term);
    return opened;
}

const MachineState& leg_of(const ACase& opened) {
    return opened.state.legs.front().machine;
}

std::vector<std::string> types_since(const ACase& opened, std::size_t from) {
    std::vector<std::string> types;
    for (std::size_t at = from; at < opened.history.size(); ++at) types.push_back(opened.history[at].type);
    return types;
}

std::size_t count(const ACase& opened, const std::string& type) {
    const auto& history = opened.history;
    return static_cast<std::size_t>(
        std::count_if(history.begin(), history.end(), [&](const Event& one) { return one.type == type; })
    );
}

ExtendTerm extension(const Principal& by, const ACase& opened, const char* period) {
    ExtendTerm command;
    command.by = by;
    command.leg = opened.state.legs.front().id.str();
    command.extension = period;
    command.reason = "De uitvoeringstoets is nog niet binnen.";
    return command;
}

/// The fold of what happened is what was decided on, and it survives being kept.
void check_fold(const ACase& opened) {
    CaseState folded;
    for (const auto& event : opened.history) evolve(folded, event);
    CHECK(folded == opened.state);
    CHECK(decode_case(encode_case(opened.state)) == opened.state);
}

}  // namespace

TEST_CASE("a term is told with what it counts on, and runs on while nothing else begins", "[cases][terms]") {
    ACase opened = exploring();
    const Term term = *leg_of(opened).term;
    CHECK(term.state == "exploring");
    CHECK(term.within == "P20D");
    CHECK(term.calendar == "nl-working-days");
    CHECK(term.basis == "proposed");
    CHECK(term.started_at == opened.now);
    CHECK(leg_of(opened).due_at == *due_at(course_of(term), opened.almanac));
    const auto due = leg_of(opened).due_at;
    opened.wait(a_day);
    const json bridge = {{"measure", "Tijdelijk."}, {"from", "2026-12-01"}, {"until", "2027-06-01"}};
    REQUIRE(opened.move(contact, "bridge", bridge));
    CHECK(leg_of(opened).term == term);
    CHECK(leg_of(opened).due_at == due);
    check_fold(opened);
}

TEST_CASE("a term stands still while the leg waits for others, and goes on where it was", "[cases][terms]") {
    for (const char* kind : {"information", "party", "advice"}) {
        CAPTURE(kind);
        ACase opened = exploring();
        const Instant before = *leg_of(opened).due_at;
        opened.wait(a_day);
        REQUIRE(opened.move(contact, "suspend", waiting(kind)));
        CHECK_FALSE(leg_of(opened).due_at);
        REQUIRE(leg_of(opened).term);
        CHECK(leg_of(opened).term->held);
        REQUIRE(leg_of(opened).term->suspensions.size() == 1);
        CHECK(leg_of(opened).term->suspensions.front().kind == kind);
        CHECK(leg_of(opened).term->suspensions.front().on == "de houder");
        opened.wait(60 * a_day);
        CHECK(count(opened, "termReached") == 0);
        REQUIRE(opened.move(contact, "resume", json::object()));
        const MachineState& machine = leg_of(opened);
        CHECK_FALSE(machine.term->held);
        CHECK(machine.term->state == "exploring");
        CHECK(machine.due_at == *due_at(course_of(*machine.term), opened.almanac));
        CHECK(*machine.due_at > before + 55 * a_day);
        check_fold(opened);
    }
}

TEST_CASE("the clock runs on while a leg waits for capacity, and for a choice unless agreed", "[cases][terms]") {
    for (const char* kind : {"capacity", "legislation", "decision", "otherCase"}) {
        CAPTURE(kind);
        ACase opened = exploring();
        const auto due = leg_of(opened).due_at;
        REQUIRE(opened.move(contact, "suspend", waiting(kind)));
        CHECK(leg_of(opened).due_at == due);
        opened.wait(60 * a_day);
        CHECK(count(opened, "termReached") == 1);
        REQUIRE(opened.move(contact, "resume", json::object()));
        CHECK(leg_of(opened).due_at == due);
        CHECK(leg_of(opened).term->suspensions.empty());
        check_fold(opened);
    }
    ACase agreed = exploring();
    REQUIRE(agreed.move(coordinator, "suspend", waiting("decision")));
    CHECK_FALSE(leg_of(agreed).due_at);
    ACase hidden = exploring();
    REQUIRE(hidden.move(coordinator, "suspend", waiting("capacity")));
    CHECK(leg_of(hidden).due_at);
}

TEST_CASE("what was to come after a time moves along with a suspension", "[cases][terms]") {
    // Preparing rules: the planning is asked about every three months.
    ACase opened = exploring();
    const json instrument = {
        {"instrument", "ministerialRegulation"},
        {"department", "Directie"},
        {"planning", "2027-12-01"},
        {"necessity", "Zonder regeling mag het niet."}};
    const auto moved = opened.move(contact, "chooseInstrument", instrument);
    if (!moved) {
        for (const auto& issue : moved.error().issues) UNSCOPED_INFO(issue.path << " " << issue.code);
    }
    REQUIRE(moved);
    REQUIRE(leg_of(opened).timers.size() == 1);
    const Instant before = leg_of(opened).timers.front().due_at;
    opened.wait(10 * a_day);
    REQUIRE(opened.move(contact, "suspend", waiting("advice")));
    REQUIRE(leg_of(opened).held_timers.size() == 1);
    opened.wait(30 * a_day);
    REQUIRE(opened.move(contact, "resume", json::object()));
    REQUIRE(leg_of(opened).timers.size() == 1);
    const DueTimer& timer = leg_of(opened).timers.front();
    CHECK(timer.stops.size() == 1);
    // Thirty midnights; the clocks may have changed in between.
    CHECK(timer.due_at >= before + 30 * a_day - 1h);
    CHECK(timer.due_at <= before + 30 * a_day + 1h);
    CHECK(leg_of(opened).held_timers.empty());
    check_fold(opened);
}

TEST_CASE("a term that is passed is a fact, once, and does not end", "[cases][terms]") {
    ACase opened = exploring();
    const Instant due = *leg_of(opened).due_at;
    opened.wait(due - opened.now - 1ms);
    CHECK(count(opened, "termReached") == 0);
    opened.wait(1ms);
    CHECK(count(opened, "termReached") == 1);
    CHECK(leg_of(opened).term->reached);
    CHECK(leg_of(opened).due_at == due);
    opened.wait(5 * a_day);
    CHECK(count(opened, "termReached") == 1);
    CHECK(opened.state.signals.empty());
    const auto& event = *std::find_if(opened.history.begin(), opened.history.end(), [](const Event& one) {
        return one.type == "termReached";
    });
    CHECK(event.data.at("state") == "exploring");
    CHECK(event.data.at("due") == format_instant(due));
    CHECK(std::get<SystemActor>(event.by).system == "timer");
    check_fold(opened);
}

TEST_CASE("a term passed twice is a discreet signal to who answers for it, and not stuck yet", "[cases][terms]") {
    ACase opened = exploring();
    opened.wait(*leg_of(opened).due_at - opened.now);
    REQUIRE(opened.run(extension(contact, opened, "P10D")));
    CHECK_FALSE(leg_of(opened).term->reached);
    opened.wait(*leg_of(opened).due_at - opened.now);
    CHECK(count(opened, "termReached") == 2);
    const auto& signals = opened.state.signals;
    const auto signal = std::find_if(signals.begin(), signals.end(), [](const Signal& one) {
        return one.about == "termPassedTwice";
    });
    REQUIRE(signal != signals.end());
    CHECK(signal->to.size() == 2);  // whose turn it is; the coordinator answers for the case as well
    REQUIRE(opened.state.legs.size() == 2);
    CHECK(opened.state.legs.back().overlay);
    CHECK(opened.state.legs.back().machine.configuration == std::vector<std::string>{"signalled"});
    check_fold(opened);
}

TEST_CASE("a leg that stands still is told of, and after ten working days of silence it is stuck", "[cases][terms]") {
    ACase opened = exploring();
    REQUIRE(leg_of(opened).stalls_at);  // two months
    const Instant stalls = *leg_of(opened).stalls_at;
    CHECK(stalls == *due_at(opened.now, *read_duration("P2M"), Calendar::days));
    opened.wait(stalls - opened.now - 1ms);
    CHECK(opened.state.legs.size() == 1);
    opened.wait(1ms);
    REQUIRE(opened.state.legs.size() == 2);
    CHECK_FALSE(leg_of(opened).stalls_at);
    CHECK(opened.state.signals.back().about == "stalled");
    opened.wait(15 * a_day);
    const auto& machine = opened.state.legs.back().machine;
    CHECK(machine.configuration == std::vector<std::string>{"takenUp"});
    CHECK(opened.state.legs.front().open());
    check_fold(opened);
}

TEST_CASE("reminders are no movement, and moving on begins the time anew", "[cases][terms]") {
    ACase opened({{"legalBasis", "unknown"}, {"leadMinistry", "unknown"}, {"ministries", json::array()}});
    REQUIRE(opened.state.phase == "triage");
    const Instant stalls = *opened.state.lifecycle->stalls_at;
    opened.wait(15 * a_day);  // the programme's lead was told after five working days
    CHECK(count(opened, "signalled") >= 1);
    CHECK(opened.state.lifecycle->stalls_at == stalls);
    const json question = {{"questions", "Welke wet?"}, {"fields", {"legalBasis"}}};
    REQUIRE(opened.move(coordinator, "askInformation", question, false));
    CHECK(*opened.state.lifecycle->stalls_at > stalls);
    // While a leg goes on the lifecycle waits for that.
    ACase treated = exploring();
    CHECK(treated.state.lifecycle->stalls_at);
    for (const auto& timer : watched_of_lifecycle(treated.state.lifecycle, treated.state.legs))
        CHECK(timer.id != stillness_timer);
}

TEST_CASE("a term is extended with a reason, by who answers for it, on its own calendar", "[cases][terms]") {
    ACase opened = exploring();
    const Instant due = *leg_of(opened).due_at;
    REQUIRE(opened.run(extension(contact, opened, "P5D")));
    TermCourse longer{leg_of(opened).term->started_at, {.days = 25}, Calendar::nl_working_days};
    CHECK(leg_of(opened).due_at == *due_at(longer, opened.almanac));
    CHECK(*leg_of(opened).due_at > due);
    CHECK(opened.state.notes.back().event == "termExtended");
    CHECK(opened.history.back().data.dump().find("uitvoeringstoets") == std::string::npos);
    REQUIRE(opened.run(extension(coordinator, opened, "P5D")));
    CHECK(leg_of(opened).term->extensions.size() == 2);
    check_fold(opened);

    const auto refused = [&](const Principal& by, const char* period) {
        const auto outcome = opened.run(extension(by, opened, period));
        REQUIRE_FALSE(outcome);
        return outcome.error();
    };
    CHECK(refused(somebody(reporter_oin, {"reporter"}), "P5D").code == FailureCode::forbidden);
    CHECK(refused(contact, "P1W").issues.at(0).path == "/by");
    CHECK(refused(contact, "PT5H").issues.at(0).code == "format");
    CHECK(refused(contact, "P-5D").issues.at(0).code == "format");
    opened.wait(200 * a_day);
    CHECK(refused(contact, "P1D").issues.at(0).code == "tooShort");
    auto stale = extension(contact, opened, "P200D");
    stale.if_version = 1;
    CHECK(opened.run(stale).error().code == FailureCode::stale);
    for (int times = 2; times < 10; ++times) REQUIRE(opened.run(extension(contact, opened, "P200D")));
    CHECK(refused(contact, "P200D").slug == "extended-too-often");
    auto lifecycle = extension(coordinator, opened, "P5D");
    lifecycle.leg.reset();
    const auto nothing = opened.run(lifecycle);  // in treatment the lifecycle has no term
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().slug == "no-term");
}

TEST_CASE("where the calendar changes, what runs is reckoned anew, and what was passed stays", "[cases][terms]") {
    ACase opened = exploring();
    const Instant due = *leg_of(opened).due_at;
    REQUIRE(opened.run(RecomputeTerms{}));
    CHECK(count(opened, "termRecomputed") == 0);
    // The last day of the term turns out to be off.
    const auto last = *amsterdam_day(due - 1ms);
    const json day = {
        {"date", format_instant(last).substr(0, 10)},
        {"name", {{"nl", "vrije dag"}, {"en", "day off"}}},
        {"source", "Besluit"}};
    opened.almanac = *Almanac::parse({{"days", {day}}});
    const std::size_t before = opened.history.size();
    REQUIRE(opened.run(RecomputeTerms{}));
    CHECK(types_since(opened, before) == std::vector<std::string>{"termRecomputed"});
    CHECK(*leg_of(opened).due_at > due);
    CHECK(leg_of(opened).due_at == *due_at(course_of(*leg_of(opened).term), opened.almanac));
    REQUIRE(opened.run(RecomputeTerms{}));
    CHECK(opened.history.size() == before + 1);
    opened.wait(*leg_of(opened).due_at - opened.now);
    const Instant passed = *leg_of(opened).due_at;
    opened.almanac = Almanac();
    REQUIRE(opened.run(RecomputeTerms{}));
    CHECK(leg_of(opened).due_at == passed);
    check_fold(opened);
}

TEST_CASE("timers in working days move with the calendar too", "[cases][terms]") {
    ACase opened({{"legalBasis", "unknown"}, {"leadMinistry", "unknown"}, {"ministries", json::array()}});
    REQUIRE_FALSE(opened.state.lifecycle->timers.empty());
    const auto timers = opened.state.lifecycle->timers;
    json listed = json::array();
    for (auto day = *amsterdam_day(opened.now) + std::chrono::days{1}; listed.size() < 2; day += std::chrono::days{1}) {
        if (!is_working_day(day)) continue;
        listed.push_back(
            {{"date", format_instant(day).substr(0, 10)},
             {"name", {{"nl", "vrij"}, {"en", "off"}}},
             {"source", "Besluit"}}
        );
    }
    opened.almanac = *Almanac::parse({{"days", listed}});
    REQUIRE(opened.run(RecomputeTerms{}));
    const auto& moved = opened.state.lifecycle->timers;
    REQUIRE(moved.size() == timers.size());
    for (std::size_t at = 0; at < moved.size(); ++at) CHECK(moved[at].due_at > timers[at].due_at);
    check_fold(opened);
}
