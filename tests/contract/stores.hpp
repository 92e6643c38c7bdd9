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

struct InMemory {
    MemoryStores stores = make_memory_stores();

    WriteStore& writer() { return *stores.writer; }
    ReadStore& reader() { return *stores.reader; }
};

struct InSqlite {
    ScratchFolder folder;
    sqlite::Settings settings{folder.file("register.db"), "FULL", {}};
    std::unique_ptr<WriteStore> write = *sqlite::open_writer(settings);
    std::unique_ptr<ReadStore> read = *sqlite::open_reader(settings);

    WriteStore& writer() { return *write; }
    ReadStore& reader() { return *read; }
};

inline void transaction(WriteStore& store, const std::function<void()>& work) {
    REQUIRE(store.begin());
    work();
    REQUIRE(store.commit() == CommitOutcome::durable);
}

}  // namespace wissel::test
