// When days by decree come or go, what runs is reckoned anew: once, from both stores.

#include "engine/cases/system_scope.hpp"
#include "engine/runtime/calendar_change.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_session.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// The first ten working days from `now` on are off, all of them.
Almanac strike(Instant now) {
    json days = json::array();
    for (auto day = *amsterdam_day(now); days.size() < 10; day += std::chrono::days{1}) {
        if (!is_working_day(day)) continue;
        days.push_back(
            {{"date", format_instant(day).substr(0, 10)},
             {"name", {{"nl", "staking"}, {"en", "strike"}}},
             {"source", "Besluit"}}
        );
    }
    return *Almanac::parse({{"days", days}});
}

std::vector<CaseId> some_cases(WriteStore& store, const runtime::Domain& domain, std::size_t number) {
    std::vector<CaseId> ids;
    transaction(store, [&] {
        for (std::size_t at = 0; at < number; ++at) {
            REQUIRE(store.savepoint());
            const auto by = everybody().front();
            auto done = runtime::execute(store, demo_report(at % demo_reports(), by, domain.clock.now()), domain);
            REQUIRE(done);
            ids.push_back(std::get<runtime::CaseOpened>(*done).view.state.id);
            REQUIRE(store.release());
        }
    });
    return ids;
}

runtime::Domain with(const runtime::Domain& domain, const Almanac& almanac) {
    return {
        domain.organisations, domain.desk, domain.workflows, almanac, domain.known_roles, domain.clock, domain.seeds};
}

}  // namespace

TEMPLATE_TEST_CASE(
    "a register follows the calendar that it is opened with, and only once", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ShippedDomain shipped_domain;
    const auto domain = shipped_domain.domain();
    auto& store = stores.writer();
    CHECK_FALSE(*store.find_mark("almanac"));
    CHECK(*runtime::follow_calendar(store, domain) == 0);
    CHECK(*store.find_mark("almanac") == domain.almanac.hash());

    // More than one transaction takes.
    const auto ids = some_cases(store, domain, 230);
    CHECK(*store.watched_cases(std::nullopt, 1000) == ids);
    CHECK(*store.watched_cases(ids[200], 2) == std::vector<CaseId>{ids[201], ids[202]});
    CHECK(store.watched_cases(ids.back(), 2)->empty());

    CHECK(*runtime::follow_calendar(store, domain) == 0);
    const Almanac changed = strike(domain.clock.now());
    CHECK(*runtime::follow_calendar(store, with(domain, changed)) == ids.size());
    CHECK(*runtime::follow_calendar(store, with(domain, changed)) == 0);
    for (const auto& id : {ids.front(), ids.back()}) {
        const auto view = *stores.reader().find_case(system_scope(), id);
        REQUIRE(view);
        const auto events = *stores.reader().list_events(system_scope(), id, 0, 100);
        REQUIRE(events);
        // Until when its holders are heard is reckoned anew behind its terms.
        const auto told = json::parse(events->items.back());
        const bool hears = told.at("type") == "confidentialityChanged";
        if (hears) CHECK(told.at("data").at("because") == "calendar");
        const auto last = hears ? json::parse(events->items.at(events->items.size() - 2)) : told;
        CHECK(last.at("type") == "termRecomputed");
        CHECK(last.at("by") == json{{"system", "migration"}});
        CHECK(last.at("data").at("calendar") == changed.hash());
    }
    // And back again.
    CHECK(*runtime::follow_calendar(store, domain) == ids.size());
}
