#include "engine/runtime/writer_lane.hpp"

#include "engine/runtime/log.hpp"

#include <chrono>
#include <exception>
#include <utility>

namespace wissel::runtime {
namespace {

using namespace std::chrono_literals;

constexpr auto housekeeping_every = 1s;
constexpr auto answers_kept_for = std::chrono::days{7};
constexpr auto answers_forgotten_every = 1h;
constexpr int due_cases_max = 500;
constexpr auto timers_counted_every = 5s;

Failure queue_full() {
    return {
        FailureCode::unavailable,
        {"Het is nu te druk; probeer het over enkele seconden opnieuw.",
         "Too busy right now; try again in a few seconds."},
        {},
        "busy"};
}

Failure stopping() {
    return {
        FailureCode::unavailable,
        {"De server stopt; probeer het straks opnieuw.", "The server is stopping; try again shortly."},
        {},
        "stopping"};
}

Failure no_room() {
    return {
        FailureCode::unavailable,
        {"De schijf van het register is bijna vol: lezen kan, schrijven even niet.",
         "The register's disk is nearly full: reading works, writing does not for now."},
        {},
        "storage-full"};
}

Failure bug() {
    return {
        FailureCode::bug,
        {"Er ging iets mis in het programma.", "Something went wrong in the program."},
        {},
        "internal-error"};
}

Failure commit_failed() {
    return {FailureCode::internal, {"Vastleggen mislukte.", "A COMMIT failed with an I/O error."}, {}, {}};
}

/// After an I/O error nobody knows what the disk holds; a retry with the same Idempotency-Key finds out.
Failure outcome_unknown() {
    return {
        FailureCode::unavailable,
        {"De opslag gaf een fout; of dit is vastgelegd, is niet bekend. Herhaal het verzoek met dezelfde "
         "Idempotency-Key.",
         "The storage failed; whether this was kept is not known. Repeat the request with the same "
         "Idempotency-Key."},
        {},
        "outcome-unknown"};
}

/// Whether a failure means that the transaction is lost, and not just this one command.
bool loses_transaction(const Failure& failure) {
    return failure.code == FailureCode::unavailable || failure.code == FailureCode::internal;
}

}  // namespace

WriterLane::WriterLane(
    std::unique_ptr<cases::WriteStore> store, const Domain& domain, WriterSettings settings, WriterHooks hooks
)
    : store_(std::move(store)), domain_(domain), settings_(settings), hooks_(std::move(hooks)) {
    thread_ = std::thread([this] { loop(); });
}

WriterLane::~WriterLane() {
    stop();
}

void WriterLane::push(Work work) {
    Failure refusal;
    {
        const std::lock_guard lock(mutex_);
        if (!stopping_ && queue_.size() < settings_.queue_max) {
            queue_.push_back(std::move(work));
            wake_.notify_one();
            return;
        }
        refusal = stopping_ ? stopping() : queue_full();
    }
    meters_.turned_away.add();
    work.done(std::unexpected(std::move(refusal)));
}

void WriterLane::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

std::size_t WriterLane::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void WriterLane::loop() {
    auto housekeeping_at = std::chrono::steady_clock::now();
    while (wait_for_work()) {
        // The gate comes before the commands are taken: what waits while it is held goes into one batch.
        const std::lock_guard gate(gate_);
        if (Batch batch = take(); !batch.empty()) run_batch(batch);
        if (std::chrono::steady_clock::now() >= housekeeping_at && !dead_) {
            housekeep();
            housekeeping_at = std::chrono::steady_clock::now() + housekeeping_every;
        }
    }
    store_.reset();
}

/// Waits for commands, at most until the next housekeeping; false: stopped and nothing is left.
bool WriterLane::wait_for_work() {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, housekeeping_every, [this] { return stopping_ || !queue_.empty(); });
    return !stopping_ || !queue_.empty();
}

WriterLane::Batch WriterLane::take() {
    Batch batch;
    const std::lock_guard lock(mutex_);
    while (!queue_.empty() && batch.size() < settings_.batch_max) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return batch;
}

void WriterLane::run_batch(Batch& batch) {
    if (dead_ || !room_) {
        meters_.turned_away.add(batch.size());
        return refuse_all(batch, dead_ ? stopping() : no_room());
    }
    auto settled = run_commands(batch);
    if (!settled) {
        meters_.failed.add(batch.size());
        store_->rollback();
        if (settled.error().code != FailureCode::internal) return refuse_all(batch, settled.error());
        fatal(settled.error());
        return refuse_all(batch, outcome_unknown());
    }
    switch (commit()) {
        case cases::CommitOutcome::durable:
            break;
        case cases::CommitOutcome::refused:
            meters_.failed.add(batch.size());
            return refuse_all(batch, no_room());
        case cases::CommitOutcome::unknown:
            meters_.failed.add(batch.size());
            fatal(commit_failed());
            return refuse_all(batch, outcome_unknown());
    }
    ++commits_;
    commands_ += batch.size();
    meters_.batch.observe(batch.size());
    for (const auto& one : *settled) {
        if (one.done && hooks_.on_done) hooks_.on_done(*one.done);
    }
    for (std::size_t at = 0; at < batch.size(); ++at) {
        Settled& one = (*settled)[at];
        // Before the answer goes out, so that whoever got one finds it counted.
        (one.reply ? meters_.done : meters_.refused).add();
        if (one.reply && one.done && batch[at].words_itself && !batch[at].retry)
            one.reply->unworded = std::move(*one.done);
        batch[at].done(std::move(one.reply));
    }
}

/// COMMIT, timed and counted.
cases::CommitOutcome WriterLane::commit() {
    const auto began = std::chrono::steady_clock::now();
    const auto outcome = store_->commit();
    const auto took = std::chrono::steady_clock::now() - began;
    meters_.commit.observe(
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(took).count())
    );
    switch (outcome) {
        case cases::CommitOutcome::durable:
            meters_.durable.add();
            break;
        case cases::CommitOutcome::refused:
            meters_.refused_commits.add();
            break;
        case cases::CommitOutcome::unknown:
            meters_.unknown.add();
            break;
    }
    return outcome;
}

Result<std::vector<WriterLane::Settled>> WriterLane::run_commands(Batch& batch) {
    if (auto begun = store_->begin(); !begun) return fail_as(begun);
    std::vector<Settled> settled;
    settled.reserve(batch.size());
    for (auto& work : batch) {
        if (auto saved = store_->savepoint(); !saved) return fail_as(saved);
        Settled one = run_command(work);
        if (!one.reply && loses_transaction(one.reply.error())) return std::unexpected(one.reply.error());
        const auto ended = one.reply ? store_->release() : store_->undo();
        if (!ended) return std::unexpected(ended.error());
        settled.push_back(std::move(one));
    }
    return settled;
}

WriterLane::Settled WriterLane::run_command(Work& work) try {
    auto replayed = replay(work);
    if (!replayed) return {std::unexpected(std::move(replayed.error())), std::nullopt};
    if (*replayed) return {std::move(**replayed), std::nullopt};
    auto done = execute(*store_, std::move(work.command), domain_);
    if (!done) return {std::unexpected(std::move(done.error())), std::nullopt};
    if (work.words_itself && !work.retry) return {Reply(), std::move(*done)};
    Reply reply{work.render(*done), false, {}};
    if (work.retry) {
        const cases::KeptEntry entry{work.retry->fingerprint, domain_.clock.now(), reply.answer};
        if (auto kept = store_->keep_answer(work.retry->key, entry); !kept)
            return {fail_as(kept), std::nullopt};
    }
    return {std::move(reply), std::move(*done)};
} catch (const std::exception& error) {
    // A bug in deciding or wording one command: the command is undone, the others go on.
    log::write(log::Level::error, "commandFailed", {{"what", std::string_view(error.what())}});
    return {std::unexpected(bug()), std::nullopt};
}

/// The first answer to the same request, if it is still kept; no value: this is the first time.
Result<std::optional<Reply>> WriterLane::replay(const Work& work) {
    if (!work.retry) return std::nullopt;
    auto kept = store_->find_answer(work.retry->key);
    if (!kept) return fail_as(kept);
    if (!*kept || domain_.clock.now() - (*kept)->kept_at > answers_kept_for) return std::nullopt;
    if (auto allowed = still_allowed(work.command); !allowed) return fail_as(allowed);
    if ((*kept)->fingerprint == work.retry->fingerprint) return Reply{std::move((*kept)->answer), true, {}};
    Failure reused{
        FailureCode::invalid,
        {"Deze Idempotency-Key hoort bij een ander verzoek. Gebruik voor elk nieuw verzoek een nieuwe "
         "sleutel.",
         "This Idempotency-Key belongs to another request. Use a new key for each new request."},
        {},
        "idempotency-key-reused"};
    reused.issues.push_back({"Idempotency-Key", "reused", reused.message, Issue::Place::header});
    return std::unexpected(std::move(reused));
}

void WriterLane::refuse_all(Batch& batch, const Failure& failure) {
    for (auto& work : batch) work.done(std::unexpected(failure));
}

/// Once a second, between transactions: move the WAL into the file, look at the disk, drop answers that are
/// too old.
void WriterLane::housekeep() {
    if (auto moved = store_->checkpoint(); !moved) {
        // A full disk stops checkpoints, not reading; anything worse ends the process.
        if (moved.error().code == FailureCode::internal) return fatal(moved.error());
    }
    look_for_room();
    forget_answers();
    if (room_ && !dead_) fire_timers();
    if (!dead_) count_timers();
}

/// Reading goes on without room, so nothing else tells whoever watches the log.
void WriterLane::look_for_room() {
    const bool had_room = room_;
    room_ = !hooks_.has_room || hooks_.has_room();
    if (had_room && !room_) log::write(log::Level::error, "diskLow");
    if (!had_room && room_) log::write(log::Level::info, "diskHasRoom");
}

void WriterLane::forget_answers() {
    const Instant now = domain_.clock.now();
    if (now - answers_forgotten_at_ < answers_forgotten_every && now >= answers_forgotten_at_) return;
    answers_forgotten_at_ = now;
    if (auto begun = store_->begin(); !begun) {
        if (begun.error().code == FailureCode::internal) fatal(begun.error());
        return;
    }
    if (auto forgotten = store_->forget_answers_before(now - answers_kept_for); !forgotten) {
        store_->rollback();
        if (forgotten.error().code == FailureCode::internal) fatal(forgotten.error());
        return;
    }
    if (commit() == cases::CommitOutcome::unknown) fatal(commit_failed());
}

/// What is due comes as a batch of its own; what is more comes with the next housekeeping.
void WriterLane::fire_timers() {
    const auto due = store_->due_cases(domain_.clock.now(), due_cases_max);
    if (!due) {
        if (due.error().code == FailureCode::internal) fatal(due.error());
        return;
    }
    Batch batch;
    for (const auto& id : *due) {
        if (stuck_.contains(id)) continue;
        auto tell = [this, id](Result<Reply> reply) {
            if (reply) meters_.fired_cases.add();
            // A lost transaction is tried again; a case that cannot go on is told once.
            if (reply || loses_transaction(reply.error())) return;
            stuck_.insert(id);
            meters_.stuck_cases.set(static_cast<std::int64_t>(stuck_.size()));
            const std::string which = id.str();
            log::write(
                log::Level::error,
                "timersFailed",
                {{"case", std::string_view(which)}, {"what", std::string_view(reply.error().message.en)}}
            );
        };
        batch.push_back({cases::FireTimers{id}, std::nullopt, {}, std::move(tell), true});
    }
    if (!batch.empty()) run_batch(batch);
}

/// For whoever watches; a number that cannot be had stays as it was.
void WriterLane::count_timers() {
    const auto now = std::chrono::steady_clock::now();
    if (now < timers_counted_at_ + timers_counted_every) return;
    timers_counted_at_ = now;
    const auto counts = store_->count_timers(domain_.clock.now());
    if (!counts) {
        if (counts.error().code == FailureCode::internal) fatal(counts.error());
        return;
    }
    meters_.timers_waiting.set(counts->waiting);
    meters_.timers_overdue.set(counts->due);
}

void WriterLane::fatal(const Failure& failure) {
    dead_ = true;
    log::write(log::Level::error, "storageFailed", {{"what", std::string_view(failure.message.en)}});
    if (hooks_.on_fatal) hooks_.on_fatal(failure);
}

}  // namespace wissel::runtime
