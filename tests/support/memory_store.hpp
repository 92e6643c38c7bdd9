#pragma once

#include "engine/cases/store.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// The store in its simplest form: maps, and copies of them where a transaction may have to go back. It says
// what the ports mean; tests/contract holds SQLite to the same answers, and the tests of the lanes use it.

namespace wissel::test {

/// All that a register holds.
struct MemoryState {
    struct StoredEvent {
        std::int64_t version = 0;
        std::string text;
        std::int64_t sequence = 0;
    };
    struct StoredCase {
        cases::CaseState state;
        std::vector<StoredEvent> events;
        std::map<cases::SealedId, cases::SealedValue> sealed;
    };

    std::map<std::int64_t, StoredCase> cases;  ///< by a number that grows with each new case
    std::map<cases::CaseId, std::int64_t> case_keys;
    std::int64_t last_sequence = 0;
    Instant last_instant{};
    std::map<Digest, cases::KeptEntry> answers;
    std::map<std::string, cases::ApiKey> keys;   ///< by prefix
    std::vector<cases::Definition> definitions;  ///< as they came
    std::map<std::string, std::string> marks;
};

/// What the writer committed last. Writer and readers share it; safe from any thread.
class MemoryRegister {
public:
    [[nodiscard]] std::shared_ptr<const MemoryState> committed() const;
    void publish(MemoryState state);

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const MemoryState> committed_ = std::make_shared<const MemoryState>();
};

/// At most one at a time; a writer that is opened later goes on with what was committed.
[[nodiscard]] std::unique_ptr<cases::WriteStore> open_memory_writer(std::shared_ptr<MemoryRegister> shared);
[[nodiscard]] std::unique_ptr<cases::ReadStore> open_memory_reader(std::shared_ptr<MemoryRegister> shared);

/// All keys, by their age.
[[nodiscard]] std::vector<cases::ApiKey> keys_of(const MemoryState& state);

struct MemoryStores {
    std::unique_ptr<cases::WriteStore> writer;
    std::unique_ptr<cases::ReadStore> reader;
};

/// An empty register with its writer and one reader.
[[nodiscard]] MemoryStores make_memory_stores();

}  // namespace wissel::test
