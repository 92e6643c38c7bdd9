// Every event of the register in turn: the same from both stores.

#include "engine/cases/system_scope.hpp"
#include "engine/runtime/execute.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/shipped.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <stdexcept>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;

namespace {

void report(WriteStore& store, ADomain& domain, const char* organisation) {
    transaction(store, [&] {
        REQUIRE(store.savepoint());
        REQUIRE(runtime::execute(store, domain.submit(someone(organisation)), domain.domain()));
        REQUIRE(store.release());
    });
}

std::vector<std::int64_t> sequences(ReadStore& store, const Scope& scope, std::int64_t after) {
    std::vector<std::int64_t> all;
    const auto read = store.each_event(scope, after, [&all](std::string_view text) {
        all.push_back(decode_event(text).sequence);
    });
    REQUIRE(read);
    return all;
}

using Sequences = std::vector<std::int64_t>;

}  // namespace

TEMPLATE_TEST_CASE("every event comes in its order, within a scope", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    ADomain domain;
    CHECK(sequences(stores.reader(), system_scope(), 0).empty());
    report(stores.writer(), domain, oins::tax);
    report(stores.writer(), domain, oins::benefits);
    CHECK(sequences(stores.reader(), system_scope(), 0) == Sequences{1, 2, 3, 4});
    CHECK(sequences(stores.reader(), system_scope(), 3) == Sequences{4});
    CHECK(sequences(stores.reader(), scope_of(someone(oins::benefits)), 0) == Sequences{3, 4});
    CHECK(sequences(stores.reader(), scope_of(someone(oins::vehicles)), 0).empty());
    // The text is the one that a case's history shows.
    std::vector<std::string> texts;
    REQUIRE(stores.reader().each_event(system_scope(), 0, [&](std::string_view text) { texts.emplace_back(text); }));
    const auto page = *stores.reader().list_events(system_scope(), decode_event(texts.front()).case_id, 0, 10);
    CHECK(page->items == std::vector(texts.begin(), texts.begin() + 2));
    // Who stops halfway stops only that reading.
    const auto stop = [](std::string_view) { throw std::runtime_error("enough"); };
    CHECK_THROWS_AS(stores.reader().each_event(system_scope(), 0, stop), std::runtime_error);
    CHECK(sequences(stores.reader(), system_scope(), 0).size() == 4);
}
