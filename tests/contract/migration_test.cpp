// A file of an earlier version becomes one of ours, and can be had back as it was.

#include "engine/store/sqlite/schema_sql.hpp"
#include "tests/contract/stores.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace wissel;
using namespace wissel::test;

namespace {

constexpr const char* one_event = R"({"sequence":1,"data":{"é":"ja"}})";

/// A register as the first version made it, with one case in it.
struct FirstVersion {
    ScratchFolder folder;
    sqlite::Settings settings{folder.file("register.db"), "FULL", {}};

    FirstVersion() {
        SQLite::Database raw(settings.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        raw.exec(std::string(sqlite::migrations().front()));
        raw.exec("PRAGMA application_id = 0x5753534c; PRAGMA user_version = 1; PRAGMA journal_mode = WAL");
        raw.exec(
            "INSERT INTO cases VALUES (1, x'00112233445566778899aabbccddeeff', 2026, 41, 1, 'submitted', 5)"
        );
        raw.exec(std::string("INSERT INTO events VALUES (1, 1, 1, 5, '") + one_event + "')");
        raw.exec(
            "INSERT INTO sealed SELECT 1, x'00112233445566778899aabbccddee00', randomblob(32), "
            "hex(zeroblob(5000)) "
            "FROM (VALUES (1))"
        );
    }

    [[nodiscard]] std::string copy(const std::string& suffix = "") const {
        return settings.path + ".before-1" + suffix;
    }
};

int version_of(const std::string& path) {
    return SQLite::Database(path, SQLite::OPEN_READONLY).execAndGet("PRAGMA user_version").getInt();
}

bool has_table(const std::string& path, const std::string& name) {
    return SQLite::Database(path, SQLite::OPEN_READONLY).tableExists(name);
}

/// Every file in the folder of `path` that is named as a copy.
int copies_beside(const std::string& path) {
    int copies = 0;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path())) {
        if (file.path().filename().string().find(".before-") != std::string::npos) ++copies;
    }
    return copies;
}

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a register of the first version is migrated and keeps what it holds", "[contract][sqlite]") {
    const FirstVersion file;
    CHECK(sqlite::open_reader(file.settings).error().code == FailureCode::unavailable);
    {
        const auto writer = *sqlite::open_writer(file.settings);
        const auto reader = *sqlite::open_reader(file.settings);
        CHECK(*writer->last_number(2026) == 41);
        CHECK(*reader->last_sequence() == 1);
        CHECK(reader->definitions()->empty());
        const cases::Definition definition{
            "routing", "routing", "1.0.0", "sha256:" + std::string(64, '0'), "{}", Instant()};
        transaction(*writer, [&] { REQUIRE(writer->keep_definition(definition)); });
        CHECK(*reader->find_definition(definition.hash) == definition);
    }
    SQLite::Database raw(file.settings.path, SQLite::OPEN_READONLY);
    CHECK(raw.execAndGet("SELECT text FROM events").getString() == one_event);
    CHECK(raw.execAndGet("PRAGMA integrity_check").getString() == "ok");
    CHECK(version_of(file.settings.path) == static_cast<int>(sqlite::migrations().size()));
}

TEST_CASE("a register is copied before it is migrated", "[contract][sqlite]") {
    const FirstVersion file;
    (void)*sqlite::open_writer(file.settings);
    REQUIRE(copies_beside(file.settings.path) == 1);
    CHECK(version_of(file.copy()) == 1);
    CHECK_FALSE(has_table(file.copy(), "definitions"));
    {
        SQLite::Database copy(file.copy(), SQLite::OPEN_READONLY);
        CHECK(copy.execAndGet("SELECT text FROM events").getString() == one_event);
        CHECK(copy.execAndGet("SELECT count(*) FROM sealed").getInt() == 1);
    }
    // Put back, the copy is a register of the first version again, and is migrated like the first.
    std::filesystem::copy_file(file.copy(), file.folder.file("back.db"));
    const auto writer = *sqlite::open_writer({file.folder.file("back.db"), "FULL", {}});
    CHECK(*writer->last_number(2026) == 41);
}

TEST_CASE("a copy takes nobody's place", "[contract][sqlite]") {
    const FirstVersion file;
    for (const char* taken : {"", ".1"}) std::ofstream(file.copy(taken)) << "mine";
    // What a crash left of an earlier attempt is nobody's.
    for (const char* left : {".part", ".part-journal"}) std::ofstream(file.copy(left)) << "half of it";
    (void)*sqlite::open_writer(file.settings);
    CHECK(copies_beside(file.settings.path) == 3);
    CHECK(text_of(file.copy()) == "mine");
    CHECK(text_of(file.copy(".1")) == "mine");
    CHECK(version_of(file.copy(".2")) == 1);
}

TEST_CASE("a register that is new or up to date is not copied", "[contract][sqlite]") {
    const ScratchFolder folder;
    const sqlite::Settings settings{folder.file("register.db"), "FULL", {}};
    for (int opened = 0; opened < 2; ++opened) (void)*sqlite::open_writer(settings);
    CHECK(copies_beside(settings.path) == 0);
}

TEST_CASE("a damaged register is neither copied nor migrated", "[contract][sqlite]") {
    const FirstVersion file;
    {
        // The text that fills pages of its own, towards the end of the file, is overwritten.
        std::fstream raw(file.settings.path, std::ios::binary | std::ios::in | std::ios::out);
        raw.seekp(0, std::ios::end);
        const auto size = static_cast<std::streamoff>(raw.tellp());
        REQUIRE(size > 3 * 4096);
        raw.seekp(size - 3 * 4096);
        raw << std::string(3 * 4096, '\x5a');
    }
    const auto opened = sqlite::open_writer(file.settings);
    REQUIRE_FALSE(opened);
    CAPTURE(opened.error().message.en);
    CHECK(opened.error().code == FailureCode::internal);
    CHECK(copies_beside(file.settings.path) == 0);
    CHECK(version_of(file.settings.path) == 1);
    CHECK_FALSE(has_table(file.settings.path, "definitions"));
}
