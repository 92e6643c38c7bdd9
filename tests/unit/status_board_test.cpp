#include "engine/runtime/status_board.hpp"

#include "engine/runtime/execute.hpp"
#include "engine/runtime/recording_store.hpp"
#include "tests/support/a_report.hpp"
#include "tests/support/a_status.hpp"
#include "tests/support/memory_store.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <future>
#include <optional>
#include <thread>

using namespace wissel;
using namespace wissel::cases;
using namespace wissel::runtime;
using namespace wissel::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// A register in memory whose status is kept as in the program.
struct ABoard {
    explicit ABoard(StatusSettings settings = {})
        : board(domain.clock, shipped_lists(), settings),
          store(open_memory_writer(shared), [this](const std::vector<status::Fact>& facts) { board.take(facts); }) {
        REQUIRE(board.open(*open_memory_reader(shared)));
    }

    /// A report that is committed, or thrown away.
    void report(bool kept = true) {
        REQUIRE(store.begin());
        REQUIRE(store.savepoint());
        REQUIRE(execute(store, domain.submit(someone(oins::tax)), domain.domain()));
        REQUIRE((kept ? store.release() : store.undo()));
        REQUIRE(store.commit() == CommitOutcome::durable);
    }

    using Answer = Result<StatusDocumentPtr>;

    std::future<Answer> ask(const StatusPage& page = {}) {
        std::promise<Answer> promise;
        auto answer = promise.get_future();
        board.ask(page, [promise = std::move(promise)](Answer told) mutable { promise.set_value(std::move(told)); });
        return answer;
    }

    std::future<Answer> wait(
        const status::Version& known, std::chrono::milliseconds within, const StatusPage& page = {}
    ) {
        std::promise<Answer> promise;
        auto answer = promise.get_future();
        board.wait(page, known, within, [promise = std::move(promise)](Answer told) mutable {
            promise.set_value(std::move(told));
        });
        return answer;
    }

    ADomain domain;
    std::shared_ptr<MemoryRegister> shared = std::make_shared<MemoryRegister>();
    StatusBoard board;
    RecordingStore store;
};

StatusDocumentPtr document_of(std::future<ABoard::Answer> answer) {
    REQUIRE(answer.wait_for(10s) == std::future_status::ready);
    auto told = answer.get();
    REQUIRE(told);
    return *told;
}

std::int64_t cases_in(const StatusDocumentPtr& document) {
    REQUIRE(document);
    return json::parse(document->body)["totals"]["cases"];
}

}  // namespace

TEST_CASE("what is committed counts at once, and what is undone never", "[unit][status]") {
    ABoard a;
    CHECK(cases_in(document_of(a.ask())) == 0);
    a.report();
    CHECK_FALSE(a.board.ready({}));
    CHECK(cases_in(document_of(a.ask())) == 1);
    a.report(false);
    CHECK(cases_in(a.board.ready({})) == 1);
    // A new start says the same, to the byte.
    StatusBoard again(a.domain.clock, shipped_lists(), {});
    REQUIRE(again.open(*open_memory_reader(a.shared)));
    std::promise<ABoard::Answer> promise;
    again.ask({}, [&promise](ABoard::Answer told) { promise.set_value(std::move(told)); });
    const auto document = document_of(promise.get_future());
    CHECK(document->body == a.board.ready({})->body);
    CHECK(document->etag == a.board.ready({})->etag);
}

TEST_CASE("a document is made once a version, and only when somebody asks", "[unit][status]") {
    ABoard a;
    for (int report = 0; report < 5; ++report) a.report();
    CHECK(a.board.made() == 0);
    const auto first = document_of(a.ask());
    CHECK(document_of(a.ask()) == first);
    CHECK(a.board.ready({}) == first);
    CHECK(a.board.made() == 1);
    const StatusPage packed{{}, Coding::gzip};
    const auto smaller = document_of(a.ask(packed));
    CHECK(smaller->body.size() * 4 < first->body.size());
    CHECK(smaller->etag != first->etag);
}

TEST_CASE("who waits for a change is told when it comes, or that none came", "[unit][status]") {
    ABoard a;
    const auto known = document_of(a.ask())->version;
    auto waits = a.wait(known, 60s);
    CHECK(waits.wait_for(50ms) == std::future_status::timeout);
    CHECK(a.board.waiting() == 1);
    a.report();
    CHECK(cases_in(document_of(std::move(waits))) == 1);
    CHECK(a.board.waiting() == 0);
    // What changed already is told at once.
    CHECK(cases_in(document_of(a.wait(known, 60s))) == 1);
    const auto now = document_of(a.ask())->version;
    CHECK_FALSE(document_of(a.wait(now, 1ms)));
}

TEST_CASE("of periods that nobody waits for only the last ones are kept", "[unit][status]") {
    ABoard a;
    a.report();
    const auto page = [](status::Day first) {
        StatusPage one;
        one.subject.reported = status::Days{first, first + 400};
        return one;
    };
    (void)document_of(a.ask());
    const auto waits = a.wait(document_of(a.ask(page(-1)))->version, 60s, page(-1));
    const std::size_t most = StatusSettings().periods_max;
    for (std::size_t at = 0; at < most; ++at) (void)document_of(a.ask(page(static_cast<status::Day>(at))));
    REQUIRE(a.board.ready(page(0)));
    for (std::size_t at = 0; at < most / 2; ++at) (void)document_of(a.ask(page(static_cast<status::Day>(1000 + at))));
    // Those that are too many are taken away behind the answer.
    for (int tried = 0; tried < 2000 && a.board.kept() > most + 2; ++tried) std::this_thread::sleep_for(1ms);
    CHECK(a.board.kept() == most + 2);
    CHECK(a.board.ready(page(0)));
    CHECK_FALSE(a.board.ready(page(1)));
    CHECK(a.board.ready({}));
    CHECK(a.board.waiting() == 1);
    a.board.end_waiting();
    CHECK(waits.wait_for(10s) == std::future_status::ready);
}

TEST_CASE("whoever asks for one period after the other holds nobody up", "[unit][status]") {
    ABoard a;
    a.report();
    std::atomic<status::Day> next = -300'000;
    std::atomic<int> running = 8;
    std::atomic<bool> ends = false;
    // Each answer brings the next question, about a day later.
    std::function<void()> go_on = [&] {
        StatusPage page;
        page.subject.reported = status::Days{next, next};
        ++next;
        a.board.ask(page, [&](ABoard::Answer told) {
            if (ends || !told) {
                --running;
            } else {
                go_on();
            }
        });
    };
    for (int each = running; each > 0; --each) go_on();
    for (int changes = 0; changes < 3; ++changes) {
        const auto known = document_of(a.ask())->version;
        auto waits = a.wait(known, 60s);
        CHECK_FALSE(document_of(a.wait(known, 20ms)));
        a.report();
        CHECK(document_of(std::move(waits)));
        CHECK(cases_in(document_of(a.ask())) == changes + 2);
    }
    CHECK(next > -300'000 + 20);
    CHECK(a.board.kept() < StatusSettings().periods_max + 16);
    ends = true;
    for (int tried = 0; tried < 10'000 && running > 0; ++tried) std::this_thread::sleep_for(1ms);
    CHECK(running == 0);
}

TEST_CASE("so many periods are waited for, and no more", "[unit][status]") {
    ABoard a({.periods_max = 3});
    const auto page = [](status::Day day) {
        StatusPage one;
        one.subject.reported = status::Days{day, day};
        return one;
    };
    std::vector<std::future<ABoard::Answer>> waiting;
    const auto known = document_of(a.ask())->version;
    for (status::Day day = 0; day < 3; ++day) waiting.push_back(a.wait(known, 60s, page(day)));
    const auto refused = [](std::future<ABoard::Answer> answer) {
        const auto told = answer.get();
        return !told && told.error().code == FailureCode::unavailable;
    };
    CHECK(refused(a.wait(known, 60s, page(3))));
    CHECK(refused(a.ask(page(4))));
    // Others may wait for the same ones, and for all that has no period.
    waiting.push_back(a.wait(known, 60s, page(1)));
    waiting.push_back(a.wait(known, 60s));
    CHECK(document_of(a.ask(page(2))));
    a.report();
    for (auto& one : waiting) CHECK(document_of(std::move(one)));
    CHECK(document_of(a.ask(page(4))));
}

TEST_CASE("a new day is a change", "[unit][status]") {
    ABoard a;
    const auto before = document_of(a.ask());
    auto waits = a.wait(before->version, 60s);
    a.domain.clock.advance(std::chrono::hours(24));
    CHECK_FALSE(a.board.ready({}));
    const auto after = document_of(std::move(waits));
    CHECK(json::parse(after->body)["day"] == "2026-11-25");
    CHECK(json::parse(after->body)["asOf"] == "2026-11-24T23:00:00.000Z");
    // Time that goes back makes nothing undone.
    a.domain.clock.advance(-std::chrono::hours(48));
    CHECK(a.board.ready({}) == after);
}

TEST_CASE("only so many wait, and nobody does when the server stops", "[unit][status]") {
    ABoard a({2});
    const auto known = document_of(a.ask())->version;
    auto first = a.wait(known, 60s);
    auto second = a.wait(known, 60s);
    auto third = a.wait(known, 60s);
    REQUIRE(third.wait_for(10s) == std::future_status::ready);
    const auto refused = third.get();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == FailureCode::unavailable);
    a.board.end_waiting();
    CHECK_FALSE(document_of(std::move(first)));
    CHECK_FALSE(document_of(std::move(second)));
    CHECK_FALSE(document_of(a.wait(known, 60s)));
    CHECK(document_of(a.ask()));
    a.board.stop();
    const auto stopped = a.ask().get();
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().slug == "stopping");
}

TEST_CASE("a history that does not fold stops the status, and nothing else", "[unit][status]") {
    ABoard a;
    status::Fact odd;
    odd.sequence = 7;
    a.board.take({odd});
    const auto answer = a.ask().get();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == FailureCode::bug);
    a.report();
    CHECK_FALSE(a.board.ready({}));
}
