#pragma once

#include "engine/store/sqlite/sqlite_store.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/scratch_folder.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <memory>

// The two stores that every promise of the ports is held against, by TEMPLATE_TEST_CASE(…, InMemory,
// InSqlite).

namespace wissel::test {

namespace sqlite = store::sqlite;
using cases::CommitOutcome;
using cases::ReadStore;
using cases::WriteStore;

/// A register with its search file, in `folder`.
inline sqlite::Settings settings_in(const ScratchFolder& folder) {
    sqlite::Settings settings{folder.file("register.db"), "FULL", {}};
    settings.search.path = folder.file("search.db");
    return settings;
}

/// Steps until there is nothing left; the last step, with what the first one told of beginning anew.
inline cases::SearchStep take_all_in(cases::SearchIndex& index, int limit = 64) {
    std::string began_anew;
    for (int steps = 0; steps < 100'000; ++steps) {
        auto step = index.follow(limit);
        INFO((step ? std::string() : step.error().message.en));
        REQUIRE(step);
        if (!step->began_anew.empty()) began_anew = step->began_anew;
        if (step->behind) continue;
        step->began_anew = began_anew;
        return *step;
    }
    FAIL("an index gets to the end");
    return {};
}

struct InMemory {
    MemoryStores stores = make_memory_stores();

    WriteStore& writer() { return *stores.writer; }
    ReadStore& reader() { return *stores.reader; }
    /// Words are found from now on in all that was committed.
    void index_words() {}
};

struct InSqlite {
    ScratchFolder folder;
    sqlite::Settings settings = settings_in(folder);
    std::unique_ptr<WriteStore> write = *sqlite::open_writer(settings);
    std::unique_ptr<ReadStore> read = *sqlite::open_reader(settings);
    std::unique_ptr<cases::SearchIndex> index = sqlite::make_search_index(settings);

    WriteStore& writer() { return *write; }
    ReadStore& reader() { return *read; }
    void index_words() { take_all_in(*index); }
};

inline void transaction(WriteStore& store, const std::function<void()>& work) {
    REQUIRE(store.begin());
    work();
    REQUIRE(store.commit() == CommitOutcome::durable);
}

}  // namespace wissel::test
