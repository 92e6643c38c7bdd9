#include "engine/runtime/reader_lanes.hpp"

#include "tests/support/memory_store.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <thread>

using namespace wissel;
using namespace wissel::runtime;
using namespace wissel::test;
using namespace std::chrono_literals;

namespace {

std::vector<std::unique_ptr<cases::ReadStore>> stores(int count) {
    const auto shared = std::make_shared<MemoryRegister>();
    std::vector<std::unique_ptr<cases::ReadStore>> made;
    for (int at = 0; at < count; ++at) made.push_back(open_memory_reader(shared));
    return made;
}

/// A question that runs until it is let go, at the latest when this ends: so it stands below the lanes, which
/// wait for it.
class SlowQuestion {
public:
    ~SlowQuestion() { let_go(); }

    /// Asks it and waits until it runs.
    void ask(ReaderLanes& lanes) {
        std::promise<void> running;
        auto runs = running.get_future();
        auto released = release_.get_future();
        Query query = [running = std::move(running), released = std::move(released)](auto*) mutable {
            running.set_value();
            released.wait();
        };
        REQUIRE(lanes.push(query));
        REQUIRE(runs.wait_for(10s) == std::future_status::ready);
    }

    void let_go() {
        if (!std::exchange(gone_, true)) release_.set_value();
    }

private:
    std::promise<void> release_;
    bool gone_ = false;
};

/// A question that tells whether it was given a store; no future: it was not taken.
std::optional<std::future<bool>> ask(ReaderLanes& lanes) {
    std::promise<bool> promise;
    auto answer = promise.get_future();
    Query query = [promise = std::move(promise)](cases::ReadStore* store) mutable {
        promise.set_value(store != nullptr && store->last_sequence() == 0);
    };
    if (!lanes.push(query)) return std::nullopt;
    return answer;
}

bool answer_of(std::optional<std::future<bool>>& asked) {
    REQUIRE(asked);
    REQUIRE(asked->wait_for(10s) == std::future_status::ready);
    return asked->get();
}

}  // namespace

TEST_CASE("a slow question holds up one lane and not the other", "[unit][reader]") {
    ReaderLanes lanes(stores(2), 10);
    SlowQuestion slow;
    slow.ask(lanes);
    for (int at = 0; at < 3; ++at) {
        auto asked = ask(lanes);
        CHECK(answer_of(asked));
    }
    slow.let_go();
}

TEST_CASE("what waits is bounded", "[unit][reader]") {
    ReaderLanes lanes(stores(1), 2);
    SlowQuestion slow;
    slow.ask(lanes);
    auto first = ask(lanes);
    auto second = ask(lanes);
    CHECK_FALSE(ask(lanes));
    slow.let_go();
    CHECK(answer_of(first));
    CHECK(answer_of(second));
}

TEST_CASE("a question that is refused stays the caller's", "[unit][reader]") {
    ReaderLanes lanes(stores(1), 0);
    bool answered = false;
    Query query = [&answered](cases::ReadStore*) { answered = true; };
    REQUIRE_FALSE(lanes.push(query));
    REQUIRE(query);
    query(nullptr);
    CHECK(answered);
}

TEST_CASE("stop answers what waits with no store, and takes nothing more", "[unit][reader]") {
    ReaderLanes lanes(stores(1), 10);
    std::jthread stopping;
    SlowQuestion slow;
    slow.ask(lanes);
    auto first = ask(lanes);
    auto second = ask(lanes);
    stopping = std::jthread([&lanes] { lanes.stop(); });
    CHECK_FALSE(answer_of(first));
    CHECK_FALSE(answer_of(second));
    CHECK_FALSE(ask(lanes));
    slow.let_go();
    stopping.join();
    lanes.stop();
    CHECK_FALSE(ask(lanes));
}
