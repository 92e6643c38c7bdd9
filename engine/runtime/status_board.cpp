#include "engine/runtime/status_board.hpp"

#include "engine/cases/system_scope.hpp"
#include "engine/runtime/log.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

namespace wissel::runtime {
namespace {

constexpr std::size_t read_at_once = 4096;

Failure stopping() {
    return {
        FailureCode::unavailable,
        {"De server stopt; probeer het straks opnieuw.", "The server is stopping; try again shortly."},
        {},
        "stopping"};
}

Failure too_many() {
    return {
        FailureCode::unavailable,
        {"Er wachten al te veel anderen op een wijziging; vraag het over enkele seconden opnieuw, of zonder wait.",
         "Too many others wait for a change already; ask again in a few seconds, or without wait."},
        {},
        "busy"};
}

Failure too_many_periods() {
    return {
        FailureCode::unavailable,
        {"Er worden al cijfers van te veel andere perioden gevraagd; vraag het over enkele seconden opnieuw.",
         "Numbers of too many other periods are being asked for already; ask again in a few seconds."},
        {},
        "busy"};
}

}  // namespace

StatusBoard::StatusBoard(const Clock& clock, status::Lists lists, StatusSettings settings)
    : clock_(clock), lists_(std::move(lists)), settings_(settings) {}

StatusBoard::~StatusBoard() {
    stop();
}

Result<void> StatusBoard::open(cases::ReadStore& store) {
    std::vector<status::Fact> facts;
    const auto fold = [&] {
        model_.apply(facts);
        facts.clear();
    };
    try {
        auto read = store.each_event(cases::system_scope(), 0, [&](std::string_view text) {
            facts.push_back(status::read_fact(text));
            if (facts.size() >= read_at_once) fold();
        });
        if (!read) return read;
        fold();
    } catch (const std::exception& error) {
        fail(error.what());
    }
    {
        const std::lock_guard lock(mutex_);
        turn_day();
    }
    thread_ = std::thread([this] { loop(); });
    return {};
}

void StatusBoard::take(const std::vector<status::Fact>& facts) noexcept {
    const std::lock_guard lock(mutex_);
    if (broken_) return;
    try {
        model_.apply(facts);
    } catch (const std::exception& error) {
        fail(error.what());
    }
    if (pollers_ > 0 || broken_) wake_.notify_one();
}

/// What was folded in wrongly cannot be taken back.
void StatusBoard::fail(std::string_view what) noexcept {
    broken_ = true;
    log::write(log::Level::error, "statusFailed", {{"what", what}});
}

/// The day of the model follows the clock, never backwards.
void StatusBoard::turn_day() {
    const Instant now = clock_.now();
    if (now < day_ends_) return;
    status::DayBook book;
    const status::Day today = book.day_of(now);
    model_.turn_to(today);
    day_ends_ = status::start_of(today + 1);
}

bool StatusBoard::has(const status::Subject& subject) const {
    using Kind = status::Subject::Kind;
    if (subject.kind == Kind::all) return true;
    if (subject.kind == Kind::route) return lists_.has_route(subject.name);
    if (lists_.organisations.contains(subject.name)) return true;
    const std::lock_guard lock(mutex_);
    return model_.knows(subject.name);
}

bool StatusBoard::current(const Slot& slot) const {
    return slot.document && slot.document->version == model_.version();
}

StatusDocumentPtr StatusBoard::ready(const StatusPage& page) {
    const std::lock_guard lock(mutex_);
    if (broken_ || stopping_) return nullptr;
    turn_day();
    const auto slot = slots_.find(page);
    if (slot == slots_.end() || !current(slot->second)) return nullptr;
    slot->second.asked_at = Steady::now();
    return slot->second.document;
}

void StatusBoard::ask(const StatusPage& page, Answer answer) {
    Failure refusal;
    {
        const std::lock_guard lock(mutex_);
        if (!broken_ && !stopping_) {
            if (!is_one_too_many(page)) {
                Slot& slot = slots_[page];
                slot.asked_at = Steady::now();
                slot.waiters.push_back({std::nullopt, slot.asked_at, Steady::time_point::max(), std::move(answer)});
                wake_.notify_one();
                return;
            }
            refusal = too_many_periods();
        } else {
            refusal = stopping_ ? stopping() : broken();
        }
    }
    answer(std::unexpected(std::move(refusal)));
}

void StatusBoard::wait(
    const StatusPage& page, const status::Version& known, std::chrono::milliseconds within, Answer answer
) {
    Result<StatusDocumentPtr> at_once = nullptr;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            at_once = std::unexpected(stopping());
        } else if (broken_) {
            at_once = std::unexpected(broken());
        } else if (!no_waiting_ && pollers_ >= settings_.pollers_max) {
            at_once = std::unexpected(too_many());
        } else if (!no_waiting_ && is_one_too_many(page)) {
            at_once = std::unexpected(too_many_periods());
        } else if (!no_waiting_) {
            ++pollers_;
            Slot& slot = slots_[page];
            slot.asked_at = Steady::now();
            slot.waiters.push_back({known, slot.asked_at, slot.asked_at + within, std::move(answer)});
            wake_.notify_one();
            return;
        }
    }
    answer(std::move(at_once));
}

/// Periods are as many as somebody thinks of, so that those that are waited for have to be counted.
bool StatusBoard::is_one_too_many(const StatusPage& page) const {
    if (!page.subject.reported) return false;
    const auto known = slots_.find(page);
    if (known != slots_.end() && !known->second.waiters.empty()) return false;
    const auto waited_for = std::count_if(slots_.begin(), slots_.end(), [](const auto& one) {
        return one.first.subject.reported && !one.second.waiters.empty();
    });
    return static_cast<std::size_t>(waited_for) >= settings_.periods_max;
}

Failure StatusBoard::broken() {
    return {
        FailureCode::bug,
        {"De stand kan niet worden opgemaakt.", "The status cannot be drawn up."},
        {},
        {}};
}

void StatusBoard::answer_all(const Failure& failure) {
    std::vector<Waiter> left;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [page, slot] : slots_) {
            std::move(slot.waiters.begin(), slot.waiters.end(), std::back_inserter(left));
            slot.waiters.clear();
        }
        pollers_ = 0;
    }
    for (auto& one : left) one.answer(std::unexpected(failure));
}

void StatusBoard::end_waiting() {
    const std::lock_guard lock(mutex_);
    no_waiting_ = true;
    wake_.notify_one();
}

void StatusBoard::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    answer_all(stopping());
}

StatusFigures StatusBoard::figures() const {
    StatusFigures figures;
    {
        const std::lock_guard lock(mutex_);
        figures.version = model_.version();
        figures.cases = model_.cases();
        figures.stuck = model_.stuck();
        figures.open = model_.open_cases();
        figures.pollers = pollers_;
        figures.documents_made = made_;
        figures.broken = broken_;
    }
    // What was never counted is told as 0: a graph that begins with the first case would hide that there was none.
    std::vector<std::string> routes = {""};
    for (const auto& route : lists_.routes) routes.push_back(route.code);
    for (const auto& route : routes) {
        for (const auto& phase : lists_.phases) {
            const auto same = [&](const status::OpenCases& one) {
                return one.route == route && one.phase == phase.code;
            };
            if (std::none_of(figures.open.begin(), figures.open.end(), same))
                figures.open.push_back({route, phase.code, 0});
        }
    }
    return figures;
}

std::size_t StatusBoard::made() const {
    const std::lock_guard lock(mutex_);
    return made_;
}

std::size_t StatusBoard::kept() const {
    const std::lock_guard lock(mutex_);
    return slots_.size();
}

std::size_t StatusBoard::waiting() const {
    const std::lock_guard lock(mutex_);
    return pollers_;
}

}  // namespace wissel::runtime
