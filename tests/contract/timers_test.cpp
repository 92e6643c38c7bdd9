// Which cases wait for a moment that has come: the same from both stores.

#include "engine/runtime/execute.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using std::chrono::hours;

namespace {

/// A case whose lifecycle and one leg wait for these moments.
CaseId waiting_case(
    WriteStore& store,
    ADomain& domain,
    const std::vector<Instant>& of_lifecycle,
    const std::vector<Instant>& of_leg
) {
    CaseId id;
    transaction(store, [&] {
        REQUIRE(store.savepoint());
        auto done = runtime::execute(store, domain.submit(someone(oins::tax)), domain.domain());
        REQUIRE(done);
        CaseState after = std::get<runtime::CaseOpened>(*done).view.state;
        id = after.id;
        std::vector<Event> events = {
            {0, id, ++after.version, "noted", domain.clock.now(), SystemActor{"timer"}, nlohmann::json::object()}};
        after.lifecycle.emplace();
        std::uint64_t number = 0;
        for (const auto moment : of_lifecycle) after.lifecycle->timers.push_back({++number, moment});
        after.legs.emplace_back();
        after.legs.front().id = LegId(id.uuid());
        for (const auto moment : of_leg) after.legs.front().machine.timers.push_back({++number, moment});
        REQUIRE(store.append(events, {}, after));
        REQUIRE(store.release());
    });
    return id;
}

}  // namespace

TEMPLATE_TEST_CASE(
    "cases with a timer that is due are found, the earliest first", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    const Instant now = domain.clock.now();
    const CaseId late = waiting_case(stores.writer(), domain, {now + hours(3), now + hours(9)}, {});
    const CaseId early = waiting_case(stores.writer(), domain, {now + hours(8)}, {now + hours(1)});
    const CaseId never = waiting_case(stores.writer(), domain, {}, {});
    const auto due = [&](Instant at, int limit = 10) { return *stores.writer().due_cases(at, limit); };
    CHECK(due(now).empty());
    // To the moment itself.
    CHECK(due(now + hours(1) - std::chrono::milliseconds(1)).empty());
    CHECK(due(now + hours(1)) == std::vector<CaseId>{early});
    CHECK(due(now + hours(9)) == std::vector<CaseId>{early, late});
    CHECK(due(now + hours(9), 1) == std::vector<CaseId>{early});
    CHECK(never != early);
    // All of them are counted, not just the first of a case.
    CHECK(stores.writer().count_timers(now) == TimerCounts{4, 0});
    CHECK(stores.writer().count_timers(now + hours(8)) == TimerCounts{4, 3});
    CHECK(stores.writer().count_timers(now + hours(9)) == TimerCounts{4, 4});
}
