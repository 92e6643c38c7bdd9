// Who may see a case: what is open only once its holders were heard, what a coordinator closes off, and what the
// clock brings.

#include "engine/cases/access.hpp"
#include "engine/cases/outside_view.hpp"
#include "engine/cases/set_visibility.hpp"
#include "engine/cases/talk.hpp"
#include "engine/cases/term_state.hpp"
#include "engine/cases/visibility.hpp"
#include "engine/cases/worklist.hpp"
#include "tests/support/a_case.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

constexpr const char* holder_oin = "00000099900000350000";
constexpr const char* other_oin = "00000099900000360000";
constexpr const char* nobody_oin = "00000099900000390000";
constexpr const char* unknown_oin = "00000099900009990000";
const Principal holder = somebody(holder_oin, {"holder"});
const Principal other = somebody(other_oin, {"reporter"});
const Principal nobody = somebody(nobody_oin, {"reporter"});
const Principal stranger = somebody(unknown_oin, {"reporter"});
const Principal reporter = somebody(reporter_oin, {"reporter"});

json held_by(const std::vector<std::string>& organisations) {
    json holders = json::array();
    for (const auto& oin : organisations) holders.push_back({{"organisation", oin}});
    return {{"holders", std::move(holders)}};
}

SetVisibility set_to(Visibility visibility, const Principal& by = coordinator) {
    SetVisibility command;
    command.by = by;
    command.visibility = visibility;
    command.reason = "Een reden.";
    if (visibility == Visibility::open) return command;
    command.ground = "privateLife";
    command.review_on = "2027-02-01";
    return command;
}

Say position_of(const Principal& by) {
    Say command;
    command.by = by;
    command.kind = Say::Kind::position;
    command.texts = {{"text", "Zo kan het niet."}};
    return command;
}

bool sees(const Principal& by, const CaseState& state) {
    return scope_of(by).sees(state);
}

std::vector<const Event*> events_of(const ACase& opened, const std::string& type) {
    std::vector<const Event*> found;
    for (const auto& event : opened.history) {
        if (event.type == type) found.push_back(&event);
    }
    return found;
}

template <class Answer>
std::vector<std::string> faults(const Answer& refused) {
    std::vector<std::string> told;
    REQUIRE_FALSE(refused);
    for (const auto& issue : refused.error().issues) told.push_back(issue.path + " " + issue.code);
    return told;
}

/// The ministry accepts what it was offered first, whatever began since.
bool accepted(ACase& opened) {
    MoveCase command;
    command.by = contact;
    command.leg = opened.state.legs.front().id.str();
    command.event = "accept";
    command.data = department();
    return opened.run(std::move(command)).has_value();
}

/// What is kept beside the events is their fold, and can be written and read.
void check_fold(const ACase& opened) {
    CaseState folded;
    for (const auto& event : opened.history) evolve(folded, event);
    CHECK(folded == opened.state);
    CHECK(decode_case(encode_case(opened.state)) == opened.state);
}

}  // namespace

TEST_CASE("a case that names no holder is open as soon as it is routed", "[unit][visibility]") {
    const ACase routed(json::object());
    CHECK(routed.state.phase == "treatment");
    CHECK(routed.state.visibility.now() == Visibility::open);
    CHECK(sees(nobody, routed.state));
    // Whoever has a key but takes no part is no participating organisation.
    CHECK_FALSE(sees(stranger, routed.state));
    check_fold(routed);
    // An organisation that takes no part cannot be heard.
    CHECK(ACase(held_by({unknown_oin})).state.visibility.now() == Visibility::open);
    // A reporter that holds the data itself has spoken.
    CHECK(ACase(held_by({reporter_oin})).state.visibility.now() == Visibility::open);
}

TEST_CASE("a case in triage is its reporter's and the coordinator's", "[unit][visibility]") {
    ACase opened({{"legalBasis", "unknown"}, {"leadMinistry", "unknown"}, {"ministries", json::array()}});
    REQUIRE(opened.state.phase == "triage");
    CHECK(opened.state.visibility.now() == Visibility::parties);
    CHECK(sees(reporter, opened.state));
    CHECK(sees(coordinator, opened.state));
    CHECK_FALSE(sees(nobody, opened.state));
    // What is sent away in triage was decided on, and what everybody took back was not.
    ACase sent = opened;
    REQUIRE(sent.move(coordinator, "outOfScope", {{"reason", "Hoort hier niet."}, {"whereTo", "Elders."}}, false));
    CHECK(sent.state.visibility.now() == Visibility::open);
    ACase back = opened;
    REQUIRE(back.move(reporter, "withdraw", {{"reason", "Opgelost."}}, false));
    REQUIRE(back.state.closed_as == "withdrawn");
    CHECK(back.state.visibility.now() == Visibility::parties);
    check_fold(sent);
    check_fold(back);
}

TEST_CASE("a case opens once every holder that takes part gave its position", "[unit][visibility]") {
    ACase opened(held_by({holder_oin, other_oin, unknown_oin}));
    REQUIRE(hears(opened.state));
    CHECK(not_heard_yet(opened.state) == std::vector<Oin>{holder_oin, other_oin});
    CHECK(sees(holder, opened.state));
    CHECK_FALSE(sees(nobody, opened.state));
    REQUIRE(opened.run(position_of(holder)));
    // Once more is still one.
    REQUIRE(opened.run(position_of(holder)));
    CHECK(not_heard_yet(opened.state) == std::vector<Oin>{other_oin});
    CHECK(opened.state.visibility.now() == Visibility::parties);
    REQUIRE(opened.run(position_of(other)));
    CHECK(opened.state.visibility.now() == Visibility::open);
    CHECK(sees(nobody, opened.state));
    const auto changed = events_of(opened, "confidentialityChanged");
    REQUIRE(changed.size() == 1);
    CHECK(changed[0]->data == json({{"because", "heard"}, {"chosen", "open"}, {"now", "open"}}));
    CHECK(events_of(opened, "holderSilent").empty());
    opened.wait(std::chrono::hours(24 * 90));
    CHECK(events_of(opened, "holderSilent").empty());
    check_fold(opened);
}

TEST_CASE("silence opens a case when the term is over, once", "[unit][visibility]") {
    ACase opened(held_by({holder_oin, other_oin}));
    REQUIRE(opened.run(position_of(other)));
    // Ten working days after 24 November: the last is 8 December.
    CHECK(opened.state.visibility.hearing->ends_at == *parse_instant("2026-12-08T23:00:00Z"));
    opened.wait(opened.state.visibility.hearing->ends_at - opened.now - std::chrono::milliseconds(1));
    CHECK(opened.state.visibility.now() == Visibility::parties);
    opened.wait(std::chrono::milliseconds(1));
    CHECK(opened.state.visibility.now() == Visibility::open);
    const auto silent = events_of(opened, "holderSilent");
    REQUIRE(silent.size() == 1);
    CHECK(silent[0]->data == json({{"holders", {holder_oin}}}));
    CHECK(silent[0]->by == By(SystemActor{"timer"}));
    CHECK(events_of(opened, "confidentialityChanged").size() == 1);
    opened.wait(std::chrono::hours(24 * 60));
    CHECK(events_of(opened, "holderSilent").size() == 1);
    // Somebody who is late is still heard.
    REQUIRE(opened.run(position_of(holder)));
    CHECK(events_of(opened, "confidentialityChanged").size() == 1);
    check_fold(opened);
}

TEST_CASE("when the almanac changes, so does the day on which a case opens", "[unit][visibility]") {
    ACase opened(held_by({holder_oin}));
    const Instant before = opened.state.visibility.hearing->ends_at;
    const auto almanac = Almanac::parse(
        {{"days", {{{"date", "2026-12-07"}, {"name", {{"nl", "Vrij"}, {"en", "Free"}}}, {"source", "x"}}}}}
    );
    if (almanac) opened.almanac = *almanac;
    REQUIRE(almanac);
    REQUIRE(opened.run(RecomputeTerms{}));
    CHECK(opened.state.visibility.hearing->ends_at == before + std::chrono::hours(24));
    CHECK(events_of(opened, "confidentialityChanged").back()->data.at("because") == "calendar");
    check_fold(opened);
}

TEST_CASE("a coordinator closes a case off, with a ground and a day to look again", "[unit][visibility]") {
    ACase opened(json::object());
    REQUIRE(opened.run(set_to(Visibility::parties)));
    CHECK(opened.state.visibility.now() == Visibility::parties);
    CHECK(opened.state.visibility.ground == "privateLife");
    CHECK_FALSE(sees(nobody, opened.state));
    CHECK(sees(contact, opened.state));
    Event told = *events_of(opened, "confidentialityChanged").front();
    told.sequence = 1;
    CHECK(told.data.at("reviewOn") == "2027-02-01");
    CHECK_FALSE(encode_event(told).find("Een reden.") != std::string::npos);
    REQUIRE(opened.run(set_to(Visibility::open, somebody("00000099900000010000", {"programme.lead"}))));
    CHECK(opened.state.visibility.now() == Visibility::open);
    CHECK(opened.state.visibility.ground.empty());
    CHECK_FALSE(opened.state.visibility.review_at);
    check_fold(opened);
}

TEST_CASE("nobody else does, and not without a ground and a day within five years", "[unit][visibility]") {
    ACase opened(json::object());
    const CaseState before = opened.state;
    for (const auto& by : {reporter, contact, nobody, somebody("00000099900000010000", {"auditor", "recordsManager"})})
        CHECK(opened.run(set_to(Visibility::parties, by)).error().code == FailureCode::forbidden);
    SetVisibility bare = set_to(Visibility::confidential);
    bare.ground.clear();
    bare.review_on.clear();
    CHECK(faults(opened.run(bare)) == std::vector<std::string>{"/ground required", "/reviewOn required"});
    SetVisibility wrong = set_to(Visibility::parties);
    wrong.ground = "because";
    wrong.reason = "BSN 111222333";
    for (const char* day : {"2026-11-23", "2031-11-25", "9999-12-31", "0001-01-01"}) {
        CAPTURE(day);
        wrong.review_on = day;
        CHECK(
            faults(opened.run(wrong)) ==
            std::vector<std::string>{"/reason bsn", "/ground unknownCode", "/reviewOn range"}
        );
    }
    SetVisibility too_much = set_to(Visibility::open);
    too_much.ground = "privateLife";
    too_much.review_on = "2027-02-01";
    CHECK(faults(opened.run(too_much)) == std::vector<std::string>{"/ground notAllowed", "/reviewOn notAllowed"});
    SetVisibility late = set_to(Visibility::parties);
    late.if_version = 1;
    CHECK(opened.run(late).error().code == FailureCode::stale);
    CHECK(opened.state == before);
    // The first day and the last are days.
    for (const char* day : {"2026-11-24", "2031-11-24"}) {
        SetVisibility fits = set_to(Visibility::parties);
        fits.review_on = day;
        CHECK(opened.run(fits));
    }
}

TEST_CASE("open does not come before the holders were heard", "[unit][visibility]") {
    ACase opened(held_by({holder_oin}));
    REQUIRE(opened.run(set_to(Visibility::open)));
    CHECK(opened.state.visibility.now() == Visibility::parties);
    CHECK(hears(opened.state));
    REQUIRE(opened.run(set_to(Visibility::parties)));
    REQUIRE(opened.run(position_of(holder)));
    // They were heard, and it stays the parties'.
    CHECK(opened.state.visibility.hearing->over);
    CHECK(opened.state.visibility.now() == Visibility::parties);
    REQUIRE(opened.run(set_to(Visibility::open)));
    CHECK(opened.state.visibility.now() == Visibility::open);
    check_fold(opened);
}

TEST_CASE("of a confidential case the holder reads nothing, and is heard once it may", "[unit][visibility]") {
    ACase opened(held_by({holder_oin}));
    REQUIRE(opened.run(set_to(Visibility::confidential)));
    CHECK_FALSE(sees(holder, opened.state));
    CHECK_FALSE(sees(nobody, opened.state));
    CHECK(sees(reporter, opened.state));
    // It is offered to the ministry, and could not be accepted otherwise.
    CHECK(sees(contact, opened.state));
    CHECK_FALSE(hears(opened.state));
    opened.wait(std::chrono::hours(24 * 40));
    CHECK(events_of(opened, "holderSilent").empty());
    REQUIRE(accepted(opened));
    REQUIRE(opened.run(set_to(Visibility::open)));
    CHECK(opened.state.visibility.now() == Visibility::parties);
    CHECK(sees(holder, opened.state));
    REQUIRE(hears(opened.state));
    CHECK(opened.state.visibility.hearing->started_at == opened.now);
    REQUIRE(opened.run(position_of(holder)));
    CHECK(opened.state.visibility.now() == Visibility::open);
    check_fold(opened);
}

TEST_CASE("who owned a confidential case sees it still, whom it was only offered to does not", "[unit][visibility]") {
    ACase opened(json::object());
    REQUIRE(opened.run(set_to(Visibility::confidential)));
    ACase refused = opened;
    const json why = {{"code", "noCapacity"}, {"reason", "Te druk."}, {"suggestion", "Elders."}};
    REQUIRE(refused.move(contact, "refuse", why));
    CHECK_FALSE(sees(contact, refused.state));
    REQUIRE(accepted(opened));
    REQUIRE(opened.move(contact, "handBack", {{"reason", "Hoort elders."}}));
    CHECK(sees(contact, opened.state));
    check_fold(refused);
}

TEST_CASE("on the day to look again the coordinator is asked to, until he has", "[unit][visibility]") {
    ACase opened(json::object());
    REQUIRE(opened.run(set_to(Visibility::parties)));
    const Instant day = *parse_instant("2027-01-31T23:00:00Z");
    const auto asks = [&] {
        return std::count_if(opened.history.begin(), opened.history.end(), [](const Event& event) {
            return event.type == "signalled" && event.data.at("about") == about_review;
        });
    };
    const auto waits = [&] {
        const auto tasks = tasks_of(opened.state);
        return std::any_of(tasks.begin(), tasks.end(), [](const Task& task) {
            return task.kind == Task::Kind::signal && task.about == about_review && task.who.role == "coordinator";
        });
    };
    opened.wait(day - opened.now - std::chrono::milliseconds(1));
    CHECK(asks() == 0);
    opened.wait(std::chrono::milliseconds(1));
    CHECK(asks() == 1);
    CHECK(waits());
    // That the case goes on elsewhere is no answer.
    REQUIRE(accepted(opened));
    opened.wait(std::chrono::hours(24));
    CHECK(asks() == 1);
    CHECK(waits());
    SetVisibility again = set_to(Visibility::parties);
    again.review_on = "2027-06-01";
    REQUIRE(opened.run(again));
    CHECK_FALSE(waits());
    check_fold(opened);
}

TEST_CASE("who is outside an open case does nothing with it and reads less of it", "[unit][visibility]") {
    ACase opened(json::object());
    Say comment;
    comment.by = coordinator;
    comment.texts = {{"text", "Onder ons."}};
    REQUIRE(opened.run(comment));
    CHECK(opened.possible(nobody).empty());
    CHECK_FALSE(may_take_part(nobody, opened.state));
    CHECK(may_take_part(reporter, opened.state));
    CHECK(may_take_part(coordinator, opened.state));
    const CaseView whole{opened.state, {}};
    CHECK(as_seen(whole, scope_of(reporter)).state == opened.state);
    const auto seen = as_seen(whole, scope_of(nobody));
    CHECK(seen.outside);
    CHECK(seen.state.comments.empty());
    CHECK(seen.state.notes.empty());
    CHECK(seen.state.ledger == opened.state.ledger);
    CHECK(seen.state.legs == opened.state.legs);
}
