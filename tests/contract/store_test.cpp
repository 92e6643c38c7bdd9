// The promises of the store ports (engine/cases/store.hpp), held against both stores: the memory store says
// in a few lines of maps what they mean, and SQLite has to do the same. Below, what only a file can promise.

#include "engine/cases/store.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/system_scope.hpp"
#include "engine/cases/whole_report.hpp"
#include "engine/runtime/execute.hpp"
#include "engine/store/sqlite/connection.hpp"
#include "tests/contract/stores.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/shipped.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <fstream>
#include <set>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::test;
using nlohmann::json;
using std::chrono::hours;

namespace {

/// One command behind its savepoint, as the writer lane runs it.
CaseView open_case(WriteStore& store, ADomain& domain, const SubmitReport& command) {
    REQUIRE(store.savepoint());
    auto done = runtime::execute(store, command, domain.domain());
    REQUIRE(done);
    REQUIRE(store.release());
    return std::get<runtime::CaseOpened>(*done).view;
}

std::vector<std::string> texts_of(ReadStore& store, const CaseId& id) {
    auto page = store.list_events(system_scope(), id, 0, 100);
    REQUIRE(page);
    REQUIRE(*page);
    CHECK_FALSE((*page)->next);
    return (*page)->items;
}

/// A second event, and the state after it: no command makes one yet, so it is made by hand.
struct Change {
    std::vector<Event> events;
    CaseState after;
};

Change change_of(const CaseState& before, Instant at) {
    Change change{
        {{0, before.id, before.version + 1, "noted", at, SystemActor{"timer"}, json::object()}}, before};
    ++change.after.version;
    change.after.changed_at = at;
    return change;
}

/// Walks all pages; what each held, in order.
std::vector<CaseId> walk(ReadStore& store, const Scope& scope, const CaseFilter& filter, int limit) {
    std::vector<CaseId> walked;
    CaseList asked{.filter = filter, .limit = limit};
    do {
        auto page = store.list_cases(scope, asked);
        REQUIRE(page);
        CHECK(page->items.size() <= static_cast<std::size_t>(limit));
        if (page->next) CHECK(page->items.size() == static_cast<std::size_t>(limit));
        for (const auto& view : page->items) walked.push_back(view.state.id);
        asked.after = page->next;
    } while (asked.after);
    return walked;
}

Digest digest(const std::string& text) {
    return sha256({text});
}

ApiKey a_key(const std::string& prefix, Instant created_at) {
    return {
        prefix,
        digest(prefix),
        oins::tax,
        {"reporter", "auditor"},
        "Koppeling",
        created_at,
        "key:beheer",
        {}};
}

/// A case begins with `reported` and `routed`.
constexpr int events_when_opened = 2;

FailureCode code_of(const Result<void>& result) {
    REQUIRE_FALSE(result);
    return result.error().code;
}

}  // namespace

TEMPLATE_TEST_CASE(
    "events are numbered over the whole register, without gaps", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    CHECK(*stores.reader().last_sequence() == 0);
    CHECK(*stores.writer().last_instant() == Instant());
    std::vector<CaseId> opened;
    for (int batch = 1; batch <= 3; ++batch) {
        transaction(stores.writer(), [&] {
            for (int command = 0; command < batch; ++command) {
                opened.push_back(
                    open_case(stores.writer(), domain, domain.submit(someone(oins::tax))).state.id
                );
            }
        });
        domain.clock.advance(hours(1));
    }
    std::int64_t expected = 0;
    for (const auto& id : opened) {
        const auto texts = texts_of(stores.reader(), id);
        REQUIRE(texts.size() == events_when_opened);
        for (const auto& text : texts) CHECK(decode_event(text).sequence == ++expected);
    }
    CHECK(*stores.reader().last_sequence() == 6 * events_when_opened);
    CHECK(*stores.writer().last_instant() == domain.clock.now() - hours(1));
}

TEST_CASE("both stores write the same bytes for the same commands", "[contract][store]") {
    const auto run = [](auto&& stores) {
        ADomain domain;
        std::vector<std::string> texts;
        for (const char* organisation : {oins::tax, oins::benefits, oins::vehicles}) {
            CaseId id;
            transaction(stores.writer(), [&] {
                const json more = {
                    {"proposal", "Één loket — “straks” \u2028 \U0001F6B2"}, {"ownReference", "K/1 \\ 2"}};
                id = open_case(stores.writer(), domain, domain.submit(someone(organisation), more)).state.id;
            });
            const auto view = *stores.reader().find_case(system_scope(), id);
            REQUIRE(view);
            texts.push_back(texts_of(stores.reader(), id).at(0));
            texts.push_back(encode_case(view->state));
            for (const auto& sealed : view->sealed)
                texts.push_back(sealed.id.str() + sealed.salt + sealed.value);
            domain.clock.advance(hours(20));
        }
        return texts;
    };
    const auto in_memory = run(InMemory());
    CHECK(in_memory.size() == 15);
    CHECK(run(InSqlite()) == in_memory);
}

TEMPLATE_TEST_CASE("what is read is what was decided, to the byte", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    ADomain domain;
    const json more = {
        {"proposal", "Deel het adres; \"één keer\" \U0001F3E0 \t ok"},
        {"description", std::string(60'000, 'x')}};
    CaseView opened;
    transaction(stores.writer(), [&] {
        opened = open_case(stores.writer(), domain, domain.submit(someone(oins::tax), more));
    });
    const auto found = *stores.reader().find_case(system_scope(), opened.state.id);
    REQUIRE(found);
    CHECK(found->state == opened.state);
    CHECK(found->sealed.size() == 3);
    CHECK(whole_report(found->state.reports[0], found->sealed) == domain.report(more).json());
    CHECK(*stores.writer().load(opened.state.id) == opened.state);
    CaseState folded;
    for (const auto& text : texts_of(stores.reader(), opened.state.id)) {
        CHECK(encode_event(decode_event(text)) == text);
        evolve(folded, decode_event(text));
    }
    CHECK(folded == opened.state);
}

TEMPLATE_TEST_CASE(
    "a refused command leaves no trace in its batch", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    CaseId first, refused, last;
    transaction(writer, [&] {
        first = open_case(writer, domain, domain.submit(someone(oins::tax))).state.id;
        REQUIRE(writer.savepoint());
        auto done = runtime::execute(writer, domain.submit(someone(oins::tax)), domain.domain());
        REQUIRE(done);
        refused = std::get<runtime::CaseOpened>(*done).view.state.id;
        REQUIRE(
            writer.keep_answer(digest("refused"), {digest("body"), domain.clock.now(), {201, "/", "", "{}"}})
        );
        REQUIRE(writer.add_key(a_key("0badc0de", domain.clock.now())));
        REQUIRE(writer.undo());
        last = open_case(writer, domain, domain.submit(someone(oins::tax))).state.id;
    });
    CHECK(*stores.reader().last_sequence() == 2 * events_when_opened);
    CHECK(*writer.last_number(2026) == 2);
    CHECK((*stores.reader().find_case(system_scope(), first))->state.number == CaseNumber{2026, 1});
    CHECK((*stores.reader().find_case(system_scope(), last))->state.number == CaseNumber{2026, 2});
    CHECK((*stores.reader().find_case(system_scope(), last))->sealed.size() == 2);
    CHECK_FALSE(*stores.reader().find_case(system_scope(), refused));
    CHECK_FALSE(*writer.load(refused));
    CHECK_FALSE(*writer.find_answer(digest("refused")));
    CHECK(stores.reader().keys()->empty());
    CHECK(walk(stores.reader(), system_scope(), {}, 10) == std::vector<CaseId>{last, first});
}

TEMPLATE_TEST_CASE("a whole transaction can be taken back", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    transaction(writer, [&] { open_case(writer, domain, domain.submit(someone(oins::tax))); });
    REQUIRE(writer.begin());
    const auto lost = open_case(writer, domain, domain.submit(someone(oins::tax))).state.id;
    REQUIRE(writer.savepoint());
    REQUIRE(writer.add_key(a_key("0badc0de", domain.clock.now())));
    writer.rollback();
    writer.rollback();  // without a transaction it does nothing
    CHECK_FALSE(*writer.load(lost));
    CHECK(writer.keys()->empty());
    CHECK(*stores.reader().last_sequence() == events_when_opened);
    transaction(writer, [&] {
        CHECK(open_case(writer, domain, domain.submit(someone(oins::tax))).state.number.number == 2);
    });
    CHECK(*stores.reader().last_sequence() == 2 * events_when_opened);
}

TEMPLATE_TEST_CASE(
    "a reader beside an open transaction sees what was committed", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    REQUIRE(writer.begin());
    const auto id = open_case(writer, domain, domain.submit(someone(oins::tax))).state.id;
    REQUIRE(writer.add_key(a_key("0badc0de", domain.clock.now())));
    CHECK_FALSE(*stores.reader().find_case(system_scope(), id));
    CHECK(*stores.reader().last_sequence() == 0);
    CHECK(stores.reader().keys()->empty());
    REQUIRE(writer.commit() == CommitOutcome::durable);
    REQUIRE(writer.checkpoint());
    CHECK(*stores.reader().find_case(system_scope(), id));
    CHECK(*stores.reader().last_sequence() == events_when_opened);
    CHECK(stores.reader().keys()->size() == 1);
}

TEMPLATE_TEST_CASE(
    "whoever changes a case from an old version is told so", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    CaseState opened;
    transaction(writer, [&] { opened = open_case(writer, domain, domain.submit(someone(oins::tax))).state; });
    const Instant later = domain.clock.now() + hours(1);
    auto change = change_of(opened, later);
    transaction(writer, [&] { REQUIRE(writer.append(change.events, {}, change.after)); });
    CHECK(change.events[0].sequence == events_when_opened + 1);
    CHECK(*writer.load(opened.id) == change.after);
    CHECK(*writer.last_instant() == later);
    CHECK(texts_of(stores.reader(), opened.id).size() == events_when_opened + 1);

    transaction(writer, [&] {
        REQUIRE(writer.savepoint());
        auto second = change_of(opened, later);
        CHECK(code_of(writer.append(second.events, {}, second.after)) == FailureCode::stale);
        REQUIRE(writer.undo());
        CaseState absent = opened;
        absent.id = CaseId();
        REQUIRE(writer.savepoint());
        auto nowhere = change_of(absent, later);
        CHECK(code_of(writer.append(nowhere.events, {}, nowhere.after)) == FailureCode::stale);
        REQUIRE(writer.undo());
    });
    CHECK(*writer.load(opened.id) == change.after);
    CHECK(*stores.reader().last_sequence() == events_when_opened + 1);
}

TEMPLATE_TEST_CASE(
    "a case is opened once, and its number given once", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    CaseState opened;
    transaction(writer, [&] { opened = open_case(writer, domain, domain.submit(someone(oins::tax))).state; });
    const auto text = texts_of(stores.reader(), opened.id).at(0);
    transaction(writer, [&] {
        std::vector<Event> again = {decode_event(text)};
        CaseState first;
        evolve(first, again[0]);
        REQUIRE(writer.savepoint());
        CHECK(code_of(writer.append(again, {}, first)) == FailureCode::conflict);
        REQUIRE(writer.undo());
        CaseState other = first;
        Entropy entropy(digest("other"));
        other.id = CaseId::fresh(domain.clock.now(), entropy);
        again[0].case_id = other.id;
        REQUIRE(writer.savepoint());
        CHECK(code_of(writer.append(again, {}, other)) == FailureCode::conflict);
        REQUIRE(writer.undo());
    });
    CHECK(*stores.reader().last_sequence() == events_when_opened);
    CHECK(walk(stores.reader(), system_scope(), {}, 1).size() == 1);
}

TEMPLATE_TEST_CASE(
    "a foreign case is as absent as one that is not there", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    CaseId of_tax, of_benefits;
    transaction(writer, [&] {
        of_tax =
            open_case(writer, domain, domain.submit(someone(oins::tax), {{"ownReference", "T-1"}})).state.id;
        of_benefits = open_case(
                          writer, domain, domain.submit(someone(oins::benefits), {{"ownReference", "B-1"}})
        ).state.id;
    });
    auto& reader = stores.reader();
    const Scope tax = scope_of(someone(oins::tax));
    CHECK(*reader.find_case(tax, of_tax));
    CHECK_FALSE(*reader.find_case(tax, of_benefits));
    CHECK((*reader.find_case(tax, CaseNumber{2026, 1}))->state.id == of_tax);
    CHECK_FALSE(*reader.find_case(tax, CaseNumber{2026, 2}));
    CHECK_FALSE(*reader.find_case(tax, CaseNumber{2026, 3}));
    CHECK(*writer.find_id({2026, 2}) == of_benefits);
    CHECK_FALSE(*writer.find_id({2026, 3}));
    CHECK(writer.sealed_of(of_tax)->size() == 2);
    CHECK(writer.sealed_of(CaseId())->empty());
    CHECK_FALSE(*reader.find_case(tax, CaseId()));
    CHECK_FALSE(*reader.list_events(tax, of_benefits, 0, 10));
    CHECK(walk(reader, tax, {}, 10) == std::vector{of_tax});
    CHECK(walk(reader, tax, {oins::benefits, {}}, 10).empty());
    CHECK(walk(reader, tax, {{}, "B-1"}, 10).empty());
    CHECK(walk(reader, scope_of(someone(oins::coordinator, "coordinator")), {}, 10).size() == 2);
    // Nobody's organisation is nobody: it must never come to mean "everything".
    const Scope nobody = scope_of(someone(""));
    CHECK_FALSE(*reader.find_case(nobody, of_tax));
    CHECK_FALSE(*reader.list_events(nobody, of_tax, 0, 10));
    CHECK(walk(reader, nobody, {}, 10).empty());
}

TEMPLATE_TEST_CASE(
    "a report that counts for several is seen by each of them", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    const json more = {{"onBehalfOf", {{{"organisation", oins::tax}}, {{"organisation", oins::vehicles}}}}};
    CaseId id;
    transaction(stores.writer(), [&] {
        id =
            open_case(stores.writer(), domain, domain.submit(someone(oins::coordinator, "coordinator"), more))
                .state.id;
    });
    for (const char* party : {oins::tax, oins::vehicles}) {
        CHECK(*stores.reader().find_case(scope_of(someone(party)), id));
        CHECK(walk(stores.reader(), system_scope(), {party, {}}, 10) == std::vector{id});
    }
    CHECK_FALSE(*stores.reader().find_case(scope_of(someone(oins::coordinator)), id));
    CHECK(walk(stores.reader(), scope_of(someone(oins::tax)), {oins::vehicles, {}}, 10) == std::vector{id});
}

TEMPLATE_TEST_CASE("pages walk every case once, newest first", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    ADomain domain;
    std::vector<CaseId> all, of_tax, of_tax_named;
    for (int at = 0; at < 9; ++at) {
        const bool tax = at % 3 != 0;
        const bool named = at % 2 == 0;
        transaction(stores.writer(), [&] {
            const json more = named ? json{{"ownReference", "Kenmerk ' 1"}} : json::object();
            const auto command = domain.submit(someone(tax ? oins::tax : oins::benefits), more);
            const auto id = open_case(stores.writer(), domain, command).state.id;
            all.insert(all.begin(), id);
            if (tax) of_tax.insert(of_tax.begin(), id);
            if (tax && named) of_tax_named.insert(of_tax_named.begin(), id);
        });
    }
    auto& reader = stores.reader();
    const int limit = GENERATE(1, 2, 3, 9, 10);
    CAPTURE(limit);
    CHECK(walk(reader, system_scope(), {}, limit) == all);
    CHECK(walk(reader, system_scope(), {oins::tax, {}}, limit) == of_tax);
    CHECK(walk(reader, scope_of(someone(oins::tax)), {}, limit) == of_tax);
    CHECK(walk(reader, scope_of(someone(oins::tax)), {oins::tax, {}}, limit) == of_tax);
    CHECK(walk(reader, system_scope(), {oins::tax, "Kenmerk ' 1"}, limit) == of_tax_named);
    CHECK(walk(reader, scope_of(someone(oins::tax)), {{}, "Kenmerk ' 1"}, limit) == of_tax_named);
    CHECK(walk(reader, system_scope(), {{}, "Kenmerk"}, limit).empty());
}

TEMPLATE_TEST_CASE("a case's events come in pages, oldest first", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    CaseState state;
    transaction(writer, [&] { state = open_case(writer, domain, domain.submit(someone(oins::tax))).state; });
    for (int version = events_when_opened + 1; version <= 5; ++version) {
        auto change = change_of(state, domain.clock.now());
        transaction(writer, [&] { REQUIRE(writer.append(change.events, {}, change.after)); });
        state = change.after;
    }
    const int limit = GENERATE(1, 2, 4, 5, 6);
    CAPTURE(limit);
    std::int64_t after = 0;
    std::int64_t expected = 0;
    while (true) {
        const auto page = **stores.reader().list_events(system_scope(), state.id, after, limit);
        for (const auto& text : page.items) CHECK(decode_event(text).version == ++expected);
        if (!page.next) break;
        CHECK(page.items.size() == static_cast<std::size_t>(limit));
        after = *page.next;
    }
    CHECK(expected == 5);
}

TEMPLATE_TEST_CASE("answers are kept, found and forgotten", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    auto& writer = stores.writer();
    const Instant noon = *parse_instant("2026-11-24T12:00:00Z");
    const KeptEntry old{digest("body"), noon, {201, "/v1/cases/1", "\"1\"", R"({"é":"ja"})"}};
    const KeptEntry young{digest("other"), noon + hours(1), {200, "", "", ""}};
    transaction(writer, [&] {
        REQUIRE(writer.keep_answer(digest("old"), old));
        REQUIRE(writer.keep_answer(digest("young"), young));
        CHECK((*writer.find_answer(digest("old")))->answer == old.answer);
    });
    const auto found = *writer.find_answer(digest("old"));
    REQUIRE(found);
    CHECK(found->fingerprint == old.fingerprint);
    CHECK(found->kept_at == old.kept_at);
    CHECK(found->answer == old.answer);
    CHECK_FALSE(*writer.find_answer(digest("never")));
    transaction(writer, [&] { REQUIRE(writer.forget_answers_before(noon)); });
    CHECK(*writer.find_answer(digest("old")));
    transaction(writer, [&] { REQUIRE(writer.forget_answers_before(noon + hours(1))); });
    CHECK_FALSE(*writer.find_answer(digest("old")));
    CHECK((*writer.find_answer(digest("young")))->answer == young.answer);
}

TEMPLATE_TEST_CASE(
    "an answer takes the place of one that is too old", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    auto& writer = stores.writer();
    const Instant noon = *parse_instant("2026-11-24T12:00:00Z");
    transaction(writer, [&] {
        REQUIRE(writer.keep_answer(digest("key"), {digest("a"), noon, {201, "/1", "e", "a"}}));
    });
    const KeptEntry next{digest("b"), noon + hours(200), {200, "/2", "f", "b"}};
    transaction(writer, [&] { REQUIRE(writer.keep_answer(digest("key"), next)); });
    const auto found = *writer.find_answer(digest("key"));
    REQUIRE(found);
    CHECK(found->fingerprint == next.fingerprint);
    CHECK(found->kept_at == next.kept_at);
    CHECK(found->answer == next.answer);
}

TEMPLATE_TEST_CASE("keys are added once and revoked for good", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    auto& writer = stores.writer();
    const Instant noon = *parse_instant("2026-11-24T12:00:00Z");
    ApiKey first = a_key("bbbbbbbb", noon);
    const ApiKey second = a_key("aaaaaaaa", noon + hours(1));
    transaction(writer, [&] {
        REQUIRE(writer.add_key(second));
        REQUIRE(writer.add_key(first));
        REQUIRE(writer.savepoint());
        CHECK(code_of(writer.add_key(a_key("bbbbbbbb", noon + hours(2)))) == FailureCode::conflict);
        REQUIRE(writer.undo());
    });
    CHECK(*writer.keys() == std::vector{first, second});
    CHECK(*stores.reader().keys() == std::vector{first, second});
    transaction(writer, [&] {
        REQUIRE(writer.revoke_key("bbbbbbbb", noon + hours(3), "key:beheer"));
        REQUIRE(writer.revoke_key("bbbbbbbb", noon + hours(4), "key:ander"));
        CHECK(code_of(writer.revoke_key("cccccccc", noon, "key:beheer")) == FailureCode::not_found);
    });
    first.revoked_at = noon + hours(3);
    CHECK(*stores.reader().keys() == std::vector{first, second});
}

TEMPLATE_TEST_CASE("case numbers begin again each year", "[contract][store]", InMemory, InSqlite) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    const auto open = [&] {
        CaseNumber number;
        transaction(writer, [&] {
            number = open_case(writer, domain, domain.submit(someone(oins::tax))).state.number;
        });
        return number;
    };
    domain.clock.set(*parse_instant("2026-12-31T22:59:59.999Z"));
    CHECK(open() == CaseNumber{2026, 1});
    CHECK(open() == CaseNumber{2026, 2});
    domain.clock.set(*parse_instant("2026-12-31T23:00:00Z"));  // New Year in Amsterdam
    CHECK(open() == CaseNumber{2027, 1});
    CHECK(*writer.last_number(2026) == 2);
    CHECK(*writer.last_number(2027) == 1);
    CHECK(*writer.last_number(2028) == 0);
}

TEMPLATE_TEST_CASE(
    "history does not run backwards when the clock does", "[contract][store]", InMemory, InSqlite
) {
    TestType stores;
    ADomain domain;
    auto& writer = stores.writer();
    CaseState first, second;
    transaction(writer, [&] { first = open_case(writer, domain, domain.submit(someone(oins::tax))).state; });
    domain.clock.advance(-hours(48));
    transaction(writer, [&] { second = open_case(writer, domain, domain.submit(someone(oins::tax))).state; });
    CHECK(second.created_at == first.created_at);
    CHECK(*writer.last_instant() == first.created_at);
}

namespace {

/// A file with one case in it and nobody who has it open.
struct AFile {
    ScratchFolder folder;
    sqlite::Settings settings{folder.file("register.db"), "FULL", {}};
    ADomain domain;

    AFile() {
        const auto writer = *sqlite::open_writer(settings);
        transaction(*writer, [&] { open_case(*writer, domain, domain.submit(someone(oins::tax))); });
    }
};

/// How SQLite refuses `sql`; SQLITE_OK where it does not.
int refusal(sqlite::Connection& connection, const char* sql) {
    try {
        connection.execute(sql);
        return SQLITE_OK;
    } catch (const SQLite::Exception& error) {
        return error.getErrorCode();
    }
}

std::string bytes_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string slug_on(const sqlite::Settings& settings) {
    const auto opened = sqlite::open_writer(settings);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == FailureCode::conflict);
    return opened.error().slug;
}

}  // namespace

TEST_CASE("an event in the file is never changed and never removed", "[contract][sqlite]") {
    AFile file;
    SQLite::Database raw(file.settings.path, SQLite::OPEN_READWRITE);
    CHECK_THROWS_WITH(raw.exec("UPDATE events SET text = '{}'"), Catch::Contains("never changed"));
    CHECK_THROWS_WITH(raw.exec("DELETE FROM events"), Catch::Contains("never removed"));
    CHECK(raw.execAndGet("SELECT count(*) FROM events").getInt() == events_when_opened);
}

TEST_CASE("foreign keys, types and lengths hold in the file", "[contract][sqlite]") {
    AFile file;
    sqlite::Connection writer(file.settings, sqlite::Access::write);
    for (const char* sql :
         {"INSERT INTO events (sequence, case_id, version, at, text) VALUES (3, 99, 1, 0, '{}')",
          "INSERT INTO events (sequence, case_id, version, at, text) VALUES (3, 1, 1, 0, '{}')",
          "INSERT INTO events (sequence, case_id, version, at, text) VALUES (3, 1, 'two', 0, '{}')",
          "INSERT INTO sealed (case_id, uuid, salt, value) VALUES (1, randomblob(16), randomblob(31), '')",
          "INSERT INTO case_parties (organisation, case_id) VALUES ('x', 99)",
          "UPDATE cases SET version = 0",
          "UPDATE case_documents SET state = x'00'",
          "DELETE FROM cases"}) {
        CAPTURE(sql);
        CHECK(refusal(writer, sql) == SQLITE_CONSTRAINT);
    }
}

TEST_CASE("a command of any size keeps what it may have to undo", "[contract][sqlite]") {
    InSqlite stores;
    sqlite::Connection db(stores.settings, sqlite::Access::write);
    db.execute("BEGIN; CREATE TABLE many (number INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    db.execute(
        "INSERT INTO many WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) SELECT i, "
        "hex(zeroblob(1000)) FROM n; COMMIT"
    );
    // Pages that are changed before a savepoint and again behind it are set aside: here up to eight megabytes.
    for (const int rows : {10, 60, 70, 250, 600, 4000}) {
        CAPTURE(rows);
        const std::string some = " WHERE number <= " + std::to_string(rows);
        db.execute("BEGIN IMMEDIATE");
        db.execute(("UPDATE many SET text = lower(text)" + some).c_str());
        db.execute("SAVEPOINT command");
        db.execute(("UPDATE many SET text = replace(text, '0', 'a')" + some).c_str());
        db.execute("ROLLBACK TO command; RELEASE command");
        auto row = db.query("SELECT count(*) FROM many WHERE text GLOB '*a*'");
        REQUIRE(row.next());
        CHECK(row.integer_at(0) == 0);
        db.execute("COMMIT");
    }
}

TEST_CASE("a reader cannot write", "[contract][sqlite]") {
    AFile file;
    sqlite::Connection reader(file.settings, sqlite::Access::read);
    CHECK(refusal(reader, "DELETE FROM sealed") == SQLITE_READONLY);
    CHECK(refusal(reader, "CREATE TABLE mine (a INTEGER)") == SQLITE_READONLY);
    CHECK(refusal(reader, "SELECT 1") == SQLITE_OK);
}

TEST_CASE("a file of a later version is refused and left alone", "[contract][sqlite]") {
    AFile file;
    SQLite::Database(file.settings.path, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 1000");
    const auto before = bytes_of_file(file.settings.path);
    CHECK(slug_on(file.settings) == "newer-schema");
    CHECK(sqlite::open_reader(file.settings).error().slug == "newer-schema");
    CHECK(bytes_of_file(file.settings.path) == before);
}

TEST_CASE("a foreign file is refused and left alone", "[contract][sqlite]") {
    const ScratchFolder folder;
    const sqlite::Settings settings{folder.file("foreign.db"), "FULL", {}};
    SECTION("another program's database") {
        SQLite::Database(settings.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)");
    }
    SECTION("another program's empty database") {
        SQLite::Database(settings.path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("PRAGMA application_id = 7; PRAGMA user_version = 3");
    }
    SECTION("no database at all") {
        std::ofstream(settings.path) << std::string(5'000, 'x');
    }
    const auto before = bytes_of_file(settings.path);
    CHECK(slug_on(settings) == "not-a-register");
    CHECK(sqlite::open_reader(settings).error().slug == "not-a-register");
    CHECK(bytes_of_file(settings.path) == before);
}

TEST_CASE("a file that is not there is made by a writer and missed by a reader", "[contract][sqlite]") {
    const ScratchFolder folder;
    const sqlite::Settings settings{folder.file("register.db"), "FULL", {}};
    CHECK(sqlite::open_reader(settings).error().code == FailureCode::unavailable);
    CHECK(sqlite::open_writer(settings));
    CHECK(sqlite::open_reader(settings));
    CHECK(
        sqlite::open_writer({folder.file("no/such/folder.db"), "FULL", {}}).error().code ==
        FailureCode::unavailable
    );
}

TEST_CASE("opening a file again migrates nothing and loses nothing", "[contract][sqlite]") {
    AFile file;
    const auto before = bytes_of_file(file.settings.path);
    {
        const auto writer = *sqlite::open_writer(file.settings);
        CHECK(*writer->last_number(2026) == 1);
    }
    CHECK(bytes_of_file(file.settings.path) == before);
    const auto writer = *sqlite::open_writer(file.settings);
    transaction(*writer, [&] {
        CHECK(
            open_case(*writer, file.domain, file.domain.submit(someone(oins::tax))).state.number.number == 2
        );
    });
}

TEST_CASE("the file is in WAL mode, and nobody checkpoints by the way", "[contract][sqlite]") {
    AFile file;
    sqlite::Connection writer(file.settings, sqlite::Access::write);
    const auto pragma = [&writer](const char* sql) {
        auto row = writer.query(sql);
        REQUIRE(row.next());
        return row.text_at(0);
    };
    CHECK(pragma("PRAGMA journal_mode") == "wal");
    CHECK(pragma("PRAGMA foreign_keys") == "1");
    CHECK(pragma("PRAGMA wal_autocheckpoint") == "0");
}
