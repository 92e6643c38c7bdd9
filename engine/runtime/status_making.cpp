#include "engine/runtime/gzip.hpp"
#include "engine/runtime/log.hpp"
#include "engine/runtime/status_board.hpp"
#include "engine/status/document.hpp"

#include <algorithm>
#include <exception>
#include <utility>

// What the board's own thread does: it words documents, and tells those that wait.

namespace wissel::runtime {
namespace {

using namespace std::chrono_literals;

/// How often the clock is looked at, so that a day begins also when nobody asks.
constexpr auto look_every = 1s;

/// Those that wait for a change are told of many at once, so that a busy register does not word one for each.
constexpr auto told_every = 25ms;

}  // namespace

std::vector<StatusBoard::Answer> StatusBoard::due(Slot& slot) {
    std::vector<Answer> answers;
    const auto version = model_.version();
    const bool too_soon = !current(slot) && Steady::now() < slot.made_at + told_every;
    std::erase_if(slot.waiters, [&](Waiter& one) {
        if (one.known && (*one.known == version || too_soon)) return false;
        if (one.known) --pollers_;
        answers.push_back(std::move(one.answer));
        return true;
    });
    return answers;
}

std::vector<StatusBoard::Answer> StatusBoard::expired() {
    std::vector<Answer> answers;
    const auto now = Steady::now();
    for (auto& [page, slot] : slots_) {
        std::erase_if(slot.waiters, [&](Waiter& one) {
            if (!one.known || (one.until > now && !no_waiting_)) return false;
            --pollers_;
            answers.push_back(std::move(one.answer));
            return true;
        });
    }
    return answers;
}

void StatusBoard::loop() {
    Lock lock(mutex_);
    while (!stopping_) {
        turn_day();
        if (broken_) {
            lock.unlock();
            answer_all(broken());
            lock.lock();
        }
        bool worked = false;
        // Their places stay when others come; what is taken away is taken away below.
        for (auto& [page, slot] : slots_) {
            auto answers = due(slot);
            if (answers.empty()) continue;
            worked = true;
            make(lock, page, std::move(answers));
            if (stopping_) break;
        }
        if (auto answers = expired(); !answers.empty()) {
            lock.unlock();
            for (auto& answer : answers) answer(StatusDocumentPtr());
            lock.lock();
        }
        forget_periods();
        if (worked || stopping_) continue;
        wake_.wait_until(lock, next_look());
    }
}

/// There are as many periods as somebody thinks of: of those that nobody waits for, the ones that were asked for last
/// are kept.
void StatusBoard::forget_periods() {
    std::vector<std::pair<Steady::time_point, StatusPage>> idle;
    for (const auto& [page, slot] : slots_) {
        if (page.subject.reported && slot.waiters.empty()) idle.emplace_back(slot.asked_at, page);
    }
    if (idle.size() <= settings_.periods_max) return;
    std::sort(idle.begin(), idle.end());
    idle.resize(idle.size() - settings_.periods_max);
    for (const auto& [asked_at, page] : idle) slots_.erase(page);
}

/// When there is something to do, if nothing else happens.
StatusBoard::Steady::time_point StatusBoard::next_look() const {
    auto until = Steady::now() + look_every;
    const auto version = model_.version();
    for (const auto& [page, slot] : slots_) {
        for (const auto& one : slot.waiters) {
            until = std::min(until, one.until);
            if (one.known && *one.known != version) until = std::min(until, slot.made_at + told_every);
        }
    }
    return until;
}

/// Makes the document of `page` as it is now, where it is not there, and hands it to those that wait. Others are let
/// in meanwhile, but for the moment in which a copy is taken.
void StatusBoard::make(Lock& lock, const StatusPage& page, std::vector<Answer> answers) {
    Result<StatusDocumentPtr> made = slots_[page].document;
    if (!current(slots_[page])) {
        try {
            const auto snapshot = model_.take(page.subject);
            lock.unlock();
            made = word(page, snapshot);
            lock.lock();
            slots_[page].document = *made;
            slots_[page].made_at = Steady::now();
            ++made_;
        } catch (const std::exception& error) {
            if (!lock.owns_lock()) lock.lock();
            log::write(log::Level::error, "statusFailed", {{"what", std::string_view(error.what())}});
            made = std::unexpected(broken());
        }
    }
    lock.unlock();
    for (auto& answer : answers) answer(made);
    lock.lock();
}

StatusDocumentPtr StatusBoard::word(const StatusPage& page, const status::Snapshot& snapshot) const {
    auto document = std::make_shared<StatusDocument>();
    document->version = snapshot.version;
    document->body = status::word_status(snapshot, lists_);
    // What is worded otherwise is another document, also after a new start with other words.
    document->etag = "\"" + std::to_string(snapshot.version.sequence) + "-" + status::date_text(snapshot.version.day) +
                     "-" + lists_.hash + (page.subject.with_ids ? "-ids" : "") +
                     (page.coding == Coding::gzip ? "-gzip" : "") + "\"";
    if (page.coding == Coding::gzip) document->body = gzip(document->body);
    return document;
}

}  // namespace wissel::runtime
