// What only the file can promise of the search (engine/store/sqlite/search_file.hpp): it is made from the register,
// goes on where it was, and is made anew where it is no good.

#include "engine/cases/system_scope.hpp"
#include "engine/runtime/execute.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

struct ARegister {
    ScratchFolder folder;
    sqlite::Settings settings = settings_in(folder);
    std::unique_ptr<WriteStore> writer = *sqlite::open_writer(settings);
    std::unique_ptr<ReadStore> reader = *sqlite::open_reader(settings);
    std::unique_ptr<SearchIndex> index = sqlite::make_search_index(settings);
    ADomain domain;

    CaseId report(const std::string& title) {
        CaseId id;
        transaction(*writer, [&] {
            const auto command = domain.submit(someone(oins::tax), {{"title", title}});
            auto done = runtime::execute(*writer, command, domain.domain());
            REQUIRE(done);
            id = std::get<runtime::CaseOpened>(*done).view.state.id;
        });
        return id;
    }

    Result<CasePage> ask(const std::string& text) {
        CaseList asked{.filter = {.text = text}};
        asked.counted = true;
        return reader->list_cases(system_scope(), asked);
    }

    std::int64_t count(const std::string& text) {
        const auto page = ask(text);
        INFO((page ? std::string() : page.error().message.en));
        REQUIRE(page);
        return page->total.value();
    }

    void check_not_ready() {
        const auto page = ask("fiets");
        REQUIRE_FALSE(page);
        CHECK(page.error().code == FailureCode::unavailable);
        CHECK(page.error().slug == "search-not-ready");
    }

    /// The register itself answers, whatever happened to the search.
    void check_register() { CHECK(reader->list_cases(system_scope(), {})); }

    SQLite::Database open_file() { return {settings.search.path, SQLite::OPEN_READWRITE}; }
};

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const std::string& path, std::size_t from, std::size_t length, char with) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(from));
    file << std::string(length, with);
}

}  // namespace

TEST_CASE("words cannot be searched for until the index is whole", "[contract][search]") {
    ARegister reg;
    for (int number = 0; number < 5; ++number) reg.report("De fietsen");
    reg.check_not_ready();
    auto step = reg.index->follow(2);
    REQUIRE(step);
    CHECK(step->began_anew == "missing");
    CHECK(step->behind);
    CHECK_FALSE(step->whole);
    CHECK(step->filled == 2);
    CHECK(step->of == 5);
    reg.check_not_ready();
    const auto last = take_all_in(*reg.index, 2);
    CHECK(last.whole);
    CHECK(last.through == *reg.reader->last_sequence());
    CHECK(reg.count("fiets") == 5);
}

TEST_CASE("what comes while the index is filled is found too", "[contract][search]") {
    ARegister reg;
    for (int number = 0; number < 4; ++number) reg.report("De fietsen");
    REQUIRE(reg.index->follow(1));
    reg.report("Nog een fiets");
    take_all_in(*reg.index, 1);
    CHECK(reg.count("fiets") == 5);
    reg.report("En nog een fiets");
    CHECK(reg.count("fiets") == 5);
    const auto before = reg.ask("fiets")->searched_to;
    take_all_in(*reg.index, 1);
    CHECK(reg.count("fiets") == 6);
    CHECK(*reg.ask("fiets")->searched_to > *before);
}

TEST_CASE("an index goes on where it was", "[contract][search]") {
    ARegister reg;
    for (int number = 0; number < 6; ++number) reg.report("De fietsen");
    REQUIRE(reg.index->follow(2));
    // Gone in the middle of filling, and in the middle of following.
    reg.index = sqlite::make_search_index(reg.settings);
    auto step = reg.index->follow(2);
    REQUIRE(step);
    CHECK(step->began_anew.empty());
    CHECK(step->filled == 4);
    take_all_in(*reg.index);
    for (int number = 0; number < 6; ++number) reg.report("De fietsen");
    REQUIRE(reg.index->follow(3));
    reg.index = sqlite::make_search_index(reg.settings);
    CHECK(take_all_in(*reg.index, 3).began_anew.empty());
    CHECK(reg.count("fiets") == 12);
}

TEST_CASE("an index that is killed at any moment goes on and is right", "[contract][search]") {
    ARegister reg;
    constexpr int cases = 40;
    for (int number = 0; number < cases; ++number) reg.report("Fiets nummer" + std::to_string(number));
    for (int round = 0; round < 12; ++round) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            const auto index = sqlite::make_search_index(reg.settings);
            while (index->follow(1)) {
            }
            _exit(1);
        }
        usleep(static_cast<useconds_t>(2'000 + 3'000 * round));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        CHECK(WIFSIGNALED(status));
    }
    const auto last = take_all_in(*reg.index);
    CHECK(last.began_anew.empty());
    CHECK(reg.count("fiets") == cases);
    for (int number = 0; number < cases; ++number) {
        const auto asked = "nummer" + std::to_string(number) + " fiets";
        CHECK(reg.count(asked) == 1);
    }
}

TEST_CASE("a file that is gone is made anew, under a reader that has it open", "[contract][search]") {
    ARegister reg;
    reg.report("De fietsen");
    take_all_in(*reg.index);
    REQUIRE(reg.count("fiets") == 1);
    reg.index.reset();
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(reg.settings.search.path + suffix);
    reg.check_not_ready();
    reg.check_register();
    reg.report("Nog een fiets");
    reg.index = sqlite::make_search_index(reg.settings);
    CHECK(take_all_in(*reg.index).began_anew == "missing");
    CHECK(reg.count("fiets") == 2);
}

TEST_CASE("a damaged file is made anew", "[contract][search]") {
    ARegister reg;
    for (int number = 0; number < 50; ++number) reg.report("Fiets nummer" + std::to_string(number));
    take_all_in(*reg.index);
    reg.index.reset();
    const auto path = reg.settings.search.path;
    const auto size = fs::file_size(path);
    REQUIRE(size > 3 * 4096);
    SECTION("no database at all") { overwrite(path, 0, 512, 'x'); }
    SECTION("an empty one") { fs::resize_file(path, 0); }
    SECTION("the half of it") { fs::resize_file(path, size / 2 / 4096 * 4096); }
    SECTION("pages overwritten") { overwrite(path, 4096 * 2, size - 4096 * 2, '\xff'); }
    SECTION("another program's") {
        fs::remove(path);
        SQLite::Database other(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("CREATE TABLE progress (a); CREATE TABLE other (b)");
    }
    reg.check_register();
    reg.index = sqlite::make_search_index(reg.settings);
    const auto last = take_all_in(*reg.index);
    CHECK_FALSE(last.began_anew.empty());
    CHECK(reg.count("fiets") == 50);
}

TEST_CASE("damage that a reader finds is mended while all run", "[contract][search]") {
    ARegister reg;
    for (int number = 0; number < 50; ++number) reg.report("Fiets nummer" + std::to_string(number));
    take_all_in(*reg.index);
    {
        auto file = reg.open_file();
        file.exec("UPDATE found_data SET block = x'00ff00ff00ff00ff' WHERE id > 10");
    }
    reg.reader = *sqlite::open_reader(reg.settings);
    reg.check_not_ready();
    reg.check_register();
    CHECK(take_all_in(*reg.index).began_anew == "damaged");
    CHECK(reg.count("fiets") == 50);
}

TEST_CASE("a file of other words is made anew", "[contract][search]") {
    ARegister reg;
    reg.report("De fietsen");
    take_all_in(*reg.index);
    reg.index.reset();
    {
        auto file = reg.open_file();
        file.exec("UPDATE progress SET version = '0 sha256:another'");
    }
    reg.check_not_ready();
    reg.index = sqlite::make_search_index(reg.settings);
    CHECK(take_all_in(*reg.index).began_anew == "otherVersion");
    CHECK(reg.count("fiets") == 1);
}

TEST_CASE("after a backup is put back the index begins anew, without the other history", "[contract][search]") {
    ARegister reg;
    reg.report("De fietsen");
    const auto backup = reg.folder.file("backup.db");
    {
        SQLite::Database live(reg.settings.path, SQLite::OPEN_READWRITE);
        live.exec("VACUUM INTO '" + backup + "'");
    }
    reg.report("Een fiets die verdwijnt");
    reg.report("Nog een");
    take_all_in(*reg.index);
    REQUIRE(reg.count("verdwijnt") == 1);
    reg.index.reset();
    reg.reader.reset();
    reg.writer.reset();
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(reg.settings.path + suffix);
    fs::rename(backup, reg.settings.path);
    reg.writer = *sqlite::open_writer(reg.settings);
    reg.reader = *sqlite::open_reader(reg.settings);
    SECTION("at once") {}
    SECTION("after as much happened as before") {
        reg.domain.clock.advance(std::chrono::hours(1));
        reg.report("Een bakfiets");
        reg.report("Twee");
    }
    reg.check_not_ready();
    reg.index = sqlite::make_search_index(reg.settings);
    CHECK(take_all_in(*reg.index).began_anew == "otherRegister");
    CHECK(reg.count("verdwijnt") == 0);
    CHECK(reg.count("fietsen") == 1);
}

TEST_CASE("a text that was erased is in no byte of the file", "[contract][search]") {
    ARegister reg;
    const auto id = reg.report("Het woord zuurkoolstamppot");
    for (int number = 0; number < 30; ++number) reg.report("De fietsen");
    take_all_in(*reg.index);
    REQUIRE(reg.count("zuurkoolstamppot") == 1);
    const auto bytes = bytes_of(reg.settings.search.path) + bytes_of(reg.settings.search.path + "-wal");
    REQUIRE(bytes.find("zuurkoolstamppot") != std::string::npos);
    // No command erases yet: its texts go, and an event says that something happened to the case.
    {
        SQLite::Database live(reg.settings.path, SQLite::OPEN_READWRITE);
        live.exec("DELETE FROM sealed WHERE case_id = 1");
    }
    auto before = *reg.writer->load(id);
    REQUIRE(before);
    auto after = *before;
    ++after.version;
    transaction(*reg.writer, [&] {
        std::vector<Event> events = {
            {0, id, after.version, "noted", reg.domain.clock.now(), SystemActor{"timer"}, json::object()}};
        REQUIRE(reg.writer->append(events, {}, after));
    });
    take_all_in(*reg.index);
    CHECK(reg.count("zuurkoolstamppot") == 0);
    CHECK(reg.count("GD-2026-000001") == 1);
    for (const char* suffix : {"", "-wal"}) {
        CHECK(bytes_of(reg.settings.search.path + suffix).find("uurkoolstamppot") == std::string::npos);
    }
}

TEST_CASE("a case that was tampered with keeps no other from being found", "[contract][search]") {
    ARegister reg;
    reg.report("De fietsen");
    reg.report("De fietsen");
    {
        SQLite::Database live(reg.settings.path, SQLite::OPEN_READWRITE);
        live.exec("UPDATE sealed SET value = replace(value, 'fietsen', 'bussen') WHERE case_id = 1");
    }
    const auto step = reg.index->follow(64);
    REQUIRE(step);
    CHECK(step->unreadable == 1);
    take_all_in(*reg.index);
    CHECK(reg.count("fietsen") == 1);
    CHECK(reg.count("bussen") == 0);
}

TEST_CASE("a search file that cannot be made hurts nobody, and is made when it can", "[contract][search]") {
    ARegister reg;
    reg.report("De fietsen");
    // A folder stands where the file belongs.
    fs::create_directory(reg.settings.search.path);
    std::ofstream(reg.settings.search.path + "/in_the_way") << "x";
    const auto failed = reg.index->follow(64);
    REQUIRE_FALSE(failed);
    reg.report("Nog een fiets");
    reg.check_not_ready();
    reg.check_register();
    fs::remove_all(reg.settings.search.path);
    take_all_in(*reg.index);
    CHECK(reg.count("fiets") == 2);
}

TEST_CASE("on a full disk the index fails, and goes on when there is room", "[contract][search]") {
    ARegister reg;
    reg.report("De fietsen");
    take_all_in(*reg.index);
    reg.index.reset();
    for (int number = 0; number < 200; ++number) reg.report("Fiets nummer" + std::to_string(number));
    // What a file may grow to is the process's own limit: a child has a small one.
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit small{64 * 1024, 64 * 1024};
        setrlimit(RLIMIT_FSIZE, &small);
        const auto index = sqlite::make_search_index(reg.settings);
        for (int steps = 0; steps < 100; ++steps) {
            const auto step = index->follow(64);
            if (!step) _exit(step.error().code == FailureCode::bug ? 3 : 0);
            if (!step->behind) _exit(2);
        }
        _exit(4);
    }
    int status = 0;
    waitpid(child, &status, 0);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    reg.check_register();
    reg.index = sqlite::make_search_index(reg.settings);
    take_all_in(*reg.index);
    CHECK(reg.count("fiets") == 201);
}
