// Looking for what is due happens once a second on the one thread that writes, so it must not go through all timers
// that run. Told in instructions of SQLite's machine, as in lists_cost_test.cpp.

#include "engine/store/sqlite/connection.hpp"
#include "tests/contract/stores.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;

namespace {

std::int64_t instructions = 0;

int count_one(void*) {
    ++instructions;
    return 0;
}

/// SQLite calls this for each connection that is opened: the writer keeps its own to itself.
int count_for(sqlite3* db, const char**, const sqlite3_api_routines*) {
    sqlite3_progress_handler(db, 1, count_one, nullptr);
    return SQLITE_OK;
}

std::unique_ptr<WriteStore> open_counted(const sqlite::Settings& settings) {
    const auto entry = reinterpret_cast<void (*)()>(count_for);
    sqlite3_auto_extension(entry);
    auto writer = sqlite::open_writer(settings);
    sqlite3_cancel_auto_extension(entry);
    return std::move(*writer);
}

/// What it costs beside so many timers that run, the first of which are due.
std::int64_t cost(int timers, int due) {
    InSqlite stores;
    (void)*sqlite::open_writer(stores.settings);
    {
        sqlite::Connection db(stores.settings, sqlite::Access::write);
        db.execute("BEGIN");
        for (int number = 1; number <= timers; ++number) {
            auto opened = db.query(
                "INSERT INTO cases (id, uuid, year, number, version, phase, changed_at) "
                "VALUES (?, ?, 2026, ?, 1, 'a', 0)"
            );
            opened.integer(number).blob(fmt::format("{:016}", number)).integer(number).run();
            auto timer = db.query("INSERT INTO timers (due_at, case_id, leg, timer) VALUES (?, ?, x'', 1)");
            timer.integer(number).integer(number).run();
        }
        db.execute("COMMIT");
    }
    const auto writer = open_counted(stores.settings);
    instructions = 0;
    const auto found = writer->due_cases(Instant(std::chrono::milliseconds(due)), 1'000);
    REQUIRE(found);
    CHECK(found->size() == static_cast<std::size_t>(due));
    return instructions;
}

}  // namespace

TEST_CASE("looking for what is due costs no more with a hundred times as many timers", "[contract][sqlite][timers]") {
    const int due = GENERATE(0, 20);
    const auto with_few = cost(100, due);
    const auto with_many = cost(10'000, due);
    CAPTURE(due, with_few, with_many);
    CHECK(with_few > 0);
    CHECK(with_many < with_few + with_few / 2 + 20);
}
