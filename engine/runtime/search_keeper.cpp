#include "engine/runtime/search_keeper.hpp"

#include "engine/runtime/log.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace wissel::runtime {
namespace {

/// The writer and the readers come first; on Linux this holds for the calling thread alone.
void give_way() {
    constexpr int last_in_line = 19;
    (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), last_in_line);
}

}  // namespace

SearchKeeper::SearchKeeper(
    std::unique_ptr<cases::SearchIndex> index, std::function<bool()> has_room, SearchSettings settings
)
    : index_(std::move(index)),
      has_room_(std::move(has_room)),
      settings_(settings),
      thread_([this] { loop(); }) {}

SearchKeeper::~SearchKeeper() {
    stop();
}

void SearchKeeper::wake() noexcept {
    const std::lock_guard lock(mutex_);
    written_at_ = std::chrono::steady_clock::now();
    if (std::exchange(woken_, true)) return;
    wake_.notify_one();
}

void SearchKeeper::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    index_.reset();
}

void SearchKeeper::loop() {
    give_way();
    Lock lock(mutex_);
    while (!stopping_) {
        woken_ = false;
        lock.unlock();
        const auto pause = step();
        lock.lock();
        if (pause) {
            wake_.wait_for(lock, *pause, [this] { return stopping_; });
            continue;
        }
        wait_for_change(lock);
    }
}

void SearchKeeper::wait_for_change(Lock& lock) {
    busy_ = false;
    // Looked around for now and then, too: a reader may have found the file damaged.
    wake_.wait_for(lock, settings_.look_around, [this] { return stopping_ || woken_; });
    if (!woken_) return;
    const auto latest = std::chrono::steady_clock::now() + settings_.patience;
    while (!stopping_) {
        // Nobody notifies of what is written meanwhile: it is looked at when the time has passed.
        const auto silent_at = written_at_ + settings_.quiet;
        const auto now = std::chrono::steady_clock::now();
        if (now >= silent_at) return;
        busy_ = now >= latest;
        if (busy_) return;
        wake_.wait_until(lock, std::min(silent_at, latest), [this] { return stopping_; });
    }
}

std::optional<std::chrono::milliseconds> SearchKeeper::step() try {
    if (has_room_ && !has_room_()) return failed("noRoom", "the disk is nearly full");
    const auto done = index_->follow(busy_ ? settings_.busy_batch_max : settings_.batch_max);
    if (!done) return failed("step", done.error().message.en);
    tell(*done);
    failures_ = 0;
    if (done->behind) return settings_.breath;
    return std::nullopt;
} catch (const std::exception& error) {
    return failed("step", error.what());
}

std::chrono::milliseconds SearchKeeper::failed(const char* how, std::string_view why) {
    // Told once, and then when it works again.
    if (failures_ == 0) log::write(log::Level::warning, "searchIndexFailed", {{"how", how}, {"why", why}});
    const auto pause = settings_.retry_min * (std::int64_t{1} << std::min(failures_, 16));
    ++failures_;
    return std::min<std::chrono::milliseconds>(pause, settings_.retry_max);
}

void SearchKeeper::tell(const cases::SearchStep& step) {
    if (!step.began_anew.empty()) {
        // That a new register has no index yet is nothing to tell; that a full one lost a good one deserves a look.
        auto level = log::Level::warning;
        if (step.began_anew == "missing") level = step.of == 0 ? log::Level::debug : log::Level::info;
        log::write(level, "searchIndexBegunAnew", {{"because", std::string_view(step.began_anew)}});
    }
    if (failures_ > 0) log::write(log::Level::info, "searchIndexGoesOn");
    if (step.unreadable > 0) log::write(log::Level::error, "searchIndexUnreadable", {{"cases", step.unreadable}});
    if (!step.whole && step.of > 0) filling_ = true;
    if (step.whole && std::exchange(filling_, false))
        log::write(log::Level::info, "searchIndexWhole", {{"through", step.through}});
}

}  // namespace wissel::runtime
