#include "engine/runtime/recording_store.hpp"

namespace wissel::runtime {

cases::CommitOutcome RecordingStore::commit() {
    const auto outcome = inner_->commit();
    if (outcome == cases::CommitOutcome::durable && !told_.empty()) tell_(std::move(told_));
    told_ = {};
    return outcome;
}

Result<void> RecordingStore::append(
    std::vector<cases::Event>& events,
    const std::vector<cases::SealedValue>& sealed,
    const cases::CaseState& after
) {
    auto written = inner_->append(events, sealed, after);
    if (!written) return written;
    for (const auto& event : events) told_.push_back(status::fact_of(event));
    return written;
}

}  // namespace wissel::runtime
