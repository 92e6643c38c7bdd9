#pragma once

#include "engine/cases/store.hpp"
#include "engine/status/fact.hpp"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace wissel::runtime {

/// The writer's store, which tells after each COMMIT what came into the history by it, in order: whatever command
/// wrote it, and nothing of what was undone. Everything else it hands on as it is.
class RecordingStore : public cases::WriteStore {
public:
    /// `tell` is called on the writer's thread, after the COMMIT and before anybody is answered; it must not throw.
    using Tell = std::function<void(std::vector<status::Fact>)>;

    RecordingStore(std::unique_ptr<cases::WriteStore> inner, Tell tell)
        : inner_(std::move(inner)), tell_(std::move(tell)) {}

    Result<void> begin() override {
        told_.clear();
        return inner_->begin();
    }
    cases::CommitOutcome commit() override;
    void rollback() override {
        told_.clear();
        inner_->rollback();
    }

    Result<void> savepoint() override {
        saved_at_ = told_.size();
        return inner_->savepoint();
    }
    Result<void> release() override { return inner_->release(); }
    Result<void> undo() override {
        told_.resize(saved_at_);
        return inner_->undo();
    }

    Result<void> append(
        std::vector<cases::Event>& events,
        const std::vector<cases::SealedValue>& sealed,
        const cases::CaseState& after
    ) override;

    Result<int> last_number(int year) override { return inner_->last_number(year); }
    Result<Instant> last_instant() override { return inner_->last_instant(); }
    Result<std::optional<cases::CaseState>> load(const cases::CaseId& id) override { return inner_->load(id); }
    Result<std::optional<cases::CaseId>> find_id(const cases::CaseNumber& number) override {
        return inner_->find_id(number);
    }
    Result<std::vector<cases::CaseId>> due_cases(Instant now, int limit) override {
        return inner_->due_cases(now, limit);
    }
    Result<cases::TimerCounts> count_timers(Instant now) override { return inner_->count_timers(now); }
    Result<std::vector<cases::CaseId>> watched_cases(
        const std::optional<cases::CaseId>& after, int limit
    ) override {
        return inner_->watched_cases(after, limit);
    }
    Result<std::optional<std::string>> find_mark(const std::string& name) override {
        return inner_->find_mark(name);
    }
    Result<void> set_mark(const std::string& name, const std::string& value) override {
        return inner_->set_mark(name, value);
    }
    Result<std::vector<cases::SealedValue>> sealed_of(const cases::CaseId& id) override {
        return inner_->sealed_of(id);
    }
    Result<std::optional<cases::KeptEntry>> find_answer(const Digest& key) override {
        return inner_->find_answer(key);
    }
    Result<void> keep_answer(const Digest& key, const cases::KeptEntry& entry) override {
        return inner_->keep_answer(key, entry);
    }
    Result<void> forget_answers_before(Instant moment) override { return inner_->forget_answers_before(moment); }
    Result<void> keep_definition(const cases::Definition& definition) override {
        return inner_->keep_definition(definition);
    }
    Result<void> add_key(const cases::ApiKey& key) override { return inner_->add_key(key); }
    Result<void> revoke_key(const std::string& prefix, Instant at, const std::string& by) override {
        return inner_->revoke_key(prefix, at, by);
    }
    Result<std::vector<cases::ApiKey>> keys() override { return inner_->keys(); }
    Result<void> checkpoint() override { return inner_->checkpoint(); }

private:
    std::unique_ptr<cases::WriteStore> inner_;
    Tell tell_;
    std::vector<status::Fact> told_;  ///< of the transaction under way
    std::size_t saved_at_ = 0;
};

}  // namespace wissel::runtime
