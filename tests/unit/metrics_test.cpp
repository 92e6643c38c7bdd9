#include "api/http/figures.hpp"
#include "api/resources/metrics.hpp"
#include "engine/base/ensure.hpp"
#include "engine/metrics/page.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace wissel;
using namespace wissel::metrics;
using std::chrono::microseconds;

namespace {

constexpr std::array<std::uint64_t, 3> three = {10, 20, 50};

/// A request as a client on the same machine sends it, with what the test changes.
http::Request local(const std::string& client, const std::string& host, std::vector<http::Header> more = {}) {
    http::Request request;
    request.client = client;
    request.from_peer = true;
    request.headers = std::move(more);
    if (!host.empty()) request.headers.push_back({"host", host});
    return request;
}

}  // namespace

TEST_CASE("a value falls into the first bucket whose bound it does not pass", "[unit][metrics]") {
    Histogram histogram(three);
    for (const std::uint64_t value : {0, 10, 11, 20, 21, 50, 51, 1000}) histogram.observe(value);
    const auto reading = histogram.read();
    CHECK(reading.up_to == std::vector<std::uint64_t>{2, 4, 6});
    CHECK(reading.count == 8);
    CHECK(reading.sum == 1163);
    CHECK(Histogram(three).read().up_to == std::vector<std::uint64_t>{0, 0, 0});
}

TEST_CASE("the bounds of a histogram rise, and there are not too many", "[unit][metrics]") {
    static constexpr std::array<std::uint64_t, 2> equal = {5, 5};
    static constexpr std::array<std::uint64_t, Histogram::bounds_max + 1> many = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
                                                                                  11, 12, 13, 14, 15, 16, 17};
    CHECK_THROWS_AS(Histogram(equal), LogicError);
    CHECK_THROWS_AS(Histogram(many), LogicError);
}

TEST_CASE("values from many threads are all counted", "[unit][metrics]") {
    http::Figures figures;
    figures.name_operations({"GET /a", "GET /b"});
    constexpr int each = 20'000;
    const auto count = [&figures](std::size_t operation) {
        for (int at = 0; at < each; ++at) figures.answered(operation, at % 4 == 0 ? 404 : 200, microseconds(at % 300));
    };
    std::vector<std::thread> threads;
    for (const std::size_t operation : {1, 2, 1, 2}) threads.emplace_back(count, operation);
    for (auto& thread : threads) thread.join();
    for (const std::size_t operation : {1, 2}) {
        CHECK(figures.answers(operation, 200) == each * 3 / 2);
        CHECK(figures.answers(operation, 404) == each / 2);
        CHECK(figures.durations(operation, 1).count == each * 3 / 2);
        CHECK(figures.durations(operation, 3).count == each / 2);
    }
    CHECK(figures.answers(http::Figures::other, 200) == 0);
}

TEST_CASE("what is no operation or no status is counted where it can be seen", "[unit][metrics]") {
    http::Figures figures;
    figures.name_operations({"GET /a"});
    figures.answered(2, 200, microseconds(1));
    figures.answered(1, 0, microseconds(1));
    figures.answered(1, 600, microseconds(1));
    CHECK(figures.operations() == std::vector<std::string>{"other", "GET /a"});
    CHECK(figures.answers(http::Figures::other, 200) == 1);
    CHECK(figures.answers(1, 500) == 2);
}

TEST_CASE("a page is written in the text format", "[unit][metrics]") {
    Histogram histogram(three);
    histogram.observe(10);
    histogram.observe(61);
    Page page;
    page.single(Kind::gauge, "one_bytes", "How much.", 12345678901);
    page.family(Kind::counter, "asked_total", "How often.");
    page.sample({{"who", "a\"b\\c\nd é"}}, 3);
    page.family(Kind::histogram, "took_seconds", "How long.").sample({{"who", "x"}}, histogram.read(), 1e6);
    page.family(Kind::counter, "never_total", "Never.");
    CHECK(
        page.text() ==
        "# HELP one_bytes How much.\n# TYPE one_bytes gauge\none_bytes 12345678901\n"
        "# HELP asked_total How often.\n# TYPE asked_total counter\nasked_total{who=\"a\\\"b\\\\c\\nd é\"} 3\n"
        "# HELP took_seconds How long.\n# TYPE took_seconds histogram\n"
        "took_seconds_count{who=\"x\"} 2\ntook_seconds_sum{who=\"x\"} 7.1e-05\n"
        "took_seconds_bucket{who=\"x\",le=\"1e-05\"} 1\ntook_seconds_bucket{who=\"x\",le=\"2e-05\"} 1\n"
        "took_seconds_bucket{who=\"x\",le=\"5e-05\"} 1\ntook_seconds_bucket{who=\"x\",le=\"+Inf\"} 2\n"
        "# HELP never_total Never.\n# TYPE never_total counter\n"
    );
}

TEST_CASE("a page refuses what the format cannot carry", "[unit][metrics]") {
    Page page;
    CHECK_THROWS_AS(page.sample({}, 1), LogicError);
    CHECK_THROWS_AS(page.family(Kind::gauge, "Upper", "Help."), LogicError);
    CHECK_THROWS_AS(page.family(Kind::gauge, "9lives", "Help."), LogicError);
    CHECK_THROWS_AS(page.family(Kind::gauge, "fine", "Two\nlines."), LogicError);
    page.family(Kind::gauge, "fine", "Help.");
    CHECK_THROWS_AS(page.family(Kind::gauge, "fine", "Help."), LogicError);
    CHECK_THROWS_AS(page.sample({{"a-b", "x"}}, 1), LogicError);
    CHECK_THROWS_AS(page.sample({}, Histogram(three).read(), 1), LogicError);
}

TEST_CASE("only who comes from this machine and means it asked on this machine", "[unit][metrics][access]") {
    using resources::asked_on_this_machine;
    CHECK(asked_on_this_machine(local("127.0.0.1", "localhost:8080")));
    CHECK(asked_on_this_machine(local("127.9.9.9", "127.0.0.1")));
    CHECK(asked_on_this_machine(local("::1", "[::1]:8080")));
    CHECK_FALSE(asked_on_this_machine(local("10.0.0.1", "localhost")));
    CHECK_FALSE(asked_on_this_machine(local("", "localhost")));
    // A page in a browser whose name was bound to this machine, and a proxy that hands the client's Host on.
    for (const auto* host : {"wissel.example", "localhost.example", "127.0.0.1.example", "[::2]", "", "127.1", "["})
        CHECK_FALSE(asked_on_this_machine(local("127.0.0.1", host)));
    // A trusted proxy: the address is the one that it names, whatever that is.
    auto named = local("127.0.0.1", "localhost");
    named.from_peer = false;
    CHECK_FALSE(asked_on_this_machine(named));
    // A proxy that nobody made a trusted one.
    for (const auto* name :
         {"forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded", "via", "x-real-ip"}) {
        INFO(name);
        CHECK_FALSE(asked_on_this_machine(local("127.0.0.1", "localhost", {{name, "127.0.0.1"}})));
        CHECK_FALSE(asked_on_this_machine(local("127.0.0.1", "localhost", {{name, ""}})));
    }
}
