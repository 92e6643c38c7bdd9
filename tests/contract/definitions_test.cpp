// What the ports promise about the files that cases run on, held against both stores.

#include "engine/base/sha256.hpp"
#include "tests/contract/stores.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using std::chrono::hours;

namespace {

const Instant noon = *parse_instant("2026-11-24T12:00:00Z");

Definition a_definition(const std::string& id, const std::string& version, Instant kept_at = noon) {
    const std::string content = R"({"id":")" + id + R"(","version":")" + version + R"(","é":"'\""})";
    return {"routing", id, version, tell(sha256({content})), content, kept_at};
}

Definition changed(Definition definition) {
    definition.content += " ";
    definition.hash = tell(sha256({definition.content}));
    return definition;
}

void keep(WriteStore& store, const std::vector<Definition>& definitions) {
    transaction(store, [&] {
        for (const auto& one : definitions) REQUIRE(store.keep_definition(one));
    });
}

Definition without_content(Definition definition) {
    definition.content.clear();
    return definition;
}

}  // namespace

TEMPLATE_TEST_CASE(
    "a definition is kept once, from when it first came", "[contract][definitions]", InMemory, InSqlite
) {
    TestType stores;
    CHECK(stores.reader().definitions()->empty());
    const Definition first = a_definition("routing", "1.0.0");
    CHECK_FALSE(*stores.reader().find_definition(first.hash));
    keep(stores.writer(), {first});
    keep(stores.writer(), {a_definition("routing", "1.0.0", noon + hours(1))});
    CHECK(*stores.reader().find_definition(first.hash) == first);
    CHECK(*stores.reader().definitions() == std::vector{without_content(first)});
    CHECK_FALSE(*stores.reader().find_definition("sha256:"));
    CHECK_FALSE(*stores.reader().find_definition(""));
}

TEMPLATE_TEST_CASE(
    "a changed file with an old version is refused, and told what to do",
    "[contract][definitions]",
    InMemory,
    InSqlite
) {
    TestType stores;
    auto& writer = stores.writer();
    const Definition first = a_definition("routing", "1.0.0");
    const Definition second = a_definition("routing", "2.0.0");
    keep(writer, {first, second});
    transaction(writer, [&] {
        const auto refused = writer.keep_definition(changed(first));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == FailureCode::conflict);
        CHECK(refused.error().slug == "definition-changed");
        for (const auto& words : {refused.error().message.nl, refused.error().message.en}) {
            CHECK_THAT(words, Catch::Contains("1.0.0") && Catch::Contains("routing"));
        }
        CHECK_THAT(refused.error().message.en, Catch::Contains("Put the old file back"));
        CHECK_THAT(refused.error().message.nl, Catch::Contains("nieuwe versie"));
        // Also where the text is the one of another version.
        Definition swapped = second;
        swapped.hash = first.hash;
        CHECK(writer.keep_definition(swapped).error().slug == "definition-changed");
    });
    CHECK(*stores.reader().find_definition(first.hash) == first);
    CHECK_FALSE(*stores.reader().find_definition(changed(first).hash));
    CHECK(stores.reader().definitions()->size() == 2);
}

TEMPLATE_TEST_CASE("one text stands for one version", "[contract][definitions]", InMemory, InSqlite) {
    TestType stores;
    auto& writer = stores.writer();
    const Definition first = a_definition("routing", "1.0.0");
    keep(writer, {first});
    transaction(writer, [&] {
        Definition renamed = first;
        renamed.version = "1.0.1";
        const auto refused = writer.keep_definition(renamed);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == FailureCode::conflict);
    });
    CHECK(stores.reader().definitions()->size() == 1);
}

TEMPLATE_TEST_CASE(
    "versions stand beside each other, by kind, id and age", "[contract][definitions]", InMemory, InSqlite
) {
    TestType stores;
    const Definition newer = a_definition("routing", "1.10.0", noon + hours(1));
    const Definition older = a_definition("routing", "1.9.0");
    const Definition twin = a_definition("routing", "1.8.0");
    const Definition other = a_definition("early", "1.0.0", noon + hours(2));
    Definition workflow = a_definition("ccg", "1.0.0");
    workflow.kind = "workflow";
    keep(stores.writer(), {workflow, newer, older, twin, other});
    std::vector<Definition> expected = {other, older, twin, newer, workflow};
    for (const auto& one : expected) CHECK(*stores.reader().find_definition(one.hash) == one);
    for (auto& one : expected) one.content.clear();
    CHECK(*stores.reader().definitions() == expected);
}

TEMPLATE_TEST_CASE(
    "a definition goes with its transaction or its savepoint", "[contract][definitions]", InMemory, InSqlite
) {
    TestType stores;
    auto& writer = stores.writer();
    const Definition definition = a_definition("routing", "1.0.0");
    REQUIRE(writer.begin());
    REQUIRE(writer.keep_definition(definition));
    CHECK(stores.reader().definitions()->empty());
    writer.rollback();
    CHECK(stores.reader().definitions()->empty());
    transaction(writer, [&] {
        REQUIRE(writer.savepoint());
        REQUIRE(writer.keep_definition(definition));
        REQUIRE(writer.undo());
    });
    CHECK(stores.reader().definitions()->empty());
    // What was taken back is not in use: the same version may come with other content.
    keep(writer, {changed(definition)});
    CHECK(*stores.reader().find_definition(changed(definition).hash) == changed(definition));
}

TEST_CASE("a definition survives a restart, and nobody changes it in the file", "[contract][sqlite]") {
    const ScratchFolder folder;
    const sqlite::Settings settings{folder.file("register.db"), "FULL", {}};
    const Definition definition = a_definition("routing", "1.0.0");
    keep(**sqlite::open_writer(settings), {definition});
    {
        const auto writer = *sqlite::open_writer(settings);
        const auto reader = *sqlite::open_reader(settings);
        CHECK(*reader->find_definition(definition.hash) == definition);
        transaction(*writer, [&] {
            CHECK(writer->keep_definition(definition));
            CHECK(writer->keep_definition(changed(definition)).error().slug == "definition-changed");
        });
    }
    SQLite::Database raw(settings.path, SQLite::OPEN_READWRITE);
    CHECK_THROWS_WITH(raw.exec("UPDATE definitions SET content = '{}'"), Catch::Contains("never changed"));
    CHECK_THROWS_WITH(raw.exec("DELETE FROM definitions"), Catch::Contains("never removed"));
    CHECK_THROWS_WITH(
        raw.exec("INSERT INTO definitions VALUES ('routing', 'x', '1', 'md5:0', '{}', 0)"),
        Catch::Contains("CHECK")
    );
}
