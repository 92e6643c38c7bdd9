// The thread that keeps a search index up (engine/runtime/search_keeper.hpp), over an index that does as it is told.

#include "engine/runtime/search_keeper.hpp"

#include "engine/runtime/log.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace wissel;
using namespace wissel::runtime;
using namespace std::chrono_literals;

namespace {

/// What the test and the keeper's thread both see.
struct Seen {
    std::atomic<int> steps{0};
    std::atomic<int> limit{0};     ///< of the last step
    std::atomic<int> left{0};      ///< steps until it is up to date
    std::atomic<int> failing{0};   ///< steps that fail before any succeeds
    std::atomic<bool> throws{false};
    std::atomic<bool> closed{false};
    std::atomic<bool> room{true};
};

class ToldIndex : public cases::SearchIndex {
public:
    explicit ToldIndex(Seen& seen) : seen_(seen) {}
    ~ToldIndex() override { seen_.closed = true; }

    Result<cases::SearchStep> follow(int limit) override {
        ++seen_.steps;
        seen_.limit = limit;
        if (seen_.failing > 0) {
            --seen_.failing;
            if (seen_.throws) throw std::logic_error("not as it should be");
            return fail(FailureCode::unavailable, {"De schijf is vol.", "The disk is full."}, "storage-full");
        }
        cases::SearchStep step;
        step.whole = true;
        if (seen_.left > 0) --seen_.left;
        step.behind = seen_.left > 0;
        return step;
    }

    void throw_away() override {}

private:
    Seen& seen_;
};

SearchSettings quick() {
    SearchSettings settings;
    settings.quiet = 1ms;
    settings.breath = 1ms;
    settings.look_around = 1h;
    settings.retry_min = 1ms;
    settings.retry_max = 4ms;
    return settings;
}

bool soon(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

std::unique_ptr<SearchKeeper> keep(Seen& seen, const SearchSettings& settings = quick()) {
    log::configure(log::Level::error);
    return std::make_unique<SearchKeeper>(
        std::make_unique<ToldIndex>(seen), [&seen] { return seen.room.load(); }, settings
    );
}

}  // namespace

TEST_CASE("an index is brought up to date, rests, and goes on when it is woken", "[unit][search]") {
    Seen seen;
    seen.left = 5;
    const auto keeper = keep(seen);
    REQUIRE(soon([&] { return seen.steps == 5; }));
    std::this_thread::sleep_for(20ms);
    CHECK(seen.steps == 5);
    seen.left = 1;
    keeper->wake();
    CHECK(soon([&] { return seen.steps == 6; }));
}

TEST_CASE("a step that fails is tried again until it works", "[unit][search]") {
    Seen seen;
    seen.throws = GENERATE(false, true);
    seen.failing = 6;
    seen.left = 2;
    const auto keeper = keep(seen);
    CHECK(soon([&] { return seen.steps == 8 && seen.left == 0; }));
}

TEST_CASE("on a disk that is nearly full nothing is indexed", "[unit][search]") {
    Seen seen;
    seen.room = false;
    seen.left = 1;
    const auto keeper = keep(seen);
    std::this_thread::sleep_for(30ms);
    CHECK(seen.steps == 0);
    seen.room = true;
    CHECK(soon([&] { return seen.steps == 1; }));
}

TEST_CASE("an index is closed when its keeper stops, and waking it then does nothing", "[unit][search]") {
    Seen seen;
    seen.left = 1'000'000;
    const auto keeper = keep(seen);
    REQUIRE(soon([&] { return seen.steps > 2; }));
    keeper->stop();
    CHECK(seen.closed);
    const int steps = seen.steps;
    keeper->wake();
    keeper->stop();
    CHECK(seen.steps == steps);
}

TEST_CASE("while much is written an index waits, and not for ever", "[unit][search]") {
    SearchSettings settings = quick();
    settings.quiet = 10s;
    settings.patience = 200ms;
    settings.batch_max = 3;
    settings.busy_batch_max = 7;
    Seen seen;
    const auto keeper = keep(seen, settings);
    REQUIRE(soon([&] { return seen.steps == 1; }));
    CHECK(seen.limit == 3);
    const auto began = std::chrono::steady_clock::now();
    keeper->wake();
    REQUIRE(soon([&] { return seen.steps == 2; }));
    CHECK(std::chrono::steady_clock::now() - began >= settings.patience);
    CHECK(seen.limit == 7);
}

TEST_CASE("an index goes on as soon as nothing is written any more", "[unit][search]") {
    SearchSettings settings = quick();
    settings.quiet = 20ms;
    settings.patience = 1h;
    Seen seen;
    const auto keeper = keep(seen, settings);
    REQUIRE(soon([&] { return seen.steps == 1; }));
    keeper->wake();
    CHECK(soon([&] { return seen.steps == 2; }));
}
