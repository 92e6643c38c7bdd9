// What a page of a list costs, in instructions of SQLite's machine, must not grow with the register. Time would say the
// same, but not on every machine; tests/bench has it.

#include "engine/cases/system_scope.hpp"
#include "engine/store/sqlite/case_search.hpp"
#include "engine/store/sqlite/rows.hpp"
#include "tests/contract/stores.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;

namespace {

int count_one(void* counter) {
    ++*static_cast<std::int64_t*>(counter);
    return 0;
}

/// A register whose cases are in phase a or b in turn, each with an open leg; every third has a term, every hundredth
/// is stalled, and its leg on a route of its own.
class Filled {
public:
    explicit Filled(int cases) : cases_(cases) {
        (void)*sqlite::open_writer(stores_.settings);
        db_.execute("BEGIN; INSERT INTO facet_values VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 8, 'yes'), (4, 4, "
            "'often/running'), (5, 4, 'seldom/offered')");
        for (int number = 1; number <= cases; ++number) {
            auto row = db_.query(
                "INSERT INTO cases (id, uuid, year, number, version, phase, changed_at, due_at, facets) VALUES (?, ?, "
                "2026, ?, 1, 'a', ?, ?, '')"
            );
            const bool has_term = number % 3 == 0;
            row.integer(number).blob(fmt::format("{:016}", number)).integer(number).integer(number * 7919LL % cases);
            row.integer(has_term ? number : sqlite::no_term).run();
            put(1 + number % 2, number);
            auto leg =
                db_.query("INSERT INTO open_legs (case_id, place, route, began_at, due_at) VALUES (?, 0, ?, ?, ?)");
            leg.integer(number).text(number % 100 == 0 ? "seldom" : "often").integer(number).integer(number).run();
            if (number % 100 == 0) put(3, number);
            put(number % 100 == 0 ? 5 : 4, number);
        }
        db_.execute("COMMIT");
    }

    /// Instructions for a page, behind `after` where that is given.
    std::int64_t cost(const CaseFilter& filter, CaseSort sort, std::optional<CasePlace> after = {}) {
        std::int64_t instructions = 0;
        sqlite3_progress_handler(db_.handle(), 1, count_one, &instructions);
        sqlite::CaseSearch search(db_, system_scope(), filter);
        places_ = search.places(sort, after, 51);
        sqlite3_progress_handler(db_.handle(), 0, nullptr, nullptr);
        return instructions;
    }

    [[nodiscard]] std::size_t found() const { return places_.size(); }
    [[nodiscard]] const std::vector<CasePlace>& places() const { return places_; }

    /// The same read from `cases` alone.
    std::vector<CasePlace> plainly(const std::string& sql) {
        std::vector<CasePlace> places;
        auto rows = db_.query(sql + " LIMIT 51");
        while (rows.next()) places.push_back({rows.integer_at(0), rows.integer_at(1)});
        return places;
    }
    [[nodiscard]] int cases() const { return cases_; }

private:
    void put(int value, int number) {
        db_.query("INSERT INTO case_facets (value_id, case_id) VALUES (?, ?)").integer(value).integer(number).run();
    }

    int cases_;
    InSqlite stores_;
    sqlite::Connection db_{stores_.settings, sqlite::Access::write};
    std::vector<CasePlace> places_;
};

}  // namespace

TEST_CASE("a page costs no more with thirty times as many cases", "[contract][sqlite][lists]") {
    Filled few(1'000);
    Filled many(30'000);
    const auto same = [&](const char* what, const CaseFilter& filter, CaseSort sort, auto place) {
        const auto with_few = few.cost(filter, sort, place(few));
        const auto with_many = many.cost(filter, sort, place(many));
        CAPTURE(what, with_few, with_many);
        CHECK(few.found() == 51);
        CHECK(many.found() == 51);
        CHECK(with_many < with_few + with_few / 2);
        CHECK(with_many < 60 * 51);
    };
    const auto first = [](const Filled&) { return std::optional<CasePlace>(); };
    const auto half = [](const Filled& filled) { return std::optional(CasePlace{0, filled.cases() / 2}); };
    const auto half_changed = [](const Filled& filled) {
        return std::optional(CasePlace{filled.cases() / 2, filled.cases() / 2});
    };
    // Among those without a term, which are all equal.
    const auto without_term = [](const Filled& filled) {
        return std::optional(CasePlace{sqlite::no_term, filled.cases() / 2});
    };
    const CaseFilter phase{.facets = {{Facet::phase, {"a"}}}};
    const CaseFilter phases{.facets = {{Facet::phase, {"a", "b"}}}};
    same("all", {}, CaseSort::newest, first);
    same("a phase", phase, CaseSort::newest, first);
    same("a phase, deep", phase, CaseSort::newest, half);
    same("two phases", phases, CaseSort::oldest, first);
    same("two phases, deep", phases, CaseSort::oldest, half);
    same("not stalled", {.stalled = false}, CaseSort::newest, first);
    same("all, by change", {}, CaseSort::changed_last, first);
    same("all, by change, deep", {}, CaseSort::changed_first, half_changed);
    same("all, by term", {}, CaseSort::due, first);
    same("all, by term, deep", {}, CaseSort::due, without_term);
    same("not overdue, by term, deep", {.overdue = false, .day_began = Instant()}, CaseSort::due, without_term);
}

TEST_CASE("how many legs fit is counted no further than a bound", "[contract][sqlite][lists]") {
    // Twice as many cases, and more in both than are counted.
    Filled many(30'000);
    Filled more(60'000);
    const std::vector<LegSpan> often = {{"often", {Instant(), Instant::max()}}};
    const CaseFilter legs{.leg_ages = often};
    const CaseFilter phase_and_legs{.facets = {{Facet::phase, {"a"}}}, .leg_terms = often};
    for (const auto* filter : {&legs, &phase_and_legs}) {
        for (const auto sort : {CaseSort::newest, CaseSort::changed_last}) {
            const auto with_many = many.cost(*filter, sort);
            const auto with_more = more.cost(*filter, sort);
            CAPTURE(with_many, with_more);
            CHECK(many.found() == 51);
            CHECK(more.found() == 51);
            CHECK(with_more < with_many + with_many / 2);
        }
    }
}

TEST_CASE("a page of a filter that few cases fit costs what it finds", "[contract][sqlite][lists]") {
    Filled many(30'000);
    // 300 are stalled: each is looked at, and of the 15,000 in the other condition none besides.
    const CaseFilter stalled{.facets = {{Facet::phase, {"a"}}}, .stalled = true};
    CHECK(many.cost(stalled, CaseSort::changed_last) < 60 * 300 + 8 * 2 * 500);
    CHECK(many.found() == 51);
    // As many have a leg on that route, found by its age or its term.
    const std::vector<LegSpan> seldom = {{"seldom", {Instant(), Instant::max()}}};
    for (const auto sort : {CaseSort::newest, CaseSort::changed_last}) {
        CHECK(many.cost({.facets = stalled.facets, .leg_ages = seldom}, sort) < 60 * 300 + 8 * 2 * 500);
        CHECK(many.found() == 51);
        CHECK(many.cost({.facets = stalled.facets, .leg_terms = seldom}, sort) < 60 * 300 + 8 * 2 * 500);
        CHECK(many.found() == 51);
    }
}

TEST_CASE("a walk along an order finds what sorting would, and ends with its filter", "[contract][sqlite][lists]") {
    // More fit each of these than are sorted.
    Filled many(30'000);
    const CaseFilter odd{.facets = {{Facet::phase, {"b"}}}};
    const auto check = [&](const CaseFilter& filter, CaseSort sort, std::optional<CasePlace> after, const char* sql) {
        CAPTURE(sql);
        // Most of it is finding out that there are too many to be sorted, by counting up to 8,000 rows.
        CHECK(many.cost(filter, sort, after) < 80'000);
        CHECK(many.places() == many.plainly(sql));
    };
    const CasePlace middle{15'000, 20'001};
    check(odd, CaseSort::changed_last, {}, "SELECT changed_at, id FROM cases WHERE id % 2 ORDER BY 1 DESC, 2 DESC");
    check(
        odd,
        CaseSort::changed_first,
        middle,
        "SELECT changed_at, id FROM cases WHERE id % 2 AND (changed_at, id) > (15000, 20001) ORDER BY 1, 2"
    );
    check(odd, CaseSort::due, {}, "SELECT due_at, id FROM cases WHERE id % 2 ORDER BY 1, 2");
    const CaseFilter late{.overdue = true, .day_began = Instant(std::chrono::milliseconds(29'000))};
    check(late, CaseSort::due, {}, "SELECT due_at, id FROM cases WHERE due_at <= 29000 ORDER BY 1, 2");
    check(
        late,
        CaseSort::due,
        CasePlace{28'980, 28'980},
        "SELECT due_at, id FROM cases WHERE due_at <= 29000 AND due_at > 28980 ORDER BY 1, 2"
    );
    CHECK(many.found() == 6);
    check(late, CaseSort::newest, {}, "SELECT 0, id FROM cases WHERE due_at <= 29000 ORDER BY 2 DESC");
    const CaseFilter early{.overdue = false, .day_began = Instant(std::chrono::milliseconds(15'000))};
    check(early, CaseSort::due, {}, "SELECT due_at, id FROM cases WHERE due_at > 15000 ORDER BY 1, 2");
    check(
        early,
        CaseSort::due,
        CasePlace{20'001, 20'001},
        "SELECT due_at, id FROM cases WHERE due_at > 20001 ORDER BY 1, 2"
    );
}
