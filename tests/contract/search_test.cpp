// What both stores promise of a list that is narrowed by words (engine/cases/store.hpp).

#include "engine/base/ensure.hpp"
#include "engine/cases/access.hpp"
#include "engine/cases/system_scope.hpp"
#include "engine/runtime/execute.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;

namespace {

/// A few cases that differ in their words.
template <class Stores>
class Searched {
public:
    CaseId report(const char* organisation, const json& more) {
        CaseId id;
        transaction(stores.writer(), [&] {
            REQUIRE(stores.writer().savepoint());
            auto done = runtime::execute(
                stores.writer(), domain.submit(someone(organisation), more), domain.domain()
            );
            REQUIRE(done);
            REQUIRE(stores.writer().release());
            id = std::get<runtime::CaseOpened>(*done).view.state.id;
        });
        stores.index_words();
        return id;
    }

    std::set<CaseId> find(const std::string& text, const Scope& scope = system_scope()) {
        CaseList asked{.filter = {.text = text}};
        asked.counted = true;
        const auto page = stores.reader().list_cases(scope, asked);
        INFO((page ? std::string() : page.error().message.en));
        REQUIRE(page);
        CHECK(page->total == static_cast<std::int64_t>(page->items.size()));
        std::set<CaseId> found;
        for (const auto& view : page->items) found.insert(view.state.id);
        return found;
    }

    Stores stores;
    ADomain domain;
};

}  // namespace

TEMPLATE_TEST_CASE(
    "a case is found by all words of its report, in both languages", "[contract][search]", InMemory, InSqlite
) {
    Searched<TestType> register_;
    const json texts = {
        {"title", "Parkeervergunningen voor mantelzorgers"},
        {"description", "De gemeenten krijgen de reports van Één zorgkantoor niet."},
        {"dataCategories", {"indicatiebesluit"}},
        {"holders", {{{"organisation", oins::tax}}, {{"name", "Zorgkantoor Zuid"}}}},
        {"purpose",
         {{"task", "Toegang tot de binnenstad"}, {"act", "Wegenverkeerswet 1994"}, {"article", "artikel 2b"}}},
        {"proposal", "Een gezamenlijk loket"},
        {"elsewhere", "Denmark shares these authorities"},
        {"ownReference", "PV/77-x"}};
    const auto parking = register_.report(oins::benefits, texts);
    const auto plain = register_.report(oins::benefits, json::object());
    const std::set<CaseId> one = {parking};
    for (const char* asked :
         {"parkeervergunning", "gemeente", "report", "EEN zorgkantoor", "zorgkantoren zuid", "indicatiebesluit",
          "binnenstad toegang", "wegenverkeerswet", "1994 2b", "authority", "pv 77", "77-X", "mantelzorg"}) {
        CAPTURE(asked);
        CHECK(register_.find(asked) == one);
    }
    CHECK(register_.find("GD-2026-000001") == one);
    CHECK(register_.find("2026") == std::set<CaseId>{parking, plain});
    CHECK(register_.find("adres").contains(plain));
    CHECK(register_.find("zuurkool").empty());
    // The reporter's own view is not for everybody who sees the case, so that nobody finds it by that.
    CHECK(register_.find("loket").empty());
}

TEMPLATE_TEST_CASE("who stands behind a report is not found by it", "[contract][search]", InMemory, InSqlite) {
    Searched<TestType> register_;
    register_.report(
        oins::benefits, {{"mailbox", "paardenbloem@voorbeeld.example"}, {"endorsed", "hoofd strategie"}}
    );
    for (const char* asked : {"paardenbloem", "voorbeeld", "hoofd", "strategie", "paardenbloem@voorbeeld.example"}) {
        CAPTURE(asked);
        CHECK(register_.find(asked).empty());
    }
}

TEMPLATE_TEST_CASE("nobody finds or counts a case that he does not see", "[contract][search]", InMemory, InSqlite) {
    Searched<TestType> register_;
    const json holder = {{{"organisation", oins::tax}}};
    const auto own = register_.report(oins::benefits, {{"title", "Zonnepanelen"}, {"holders", holder}});
    const auto foreign = register_.report(oins::vehicles, {{"title", "Zonnepanelen"}, {"holders", holder}});
    CHECK(register_.find("zonnepanelen") == std::set<CaseId>{own, foreign});
    CHECK(register_.find("zonnepanelen", scope_of(someone(oins::benefits))) == std::set<CaseId>{own});
    CHECK(register_.find("zonnepanelen", scope_of(someone(oins::vehicles))) == std::set<CaseId>{foreign});
    CHECK(register_.find("zonnepanelen", scope_of(someone("00000099000000015000"))).empty());
    const auto coordinator = scope_of(someone(oins::coordinator, "coordinator"));
    CHECK(register_.find("zonnepanelen", coordinator) == std::set<CaseId>{own, foreign});
}

TEMPLATE_TEST_CASE(
    "words narrow a list together with its other filters, in each order, page by page",
    "[contract][search]",
    InMemory,
    InSqlite
) {
    Searched<TestType> register_;
    std::vector<CaseId> wanted;
    for (int number = 0; number < 24; ++number) {
        const char* organisation = number % 2 == 0 ? oins::benefits : oins::vehicles;
        const json more = {{"title", number % 3 == 0 ? "Kleine windmolens" : "Grote windmolens"}};
        const auto id = register_.report(organisation, more);
        if (number % 2 == 0 && number % 3 == 0) wanted.push_back(id);
        register_.domain.clock.advance(std::chrono::hours(1));
    }
    const auto sort = GENERATE(
        CaseSort::newest, CaseSort::oldest, CaseSort::changed_last, CaseSort::changed_first, CaseSort::due
    );
    CaseList asked{.filter = {.organisation = oins::benefits, .text = "windmolen kleine"}, .sort = sort, .limit = 3};
    asked.counted = true;
    std::vector<CaseId> walked;
    do {
        const auto page = register_.stores.reader().list_cases(system_scope(), asked);
        REQUIRE(page);
        CHECK(page->total == static_cast<std::int64_t>(wanted.size()));
        CHECK(page->searched_to == 24 * 2);
        for (const auto& view : page->items) walked.push_back(view.state.id);
        asked.after = page->next;
    } while (asked.after);
    if (sort == CaseSort::newest || sort == CaseSort::changed_last) std::reverse(wanted.begin(), wanted.end());
    CHECK(walked == wanted);
}

TEMPLATE_TEST_CASE("words that cannot be searched for are refused", "[contract][search]", InMemory, InSqlite) {
    Searched<TestType> register_;
    register_.report(oins::benefits, json::object());
    for (const char* text : {" ", "\"", "*", "-^", "\xff"}) {
        const auto page = register_.stores.reader().list_cases(system_scope(), {.filter = {.text = text}});
        REQUIRE_FALSE(page);
        CHECK(page.error().code == FailureCode::invalid);
    }
}

TEMPLATE_TEST_CASE("a text is no query language", "[contract][search]", InMemory, InSqlite) {
    Searched<TestType> register_;
    const auto both = register_.report(oins::benefits, {{"title", "Appels en peren"}});
    const auto apples = register_.report(oins::benefits, {{"title", "Appels"}});
    const std::set<CaseId> all = {both, apples};
    const std::set<CaseId> one = {both};
    CHECK(register_.find("appels") == all);
    // Operators are words like others, which are not there.
    for (const char* none :
         {"appels OR peren", "appels AND peren", "appels NOT peren", "NEAR(appels peren)", "found:appels",
          "appels' OR peren"}) {
        CAPTURE(none);
        CHECK(register_.find(none).empty());
    }
    // Signs only stand between words.
    for (const char* found :
         {"\"appels\" peren", "appels -peren", "+appels ^peren", "(appels) {peren}", "appels*peren", "appels\"peren",
          "'appels'; peren --", "appels peren*"}) {
        CAPTURE(found);
        CHECK(register_.find(found) == one);
    }
}
