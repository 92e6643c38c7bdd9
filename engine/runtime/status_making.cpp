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

bool StatusBoard::is_due(const Slot& slot, const Waiter& one) const {
    if (!one.known) return true;
    return *one.known != model_.version() && (current(slot) || Steady::now() >= slot.made_at + told_every);
}

/// The page that is to be told next: of those without a period the one that was waited for the longest, and only then
/// of those with one. However many periods are asked for, no other page waits for more than one of them.
std::optional<StatusPage> StatusBoard::next_due() const {
    const StatusPage* first = nullptr;
    std::pair<bool, Steady::time_point> place;
    for (const auto& [page, slot] : slots_) {
        for (const auto& one : slot.waiters) {
            const std::pair at(page.subject.reported.has_value(), one.since);
            if ((first != nullptr && place <= at) || !is_due(slot, one)) continue;
            first = &page;
            place = at;
        }
    }
    return first != nullptr ? std::optional(*first) : std::nullopt;
}

std::vector<StatusBoard::Answer> StatusBoard::due(Slot& slot) {
    std::vector<Answer> answers;
    std::erase_if(slot.waiters, [&](Waiter& one) {
        if (!is_due(slot, one)) return false;
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
        if (auto answers = expired(); !answers.empty()) {
            lock.unlock();
            for (auto& answer : answers) answer(StatusDocumentPtr());
            lock.lock();
        }
        forget_periods();
        if (const auto page = next_due()) {
            make(lock, *page, due(slots_[*page]));
            continue;
        }
        if (!stopping_) wake_.wait_until(lock, next_look());
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
                     (page.subject.only_open ? "-open" : "") + (page.coding == Coding::gzip ? "-gzip" : "") + "\"";
    if (page.coding == Coding::gzip) document->body = gzip(document->body);
    return document;
}

}  // namespace wissel::runtime
