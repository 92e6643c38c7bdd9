#include "engine/runtime/register.hpp"

#include "engine/base/ensure.hpp"
#include "engine/runtime/calendar_change.hpp"
#include "engine/runtime/recording_store.hpp"
#include "engine/runtime/status_board.hpp"

#include <utility>

namespace wissel::runtime {

Result<std::unique_ptr<Register>> Register::open(
    std::unique_ptr<cases::WriteStore> writer,
    std::vector<std::unique_ptr<cases::ReadStore>> readers,
    const Domain& domain,
    status::Lists lists,
    const RegisterSettings& settings,
    std::function<void(const Failure&)> on_fatal,
    std::function<bool()> has_room,
    std::unique_ptr<cases::SearchIndex> search
) {
    if (auto followed = follow_calendar(*writer, domain); !followed) return fail_as(followed);
    auto keys = writer->keys();
    if (!keys) return fail_as(keys);
    std::unique_ptr<Register> opened(new Register);
    opened->keys_.load(*keys);
    Register* const self = opened.get();
    WriterHooks hooks;
    hooks.on_done = [self](const Done& done) {
        if (const auto* created = std::get_if<KeyCreated>(&done)) self->keys_.add(created->fresh.key);
        if (const auto* revoked = std::get_if<KeyRevoked>(&done)) self->keys_.revoke(revoked->prefix);
    };
    hooks.on_fatal = [self, on_fatal = std::move(on_fatal)](const Failure& failure) {
        self->ready_ = false;
        if (on_fatal) on_fatal(failure);
    };
    hooks.has_room = has_room;
    // Behind all that writes before the lanes run: it goes on from what is committed by now.
    ensure(!readers.empty(), "a register has somebody to read it");
    opened->status_ = std::make_unique<StatusBoard>(domain.clock, std::move(lists), settings.status);
    const auto events = readers.front()->last_sequence();
    if (!events) return std::unexpected(events.error());
    opened->events_ = *events;
    if (auto folded = opened->status_->open(*readers.front()); !folded) return fail_as(folded);
    if (search) {
        opened->search_ = std::make_unique<SearchKeeper>(std::move(search), std::move(has_room), settings.search);
    }
    writer = std::make_unique<RecordingStore>(std::move(writer), [self](const std::vector<status::Fact>& facts) {
        self->events_ = facts.back().sequence;
        self->status_->take(facts);
        if (self->search_) self->search_->wake();
    });
    opened->readers_ = std::make_unique<ReaderLanes>(std::move(readers), settings.read_queue_max);
    opened->writer_ =
        std::make_unique<WriterLane>(std::move(writer), domain, settings.writer, std::move(hooks));
    return opened;
}

Register::Register() = default;

Register::~Register() {
    stop();
}

void Register::stop() {
    // The writer's thread may still wake it, so that it is there until the end.
    if (search_) search_->stop();
    if (readers_) readers_->stop();
    if (writer_) writer_->stop();
    if (status_) status_->stop();
}

}  // namespace wissel::runtime
