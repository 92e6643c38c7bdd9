#include "tests/support/memory_store.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/term_state.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace wissel::test {
namespace {

using namespace cases;

using StoredCase = MemoryState::StoredCase;

std::unexpected<Failure> refuse(FailureCode code) {
    return fail(code, {"Dit kan niet.", "This cannot be."});
}

bool of_one_version(const Definition& left, const Definition& right) {
    return std::tie(left.kind, left.id, left.version) == std::tie(right.kind, right.id, right.version);
}

std::vector<DueTimer> watched_by(const CaseState& state) {
    auto all = watched_of_case(state);
    for (const auto& leg : state.legs) {
        const auto of_leg = watched(leg.machine);
        all.insert(all.end(), of_leg.begin(), of_leg.end());
    }
    return all;
}

class MemoryWriteStore : public WriteStore {
public:
    explicit MemoryWriteStore(std::shared_ptr<MemoryRegister> shared)
        : shared_(std::move(shared)), state_(*shared_->committed()) {}

    Result<void> begin() override {
        ensure(!open_, "transactions do not nest");
        open_ = true;
        return {};
    }

    CommitOutcome commit() override {
        ensure(open_ && saved_.empty(), "a COMMIT ends a transaction without an open savepoint");
        shared_->publish(state_);
        open_ = false;
        return CommitOutcome::durable;
    }

    void rollback() override {
        state_ = *shared_->committed();
        saved_.clear();
        open_ = false;
    }

    Result<void> savepoint() override {
        ensure(open_, "a savepoint stands in a transaction");
        saved_.push_back(state_);
        return {};
    }

    Result<void> release() override {
        ensure(!saved_.empty(), "there is a savepoint to release");
        saved_.pop_back();
        return {};
    }

    Result<void> undo() override {
        ensure(!saved_.empty(), "there is a savepoint to go back to");
        state_ = std::move(saved_.back());
        saved_.pop_back();
        return {};
    }

    Result<int> last_number(int year) override {
        int last = 0;
        for (const auto& [key, stored] : state_.cases) {
            if (stored.state.number.year == year) last = std::max(last, stored.state.number.number);
        }
        return last;
    }

    Result<Instant> last_instant() override { return state_.last_instant; }

    Result<std::optional<CaseState>> load(const CaseId& id) override {
        const auto key = state_.case_keys.find(id);
        if (key == state_.case_keys.end()) return std::nullopt;
        return state_.cases.at(key->second).state;
    }

    Result<std::optional<CaseId>> find_id(const CaseNumber& number) override {
        for (const auto& [key, stored] : state_.cases) {
            if (stored.state.number == number) return stored.state.id;
        }
        return std::nullopt;
    }

    Result<std::vector<CaseId>> due_cases(Instant now, int limit) override {
        std::vector<std::pair<Instant, std::int64_t>> due;
        for (const auto& [key, stored] : state_.cases) {
            Instant first = Instant::max();
            for (const auto& timer : watched_by(stored.state)) first = std::min(first, timer.due_at);
            if (first <= now) due.emplace_back(first, key);
        }
        std::sort(due.begin(), due.end());
        std::vector<CaseId> ids;
        for (const auto& [first, key] : due) {
            if (ids.size() < static_cast<std::size_t>(limit)) ids.push_back(state_.cases.at(key).state.id);
        }
        return ids;
    }

    Result<TimerCounts> count_timers(Instant now) override {
        TimerCounts counts;
        for (const auto& [key, stored] : state_.cases) {
            const auto watched = watched_by(stored.state);
            const auto is_due = [now](const auto& timer) { return timer.due_at <= now; };
            counts.waiting += static_cast<std::int64_t>(watched.size());
            counts.due += std::count_if(watched.begin(), watched.end(), is_due);
        }
        return counts;
    }

    Result<std::vector<CaseId>> watched_cases(const std::optional<CaseId>& after, int limit) override {
        std::int64_t from = 0;
        if (after) from = state_.case_keys.at(*after) + 1;
        std::vector<CaseId> ids;
        for (auto one = state_.cases.lower_bound(from); one != state_.cases.end(); ++one) {
            if (ids.size() == static_cast<std::size_t>(limit)) break;
            if (!watched_by(one->second.state).empty()) ids.push_back(one->second.state.id);
        }
        return ids;
    }

    Result<std::optional<std::string>> find_mark(const std::string& name) override {
        const auto found = state_.marks.find(name);
        if (found == state_.marks.end()) return std::nullopt;
        return found->second;
    }

    Result<void> set_mark(const std::string& name, const std::string& value) override {
        state_.marks[name] = value;
        return {};
    }

    Result<std::vector<SealedValue>> sealed_of(const CaseId& id) override {
        std::vector<SealedValue> sealed;
        const auto key = state_.case_keys.find(id);
        if (key == state_.case_keys.end()) return sealed;
        for (const auto& [sealed_id, one] : state_.cases.at(key->second).sealed) sealed.push_back(one);
        return sealed;
    }

    Result<void> append(
        std::vector<Event>& events, const std::vector<SealedValue>& sealed, const CaseState& after
    ) override {
        ensure(open_, "writing happens in a transaction");
        ensure(
            !events.empty() && events.back().version == after.version, "a state is the fold of its events"
        );
        auto place = place_of(events.front().version - 1, after);
        if (!place) return fail_as(place);
        StoredCase& stored = **place;
        for (const auto& one : sealed) {
            if (!stored.sealed.emplace(one.id, one).second) return refuse(FailureCode::conflict);
        }
        for (auto& event : events) {
            event.sequence = ++state_.last_sequence;
            state_.last_instant = event.at;
            stored.events.push_back({event.version, encode_event(event), event.sequence});
        }
        stored.state = after;
        return {};
    }

    Result<std::optional<KeptEntry>> find_answer(const Digest& key) override {
        const auto found = state_.answers.find(key);
        if (found == state_.answers.end()) return std::nullopt;
        return found->second;
    }

    Result<void> keep_answer(const Digest& key, const KeptEntry& entry) override {
        ensure(open_, "writing happens in a transaction");
        state_.answers.insert_or_assign(key, entry);
        return {};
    }

    Result<void> forget_answers_before(Instant moment) override {
        ensure(open_, "writing happens in a transaction");
        std::erase_if(state_.answers, [moment](const auto& one) { return one.second.kept_at < moment; });
        return {};
    }

    Result<void> keep_definition(const Definition& definition) override {
        ensure(open_, "writing happens in a transaction");
        for (const auto& kept : state_.definitions) {
            if (!of_one_version(kept, definition)) continue;
            if (kept.hash == definition.hash) return {};
            return std::unexpected(definition_changed(definition));
        }
        for (const auto& kept : state_.definitions) {
            if (kept.hash == definition.hash) return refuse(FailureCode::conflict);
        }
        state_.definitions.push_back(definition);
        return {};
    }

    Result<void> add_key(const ApiKey& key) override {
        ensure(open_, "writing happens in a transaction");
        if (!state_.keys.emplace(key.prefix, key).second) return refuse(FailureCode::conflict);
        return {};
    }

    Result<void> revoke_key(const std::string& prefix, Instant at, const std::string&) override {
        ensure(open_, "writing happens in a transaction");
        const auto found = state_.keys.find(prefix);
        if (found == state_.keys.end()) return refuse(FailureCode::not_found);
        if (!found->second.revoked_at) found->second.revoked_at = at;
        return {};
    }

    Result<std::vector<ApiKey>> keys() override { return keys_of(state_); }

    Result<void> checkpoint() override {
        ensure(!open_, "a checkpoint stands outside a transaction");
        return {};
    }

private:
    /// Where the events of a case go that is at version `before`.
    Result<StoredCase*> place_of(std::int64_t before, const CaseState& after) {
        const auto key = state_.case_keys.find(after.id);
        if (before == 0) return new_place(key != state_.case_keys.end(), after);
        if (key == state_.case_keys.end()) return refuse(FailureCode::stale);
        StoredCase& stored = state_.cases.at(key->second);
        if (stored.state.version != before) return refuse(FailureCode::stale);
        return &stored;
    }

    Result<StoredCase*> new_place(bool known, const CaseState& after) {
        const bool taken = std::any_of(state_.cases.begin(), state_.cases.end(), [&after](const auto& one) {
            return one.second.state.number == after.number;
        });
        if (known || taken) return refuse(FailureCode::conflict);
        const std::int64_t key = state_.cases.empty() ? 1 : state_.cases.rbegin()->first + 1;
        state_.case_keys.emplace(after.id, key);
        return &state_.cases[key];
    }

    std::shared_ptr<MemoryRegister> shared_;
    MemoryState state_;  ///< as this transaction sees it
    std::vector<MemoryState> saved_;
    bool open_ = false;
};

}  // namespace

std::vector<ApiKey> keys_of(const MemoryState& state) {
    std::vector<ApiKey> keys;
    for (const auto& [prefix, key] : state.keys) keys.push_back(key);
    std::stable_sort(keys.begin(), keys.end(), [](const ApiKey& left, const ApiKey& right) {
        return left.created_at < right.created_at;
    });
    return keys;
}

std::shared_ptr<const MemoryState> MemoryRegister::committed() const {
    const std::lock_guard lock(mutex_);
    return committed_;
}

void MemoryRegister::publish(MemoryState state) {
    auto next = std::make_shared<const MemoryState>(std::move(state));
    const std::lock_guard lock(mutex_);
    committed_ = std::move(next);
}

std::unique_ptr<WriteStore> open_memory_writer(std::shared_ptr<MemoryRegister> shared) {
    return std::make_unique<MemoryWriteStore>(std::move(shared));
}

MemoryStores make_memory_stores() {
    auto shared = std::make_shared<MemoryRegister>();
    return {open_memory_writer(shared), open_memory_reader(shared)};
}

}  // namespace wissel::test
