// Lists of cases: filters, orders, pages and counts, in both stores; and what SQLite keeps to find cases by.

#include "engine/base/ensure.hpp"
#include "engine/cases/fire_timers.hpp"
#include "engine/cases/route_case.hpp"
#include "engine/cases/set_visibility.hpp"
#include "engine/cases/system_scope.hpp"
#include "engine/status/day_book.hpp"
#include "engine/store/sqlite/schema_sql.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_list.hpp"
#include "tests/support/a_session.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/status_leads.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;

namespace {

constexpr auto every_facet = {
    Facet::phase,
    Facet::route,
    Facet::state,
    Facet::leg,
    Facet::owner,
    Facet::ministry,
    Facet::barrier,
    Facet::case_owner,
    Facet::visibility,
    Facet::leg_owner,
    Facet::leg_ministry,
    Facet::leg_began};

/// Cases that were reported over months, some routed by a coordinator, some left until their terms passed, and some
/// closed off by him: for their parties, or for fewer.
class Lived {
public:
    explicit Lived(WriteStore& writer) : writer_(writer) {
        const auto people = everybody();
        for (std::size_t number = 0; number < 24; ++number) {
            const auto done = run(demo_report(number, people[number % 2], domain_.clock.now()));
            REQUIRE(done);
            const auto id = std::get<runtime::CaseOpened>(*done).view.state.id;
            if (number % 3 == 0) overrule(id, people);
            if (number % 5 == 1) close_off(id, people, number % 2 == 0);
            domain_.clock.advance(number == 15 ? std::chrono::hours(960) : std::chrono::hours(31));
            fire();
        }
    }

    [[nodiscard]] Instant day_began() {
        status::DayBook days;
        return status::start_of(days.day_of(domain_.clock.now()));
    }
    [[nodiscard]] Instant now() { return domain_.clock.now(); }

private:
    Result<runtime::Done> run(const runtime::Command& command) {
        REQUIRE(writer_.begin());
        REQUIRE(writer_.savepoint());
        auto done = runtime::execute(writer_, command, domain_.domain());
        REQUIRE((done ? writer_.release() : writer_.undo()));
        REQUIRE(writer_.commit() == CommitOutcome::durable);
        return done;
    }

    static const Principal& coordinator_in(const std::vector<Principal>& people) {
        return *std::find_if(people.begin(), people.end(), [](const Principal& one) {
            return std::find(one.roles.begin(), one.roles.end(), "coordinator") != one.roles.end();
        });
    }

    void close_off(const CaseId& id, const std::vector<Principal>& people, bool for_parties) {
        SetVisibility command;
        command.by = coordinator_in(people);
        command.case_id = id;
        command.if_version = (*writer_.load(id))->version;
        command.visibility = for_parties ? Visibility::parties : Visibility::confidential;
        command.ground = "supervision";
        command.review_on = "2027-06-01";
        command.reason = "Loopt nog.";
        REQUIRE(run(command));
    }

    void overrule(const CaseId& id, const std::vector<Principal>& people) {
        RouteCase command;
        command.by = coordinator_in(people);
        command.case_id = id;
        command.if_version = (*writer_.load(id))->version;
        command.action = OverruleRoute{"ccg", "", "", "Breder dan een stroom."};
        REQUIRE(run(command));
    }

    void fire() {
        for (;;) {
            const auto due = *writer_.due_cases(domain_.clock.now(), 1000);
            if (due.empty()) return;
            for (const auto& id : due) REQUIRE(run(FireTimers{id}));
        }
    }

    WriteStore& writer_;
    ShippedDomain domain_;
};

std::int64_t total(ReadStore& store, const Scope& scope, const CaseFilter& filter) {
    const auto page = store.list_cases(scope, {.filter = filter, .limit = 1, .counted = true});
    REQUIRE(page);
    return page->total.value();
}

/// Each facet with each value that some case has, and how many cases have it.
std::map<FacetValue, std::int64_t> values_in(ReadStore& store) {
    std::map<FacetValue, std::int64_t> values;
    const auto page = store.list_cases(system_scope(), {.limit = 1000});
    for (const auto& view : page->items) {
        for (const auto& value : facets_of(view.state)) ++values[value];
    }
    return values;
}

/// All that a register keeps to find cases by, as text.
std::vector<std::string> found_by(const std::string& path) {
    SQLite::Database raw(path, SQLite::OPEN_READONLY);
    std::vector<std::string> rows;
    for (const char* sql :
         {"SELECT v.facet || ' ' || v.value || ' ' || f.case_id FROM case_facets f JOIN facet_values v ON v.id = "
          "f.value_id ORDER BY 1",
          "SELECT case_id || ' ' || place || ' ' || route || ' ' || began_at || ' ' || due_at FROM open_legs ORDER BY "
          "case_id, place",
          "SELECT id || ' ' || legs FROM cases WHERE legs <> '' ORDER BY id",
          "SELECT id || ' ' || due_at || ' ' || reported_at || ' ' || closed_at FROM cases ORDER BY id",
          "SELECT c.id || ' ' || group_concat(f.value_id, ' ') FROM cases c JOIN case_facets f ON f.case_id = c.id AND "
          "instr(' ' || c.facets || ' ', ' ' || f.value_id || ' ') GROUP BY c.id HAVING count(*) = 1 + "
          "length(c.facets) - length(replace(c.facets, ' ', ''))"}) {
        SQLite::Statement row(raw, sql);
        while (row.executeStep()) rows.push_back(row.getColumn(0).getString());
    }
    return rows;
}

}  // namespace

TEMPLATE_TEST_CASE("each facet finds the cases that have it", "[contract][lists]", InMemory, InSqlite) {
    TestType stores;
    Lived lived(stores.writer());
    const auto values = values_in(stores.reader());
    std::set<Facet> seen;
    for (const auto& [value, cases] : values) {
        CAPTURE(static_cast<int>(value.facet), value.value);
        seen.insert(value.facet);
        CHECK(total(stores.reader(), system_scope(), {.facets = {{value.facet, {value.value}}}}) == cases);
    }
    // A test that has nothing to find shows nothing.
    for (const auto facet : every_facet) CHECK(seen.contains(facet));
    CHECK(values.size() > 20);
    const CaseFilter late{.overdue = true, .day_began = lived.day_began()};
    CHECK(total(stores.reader(), system_scope(), late) > 0);
    CHECK(total(stores.reader(), system_scope(), late) < 24);
    CHECK(total(stores.reader(), system_scope(), {.facets = {{Facet::phase, {"nowhere"}}}}) == 0);
    CHECK(total(stores.reader(), system_scope(), {}) == 24);
}

TEMPLATE_TEST_CASE("lists find what plain looking finds", "[contract][lists]", InMemory, InSqlite) {
    TestType stores;
    Lived lived(stores.writer());
    std::mt19937_64 random(5);
    check_lists(stores.reader(), random, lived.day_began(), 250);
    check_status_leads_to_cases(stores.reader(), lived.now());
}

TEMPLATE_TEST_CASE(
    "a page goes on where the page before ended, in every order", "[contract][lists]", InMemory, InSqlite
) {
    TestType stores;
    const Lived lived(stores.writer());
    for (int sort = 0; sort < 5; ++sort) {
        CaseList asked{.sort = static_cast<CaseSort>(sort), .limit = 1000};
        CAPTURE(code_of(asked.sort));
        const auto whole = walk_list(stores.reader(), system_scope(), asked);
        CHECK(whole.size() == 24);
        for (const int limit : {1, 7, 24}) {
            asked.limit = limit;
            CHECK(walk_list(stores.reader(), system_scope(), asked) == whole);
        }
    }
}

TEMPLATE_TEST_CASE("nobody finds or counts a foreign case by any filter", "[contract][lists]", InMemory, InSqlite) {
    TestType stores;
    Lived lived(stores.writer());
    auto& reader = stores.reader();
    const auto people = everybody();
    const Scope reporter = scope_of(people[0]);
    const Scope stranger = scope_of({"00000099000000099999", "key:test", {"reporter"}});
    std::int64_t hidden = 0;
    const auto check = [&](const CaseFilter& filter) {
        const auto seen = plainly_filtered(reader, reporter, filter);
        CHECK(total(reader, reporter, filter) == static_cast<std::int64_t>(seen.size()));
        CHECK(walk_list(reader, reporter, {.filter = filter}).size() == seen.size());
        CHECK(total(reader, stranger, filter) == 0);
        CHECK(walk_list(reader, stranger, {.filter = filter}).empty());
        hidden += total(reader, system_scope(), filter) - static_cast<std::int64_t>(seen.size());
    };
    for (const auto& [value, cases] : values_in(reader)) {
        CAPTURE(static_cast<int>(value.facet), value.value);
        check({.facets = {{value.facet, {value.value}}}});
    }
    check({});
    check({.organisation = people[1].organisation});
    for (const bool yes : {true, false}) {
        check({.stalled = yes});
        check({.overdue = yes, .day_began = lived.day_began()});
    }
    CHECK(hidden > 24);
}

TEMPLATE_TEST_CASE("what a scope reads of a case it reads in every way", "[contract][lists]", InMemory, InSqlite) {
    TestType stores;
    const Lived lived(stores.writer());
    auto& reader = stores.reader();
    const auto all = walk_list(reader, system_scope(), {.limit = 1000});
    std::map<Visibility, int> outside;
    for (const auto& by : everybody()) {
        const Scope scope = scope_of(by);
        const auto seen = walk_list(reader, scope, {.limit = 1000});
        std::set<std::string> events;
        REQUIRE(reader.each_event(scope, 0, [&](std::string_view text) {
            events.insert(decode_event(text).case_id.str());
        }));
        for (const auto& id : all) {
            const auto state = (*reader.find_case(system_scope(), id))->state;
            const bool sees = std::find(seen.begin(), seen.end(), id) != seen.end();
            const auto found = *reader.find_case(scope, id);
            CHECK(found.has_value() == sees);
            CHECK((*reader.find_case(scope, state.number)).has_value() == sees);
            CHECK((*reader.list_events(scope, id, 0, 1)).has_value() == sees);
            CHECK((events.count(id.str()) == 1) == sees);
            if (found && found->outside) {
                ++outside[state.visibility.now()];
                // Its texts and no other stand in the view.
                CHECK(found->sealed.size() == state.reports.size());
                CHECK(found->state.notes.empty());
            }
        }
        // What waits for somebody is never a case that he only reads along.
        const auto waiting = reader.list_waiting(scope, by.organisation, 0, 1000);
        for (const auto& view : waiting->items) CHECK_FALSE(view.outside);
    }
    CHECK(outside[Visibility::open] > 0);
    CHECK(outside.size() == 1);
}

TEST_CASE("a register of an earlier schema finds its cases once it is migrated", "[contract][sqlite][lists]") {
    const int schema = GENERATE(4, 5, 6);
    InSqlite stores;
    const Lived lived(stores.writer());
    const auto before = found_by(stores.settings.path);
    // Of each of the 24 cases the row says what stands in the table.
    CHECK(before.size() > 24 + 24 + 24 * 4);
    REQUIRE(stores.writer().checkpoint());
    stores.read.reset();
    stores.write.reset();
    {
        SQLite::Database raw(stores.settings.path, SQLite::OPEN_READWRITE);
        raw.exec("DROP TABLE open_legs; ALTER TABLE cases DROP COLUMN legs; PRAGMA user_version = 6");
        // What the versions before found cases by was less than there is now.
        raw.exec("DELETE FROM case_facets WHERE value_id IN (SELECT id FROM facet_values WHERE facet > 12)");
        if (schema < 6) {
            raw.exec(
                "DROP INDEX cases_by_report; DROP INDEX cases_by_closing; ALTER TABLE cases DROP COLUMN reported_at; "
                "ALTER TABLE cases DROP COLUMN closed_at; PRAGMA user_version = 5"
            );
            raw.exec("DELETE FROM case_facets WHERE value_id IN (SELECT id FROM facet_values WHERE facet > 8)");
        }
        if (schema == 4) {
            raw.exec(
                "DROP INDEX cases_by_change; DROP INDEX cases_by_term; DROP TABLE case_facets; DROP TABLE "
                "facet_values; ALTER TABLE cases DROP COLUMN due_at; ALTER TABLE cases DROP COLUMN facets; "
                "PRAGMA user_version = 4"
            );
        }
    }
    stores.write = *sqlite::open_writer(stores.settings);
    stores.read = *sqlite::open_reader(stores.settings);
    const auto after = found_by(stores.settings.path);
    // The numbers of values are given anew; what they stand for is the same.
    const auto same_facets = [](const std::vector<std::string>& rows) {
        return std::vector<std::string>(rows.begin(), rows.end() - 24);
    };
    REQUIRE(after.size() == before.size());
    CHECK(same_facets(after) == same_facets(before));
    const auto values = values_in(stores.reader());
    for (const auto& [value, cases] : values)
        CHECK(total(stores.reader(), system_scope(), {.facets = {{value.facet, {value.value}}}}) == cases);
}
