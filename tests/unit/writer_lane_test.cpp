#include "engine/runtime/writer_lane.hpp"

#include "engine/cases/system_scope.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/memory_store.hpp"

#include <catch2/catch.hpp>

#include <future>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::runtime;
using namespace wissel::test;
using namespace std::chrono_literals;

namespace {

/// What the disk does to the store below, as the test says.
struct Script {
    std::atomic<bool> refuse_begin{false};
    std::atomic<CommitOutcome> commit{CommitOutcome::durable};
    std::atomic<int> begun{0};
};

/// The memory store over a disk that fails as scripted.
class ScriptedStore : public WriteStore {
public:
    ScriptedStore(std::unique_ptr<WriteStore> inner, Script& script)
        : inner_(std::move(inner)), script_(script) {}

    Result<void> begin() override {
        ++script_.begun;
        if (script_.refuse_begin) return fail(FailureCode::unavailable, {"bezet", "busy"}, "scripted");
        return inner_->begin();
    }
    CommitOutcome commit() override {
        const CommitOutcome outcome = script_.commit;
        if (outcome == CommitOutcome::durable) return inner_->commit();
        inner_->rollback();
        return outcome;
    }
    void rollback() override { inner_->rollback(); }
    Result<void> savepoint() override { return inner_->savepoint(); }
    Result<void> release() override { return inner_->release(); }
    Result<void> undo() override { return inner_->undo(); }
    Result<int> last_number(int year) override { return inner_->last_number(year); }
    Result<Instant> last_instant() override { return inner_->last_instant(); }
    Result<std::optional<CaseState>> load(const CaseId& id) override { return inner_->load(id); }
    Result<std::optional<CaseId>> find_id(const CaseNumber& number) override {
        return inner_->find_id(number);
    }
    Result<std::vector<CaseId>> due_cases(Instant now, int limit) override {
        return inner_->due_cases(now, limit);
    }
    Result<TimerCounts> count_timers(Instant now) override { return inner_->count_timers(now); }
    Result<std::vector<CaseId>> watched_cases(const std::optional<CaseId>& after, int limit) override {
        return inner_->watched_cases(after, limit);
    }
    Result<std::optional<std::string>> find_mark(const std::string& name) override {
        return inner_->find_mark(name);
    }
    Result<void> set_mark(const std::string& name, const std::string& value) override {
        return inner_->set_mark(name, value);
    }
    Result<std::vector<SealedValue>> sealed_of(const CaseId& id) override { return inner_->sealed_of(id); }
    Result<void> append(
        std::vector<Event>& events, const std::vector<SealedValue>& sealed, const CaseState& after
    ) override {
        return inner_->append(events, sealed, after);
    }
    Result<std::optional<KeptEntry>> find_answer(const Digest& key) override {
        return inner_->find_answer(key);
    }
    Result<void> keep_answer(const Digest& key, const KeptEntry& entry) override {
        return inner_->keep_answer(key, entry);
    }
    Result<void> forget_answers_before(Instant moment) override {
        return inner_->forget_answers_before(moment);
    }
    Result<void> keep_definition(const Definition& definition) override {
        return inner_->keep_definition(definition);
    }
    Result<void> add_key(const ApiKey& key) override { return inner_->add_key(key); }
    Result<void> revoke_key(const std::string& prefix, Instant at, const std::string& by) override {
        return inner_->revoke_key(prefix, at, by);
    }
    Result<std::vector<ApiKey>> keys() override { return inner_->keys(); }
    Result<void> checkpoint() override { return inner_->checkpoint(); }

private:
    std::unique_ptr<WriteStore> inner_;
    Script& script_;
};

KeptAnswer render_id(const Done& done) {
    const auto* opened = std::get_if<CaseOpened>(&done);
    return {201, {}, {}, opened != nullptr ? opened->view.state.id.str() : "key"};
}

/// A lane over a memory register, and everything that a test asks of it.
struct ALane {
    explicit ALane(WriterSettings settings = {}) {
        hooks.on_done = [this](const Done&) { ++done; };
        hooks.on_fatal = [this](const Failure&) { ++fatal; };
        hooks.has_room = [this] { return room.load(); };
        auto store = std::make_unique<ScriptedStore>(open_memory_writer(shared), script);
        lane = std::make_unique<WriterLane>(std::move(store), domain.domain(), settings, hooks);
    }

    std::future<Result<Reply>> push(
        Command command, std::optional<Retry> retry = {}, decltype(Work::render) render = render_id
    ) {
        std::promise<Result<Reply>> promise;
        auto reply = promise.get_future();
        auto answer = [promise = std::move(promise)](Result<Reply> result) mutable {
            promise.set_value(std::move(result));
        };
        lane->push({std::move(command), retry, std::move(render), std::move(answer)});
        return reply;
    }

    std::future<Result<Reply>> report(std::optional<Retry> retry = {}) {
        return push(domain.submit(someone(oins::tax)), retry);
    }

    /// A command that is refused for who sends it.
    std::future<Result<Reply>> forbidden(std::optional<Retry> retry = {}) {
        return push(domain.submit(someone(oins::tax, "auditor")), retry);
    }

    [[nodiscard]] std::size_t cases_kept() const { return shared->committed()->cases.size(); }

    ADomain domain;
    std::shared_ptr<MemoryRegister> shared = std::make_shared<MemoryRegister>();
    Script script;
    std::atomic<int> done{0};
    std::atomic<int> fatal{0};
    std::atomic<bool> room{true};
    WriterHooks hooks;
    std::unique_ptr<WriterLane> lane;  // last: its thread uses all of the above
};

Result<Reply> answer_of(std::future<Result<Reply>>& reply) {
    REQUIRE(reply.wait_for(10s) == std::future_status::ready);
    return reply.get();
}

Result<Reply> answer_of(std::future<Result<Reply>>&& reply) {
    return answer_of(reply);
}

Failure refusal_of(std::future<Result<Reply>>&& reply) {
    auto answer = answer_of(reply);
    REQUIRE_FALSE(answer);
    return answer.error();
}

bool answered(const std::future<Result<Reply>>& reply) {
    return reply.wait_for(0s) == std::future_status::ready;
}

Retry retry(const std::string& key, const std::string& body = "body") {
    return {sha256({key}), sha256({body})};
}

}  // namespace

TEST_CASE("commands that wait together share one COMMIT", "[unit][writer]") {
    ALane lane;
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        for (int at = 0; at < 20; ++at) replies.push_back(lane.report());
        CHECK(lane.lane->waiting() == 20);
    }
    for (auto& reply : replies) CHECK(answer_of(reply));
    CHECK(lane.lane->figures().commits == 1);
    CHECK(lane.lane->figures().commands == 20);
    CHECK(lane.done == 20);
    CHECK(lane.cases_kept() == 20);
}

TEST_CASE("a batch is bounded, and what is left comes next", "[unit][writer]") {
    ALane lane({.queue_max = 100, .batch_max = 4});
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        for (int at = 0; at < 10; ++at) replies.push_back(lane.report());
    }
    for (auto& reply : replies) CHECK(answer_of(reply));
    CHECK(lane.lane->figures().commits == 3);
}

TEST_CASE("a refused command costs the others of its batch nothing", "[unit][writer]") {
    ALane lane;
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        replies.push_back(lane.report());
        replies.push_back(lane.forbidden());
        replies.push_back(lane.report());
    }
    CHECK(answer_of(replies[0]));
    CHECK(refusal_of(std::move(replies[1])).code == FailureCode::forbidden);
    CHECK(answer_of(replies[2]));
    CHECK(lane.lane->figures().commits == 1);
    CHECK(lane.done == 2);
    CHECK(lane.cases_kept() == 2);
}

TEST_CASE("an answer that cannot be worded undoes its command alone", "[unit][writer]") {
    ALane lane;
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        replies.push_back(lane.report());
        const auto broken = [](const Done&) -> KeptAnswer { throw std::runtime_error("no words"); };
        replies.push_back(lane.push(lane.domain.submit(someone(oins::tax)), retry("broken"), broken));
        replies.push_back(lane.report());
    }
    CHECK(answer_of(replies[0]));
    CHECK(refusal_of(std::move(replies[1])).code == FailureCode::bug);
    CHECK(answer_of(replies[2]));
    CHECK(lane.cases_kept() == 2);
    CHECK(lane.shared->committed()->answers.empty());
    CHECK(lane.fatal == 0);
}

TEST_CASE("a full queue refuses at once", "[unit][writer]") {
    ALane lane({.queue_max = 2, .batch_max = 512});
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        replies.push_back(lane.report());
        replies.push_back(lane.report());
        auto refused = lane.report();
        REQUIRE(answered(refused));
        const auto failure = refusal_of(std::move(refused));
        CHECK(failure.code == FailureCode::unavailable);
        CHECK(failure.slug == "busy");
    }
    for (auto& reply : replies) CHECK(answer_of(reply));
    CHECK(answer_of(lane.report()));
}

TEST_CASE("a transaction that cannot begin refuses its batch, and the next one works", "[unit][writer]") {
    ALane lane;
    lane.script.refuse_begin = true;
    const auto failure = refusal_of(lane.report());
    CHECK(failure.code == FailureCode::unavailable);
    CHECK(failure.slug == "scripted");
    lane.script.refuse_begin = false;
    CHECK(answer_of(lane.report()));
    CHECK(lane.fatal == 0);
    CHECK(lane.cases_kept() == 1);
}

TEST_CASE("a refused COMMIT refuses its batch, and the next one works", "[unit][writer]") {
    ALane lane;
    lane.script.commit = CommitOutcome::refused;
    const auto failure = refusal_of(lane.report());
    CHECK(failure.code == FailureCode::unavailable);
    CHECK(failure.slug == "storage-full");
    CHECK(lane.done == 0);
    lane.script.commit = CommitOutcome::durable;
    CHECK(answer_of(lane.report()));
    CHECK(lane.fatal == 0);
    CHECK(lane.cases_kept() == 1);
}

TEST_CASE("after a COMMIT of unknown outcome nothing is acknowledged any more", "[unit][writer]") {
    ALane lane;
    CHECK(answer_of(lane.report()));
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        lane.script.commit = CommitOutcome::unknown;
        for (int at = 0; at < 3; ++at) replies.push_back(lane.report());
    }
    for (auto& reply : replies) {
        const auto failure = refusal_of(std::move(reply));
        CHECK(failure.code == FailureCode::unavailable);
        CHECK(failure.slug == "outcome-unknown");
    }
    CHECK(lane.fatal == 1);
    lane.script.commit = CommitOutcome::durable;
    const int begun = lane.script.begun;
    CHECK(refusal_of(lane.report()).code == FailureCode::unavailable);
    CHECK(lane.script.begun == begun);
    CHECK(lane.done == 1);
    CHECK(lane.cases_kept() == 1);
}

TEST_CASE("without room on the disk writes are refused before they are tried", "[unit][writer]") {
    ALane lane;
    lane.room = false;
    (void)answer_of(lane.report());  // after the first batch at the latest the disk is looked at
    CHECK(refusal_of(lane.report()).slug == "storage-full");
    CHECK(lane.fatal == 0);
}

TEST_CASE("the same request again gets the first answer again", "[unit][writer][retry]") {
    ALane lane;
    const auto first = answer_of(lane.report(retry("k")));
    REQUIRE(first);
    CHECK_FALSE(first->replayed);
    const auto again = answer_of(lane.report(retry("k")));
    REQUIRE(again);
    CHECK(again->replayed);
    CHECK(again->answer == first->answer);
    CHECK(lane.cases_kept() == 1);
    CHECK(lane.done == 1);
}

TEST_CASE("the same request twice in one batch is done once", "[unit][writer][retry]") {
    ALane lane;
    std::vector<std::future<Result<Reply>>> replies;
    {
        const auto hold = lane.lane->hold();
        replies.push_back(lane.report(retry("k")));
        replies.push_back(lane.report(retry("k")));
    }
    const auto first = answer_of(replies[0]);
    const auto again = answer_of(replies[1]);
    REQUIRE(first);
    REQUIRE(again);
    CHECK_FALSE(first->replayed);
    CHECK(again->replayed);
    CHECK(again->answer == first->answer);
    CHECK(lane.lane->figures().commits == 1);
    CHECK(lane.cases_kept() == 1);
}

TEST_CASE("an Idempotency-Key with another request is a mistake", "[unit][writer][retry]") {
    ALane lane;
    CHECK(answer_of(lane.report(retry("k", "one"))));
    const auto failure = refusal_of(lane.report(retry("k", "two")));
    CHECK(failure.code == FailureCode::invalid);
    CHECK(failure.slug == "idempotency-key-reused");
    REQUIRE(failure.issues.size() == 1);
    CHECK(failure.issues[0].place == Issue::Place::header);
    CHECK(lane.cases_kept() == 1);
}

TEST_CASE("a refusal is not kept for a retry", "[unit][writer][retry]") {
    ALane lane;
    CHECK(refusal_of(lane.forbidden(retry("k"))).code == FailureCode::forbidden);
    const auto allowed = answer_of(lane.report(retry("k")));
    REQUIRE(allowed);
    CHECK_FALSE(allowed->replayed);
}

TEST_CASE("a kept answer is not given to whoever lost the right", "[unit][writer][retry]") {
    ALane lane;
    CHECK(answer_of(lane.report(retry("k"))));
    CHECK(refusal_of(lane.forbidden(retry("k"))).code == FailureCode::forbidden);
}

TEST_CASE("an answer is kept for seven days", "[unit][writer][retry]") {
    ALane lane;
    const auto first = answer_of(lane.report(retry("k")));
    lane.domain.clock.advance(24h * 7);
    const auto in_time = answer_of(lane.report(retry("k")));
    REQUIRE(in_time);
    CHECK(in_time->replayed);
    lane.domain.clock.advance(1ms);
    const auto too_late = answer_of(lane.report(retry("k")));
    REQUIRE(too_late);
    CHECK_FALSE(too_late->replayed);
    CHECK(too_late->answer.body != first->answer.body);
    const auto again = answer_of(lane.report(retry("k")));
    REQUIRE(again);
    CHECK(again->replayed);
    CHECK(again->answer == too_late->answer);
    CHECK(lane.cases_kept() == 2);
}

TEST_CASE("a key is made and revoked by an administrator only", "[unit][writer]") {
    ALane lane;
    const KeyRequest request{oins::tax, {"reporter"}, "Koppeling"};
    const auto administrator = someone(oins::coordinator, "administrator");
    CHECK(answer_of(lane.push(CreateKey{administrator, request})));
    CHECK(refusal_of(lane.push(CreateKey{someone(oins::tax), request})).code == FailureCode::forbidden);
    const auto keys = open_memory_reader(lane.shared)->keys();
    REQUIRE(keys->size() == 1);
    const std::string prefix = keys->front().prefix;
    CHECK(refusal_of(lane.push(RevokeKey{someone(oins::tax), prefix})).code == FailureCode::forbidden);
    CHECK(refusal_of(lane.push(RevokeKey{administrator, "00000000"})).code == FailureCode::not_found);
    CHECK(answer_of(lane.push(RevokeKey{administrator, prefix})));
    CHECK(open_memory_reader(lane.shared)->keys()->front().revoked_at == lane.domain.clock.now());
}

TEST_CASE("stop answers what waits and takes nothing more", "[unit][writer]") {
    ALane lane;
    std::vector<std::future<Result<Reply>>> replies;
    std::jthread stopping;
    {
        const auto hold = lane.lane->hold();
        for (int at = 0; at < 3; ++at) replies.push_back(lane.report());
        stopping = std::jthread([&lane] { lane.lane->stop(); });
    }
    for (auto& reply : replies) CHECK(answer_of(reply));
    stopping.join();
    auto late = lane.report();
    REQUIRE(answered(late));
    CHECK(refusal_of(std::move(late)).slug == "stopping");
    lane.lane->stop();
    CHECK(lane.cases_kept() == 3);
}

TEST_CASE("a clock that jumps back does not turn history around", "[unit][writer]") {
    ALane lane;
    const Instant before = lane.domain.clock.now();
    CHECK(answer_of(lane.report()));
    lane.domain.clock.advance(-2h);
    CHECK(answer_of(lane.report()));
    lane.domain.clock.advance(3h);
    CHECK(answer_of(lane.report()));
    std::vector<Instant> moments;
    for (const auto& [key, stored] : lane.shared->committed()->cases)
        moments.push_back(stored.state.created_at);
    CHECK(moments == std::vector<Instant>{before, before, before + 1h});
}
