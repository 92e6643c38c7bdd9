#include "tests/support/a_server.hpp"
#include "tests/support/raw_client.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <sstream>
#include <thread>

using namespace wissel;
using namespace wissel::test;
using resources::MetricsAccess;
using namespace std::chrono_literals;

namespace {

std::function<void(tool::Settings&)> open_to(MetricsAccess access) {
    return [access](tool::Settings& settings) { settings.metrics = access; };
}

/// Every sample of a page by its name and labels, as they are written. Throws where a line is none.
std::map<std::string, double> samples_of(const std::string& page) {
    std::map<std::string, double> samples;
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with('#')) continue;
        const auto space = line.rfind(' ');
        samples[line.substr(0, space)] = std::stod(line.substr(space + 1));
    }
    return samples;
}

std::map<std::string, double> scrape(AServer& server) {
    const Reply reply = server.get("/metrics", server.administrator());
    REQUIRE(reply.status == 200);
    return samples_of(reply.body);
}

std::string requests(const std::string& operation, const std::string& status) {
    return "wissel_http_requests_total{operation=\"" + operation + "\",status=\"" + status + "\"}";
}

std::string durations(const std::string& operation, const std::string& status_class) {
    return "wissel_http_request_duration_seconds_count{operation=\"" + operation + "\",status_class=\"" + status_class +
           "\"}";
}

}  // namespace

TEST_CASE("the metrics count exactly what was asked, by the template of its route", "[http][metrics]") {
    AServer server;
    const std::string key = server.reporter();
    auto before = scrape(server);
    CHECK(before["wissel_cases"] == 0);
    const Reply made = server.post("/v1/cases", key, a_valid_report().dump());
    REQUIRE(made.status == 201);
    CHECK(server.post("/v1/cases", key, a_valid_report().dump()).status == 201);
    CHECK(server.post("/v1/cases", key, "{}").status == 400);
    CHECK(server.get(made.headers.at("location"), key).status == 200);
    CHECK(send(server.port(), "HEAD", made.headers.at("location"), {key}).status == 200);
    CHECK(server.get(made.headers.at("location"), "").status == 401);
    CHECK(server.get("/v1/cases/01890000-0000-7000-8000-000000000000", key).status == 404);
    for (const auto* nowhere : {"/v1/nothing", "/v1/nothing/else", "/%22%0A"})
        CHECK(server.get(nowhere, key).status == 404);
    CHECK(send(server.port(), "DELETE", "/v1/cases", {key}).status == 405);
    auto after = scrape(server);
    CHECK(after[requests("POST /v1/cases", "201")] == 2);
    CHECK(after[requests("POST /v1/cases", "400")] == 1);
    CHECK(after[requests("GET /v1/cases/{id}", "200")] == 2);
    CHECK(after[requests("GET /v1/cases/{id}", "401")] == 1);
    CHECK(after[requests("GET /v1/cases/{id}", "404")] == 1);
    CHECK(after[requests("other", "404")] == 3);
    CHECK(after[requests("other", "405")] == 1);
    // It is counted as it is answered, so each page has those before it.
    CHECK(after[requests("GET /metrics", "200")] == 1);
    CHECK(after[durations("POST /v1/cases", "2xx")] == 2);
    CHECK(after[durations("GET /v1/cases/{id}", "4xx")] == 2);
    CHECK(after["wissel_http_requests_in_flight"] == 1);
    CHECK(after["wissel_cases"] == 2);
    CHECK(after["wissel_register_events_total"] == after["wissel_status_sequence"]);
    CHECK(after["wissel_register_events_total"] > 2);
    const std::string done = "wissel_writer_commands_total{outcome=\"done\"}";
    CHECK(after[done] - before[done] == 2);
    CHECK(after["wissel_register_takes_writes"] == 1);
    CHECK(after["wissel_writer_batch_commands_sum"] >= 4);
    CHECK(after["wissel_writer_commit_duration_seconds_count"] >= after["wissel_writer_batch_commands_count"]);
    CHECK(after["wissel_store_free_bytes"] > 0);
    double open = 0;
    for (const auto& [name, value] : after) {
        CHECK(name.find("nothing") == std::string::npos);
        if (name.starts_with("wissel_cases_open{")) open += value;
    }
    CHECK(open == 2);
    // Zeros too: a route on which nothing is.
    CHECK(after.contains("wissel_cases_open{route=\"ccg\",phase=\"treatment\"}"));
}

TEST_CASE("a server that fails to read a head counts that, and who goes away is told apart", "[http][metrics]") {
    AServer server;
    {
        RawClient bad(server.port());
        bad.send("GET / HTTP/9.9\r\n\r\n");
        REQUIRE(bad.reply());
    }
    {
        RawClient gone(server.port());
        gone.send("GET /v1/me HTTP/1.1\r\nHo");
        std::this_thread::sleep_for(50ms);
        gone.close();
    }
    auto samples = scrape(server);
    for (int tries = 0; tries < 100 && samples["wissel_http_requests_abandoned_total"] == 0; ++tries) {
        std::this_thread::sleep_for(20ms);
        samples = scrape(server);
    }
    CHECK(samples["wissel_http_requests_abandoned_total"] == 1);
    CHECK(samples["wissel_http_requests_in_flight"] == 1);
    CHECK(samples[requests("other", "505")] == 1);
    CHECK(samples["wissel_http_connections_open"] <= 2);
    CHECK(samples["wissel_http_connections_accepted_total"] >= 3);
}

TEST_CASE("connections over the limit are counted as refused", "[http][metrics]") {
    AServer server([](tool::Settings& settings) { settings.http.limits.connections_per_address_max = 2; });
    const std::string admin = server.administrator();
    {
        const RawClient first(server.port(), "127.0.0.1", "127.0.0.7");
        const RawClient second(server.port(), "127.0.0.1", "127.0.0.7");
        RawClient third(server.port(), "127.0.0.1", "127.0.0.7");
        REQUIRE(third.reply());
        auto samples = samples_of(server.get("/metrics", admin).body);
        CHECK(samples["wissel_http_connections_open"] == 3);
        CHECK(samples["wissel_http_connections_refused_total"] == 1);
    }
}

TEST_CASE("under 64 clients at once the counts add up exactly", "[http][metrics]") {
    AServer server([](tool::Settings& settings) { settings.http.threads = 2; });
    const std::string key = server.reporter();
    constexpr int clients = 64;
    constexpr int rounds = 5;
    auto before = scrape(server);
    std::vector<std::future<int>> all;
    for (int client = 0; client < clients; ++client) {
        all.push_back(std::async(std::launch::async, [&server, &key] {
            int right = 0;
            for (int round = 0; round < rounds; ++round) {
                right += server.post("/v1/cases", key, a_valid_report().dump()).status == 201 ? 1 : 0;
                right += server.get("/v1/me", key).status == 200 ? 1 : 0;
                right += server.get("/v1/none", key).status == 404 ? 1 : 0;
            }
            return right;
        }));
    }
    int right = 0;
    for (auto& one : all) right += one.get();
    REQUIRE(right == clients * rounds * 3);
    auto after = scrape(server);
    constexpr int each = clients * rounds;
    CHECK(after[requests("POST /v1/cases", "201")] == each);
    CHECK(after[requests("GET /v1/me", "200")] == each);
    CHECK(after[requests("other", "404")] == each);
    CHECK(after[durations("POST /v1/cases", "2xx")] == each);
    CHECK(after["wissel_cases"] == each);
    const std::string done = "wissel_writer_commands_total{outcome=\"done\"}";
    CHECK(after[done] - before[done] == each);
    const std::string batches = "wissel_writer_batch_commands_sum";
    CHECK(after[batches] - before[batches] == each);
    // Whoever has his answer may be a moment ahead of the connection that sent it.
    const std::string in_flight = "wissel_http_requests_in_flight";
    for (int tried = 0; tried < 200 && after[in_flight] != 1; ++tried) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        after = scrape(server);
    }
    CHECK(after[in_flight] == 1);
}

TEST_CASE("a scrape beside a hundred thousand commands that wait costs little", "[http][metrics]") {
    constexpr std::size_t waiting = 100'000;
    AServer server([](tool::Settings& settings) { settings.registry.writer.queue_max = waiting; });
    const std::string admin = server.administrator();
    std::atomic<std::size_t> answered{0};
    {
        const auto hold = server.registry().writer().hold();
        // One may be taken out of the queue before the lane is stopped by the gate.
        for (std::size_t at = 0; at < waiting; ++at) {
            runtime::RevokeKey revoke{{svb, "test", {"administrator"}}, "ffffffff"};
            server.registry().writer().push(
                {std::move(revoke), std::nullopt, {}, [&answered](Result<runtime::Reply>) { ++answered; }, true}
            );
        }
        const auto began = std::chrono::steady_clock::now();
        auto samples = samples_of(server.get("/metrics", admin).body);
        const auto took = std::chrono::steady_clock::now() - began;
        CHECK(samples["wissel_writer_queue_length"] == waiting);
        CHECK(samples["wissel_writer_queue_limit"] == waiting);
        // A page takes 1 or 2 ms, a connection included; 100 ms is for a machine that is busy with other things.
        CHECK(took < 100ms);
    }
    while (answered < waiting) std::this_thread::sleep_for(5ms);
    auto samples = scrape(server);
    CHECK(samples["wissel_writer_queue_length"] == 0);
    CHECK(samples["wissel_writer_commands_total{outcome=\"refused\"}"] == waiting);
}

TEST_CASE("the page comes while every reader lane is held up and the writer stands still", "[http][metrics]") {
    AServer server([](tool::Settings& settings) {
        settings.reader_lanes = 1;
        settings.registry.read_queue_max = 1;
    });
    const std::string admin = server.administrator();
    std::promise<void> release;
    std::promise<void> running;
    runtime::Query slow = [&running, until = release.get_future()](cases::ReadStore*) mutable {
        running.set_value();
        until.wait();
    };
    REQUIRE(server.registry().readers().push(slow));
    running.get_future().wait();
    runtime::Query next = [](cases::ReadStore*) {};
    runtime::Query third = [](cases::ReadStore*) {};
    REQUIRE(server.registry().readers().push(next));
    REQUIRE_FALSE(server.registry().readers().push(third));
    const auto hold = server.registry().writer().hold();
    auto samples = samples_of(server.get("/metrics", admin).body);
    CHECK(samples["wissel_reader_lanes_busy"] == 1);
    CHECK(samples["wissel_reader_queue_length"] == 1);
    CHECK(samples["wissel_reader_questions_refused_total"] == 1);
    release.set_value();
}

TEST_CASE("the metrics are for administrators and auditors, also on this machine", "[http][metrics][access]") {
    AServer server;
    CHECK(server.get("/metrics", "").status == 401);
    CHECK(server.get("/metrics", "").headers.contains("www-authenticate"));
    CHECK(server.get("/metrics", server.reporter()).status == 403);
    CHECK(server.get("/metrics", server.coordinator()).status == 403);
    CHECK(server.get("/metrics", server.key(svb, {"auditor"})).status == 200);
    const Reply page = server.get(
        "/metrics",
        server.administrator(),
        {"Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"}
    );
    CHECK(page.status == 200);
    CHECK(page.headers.at("content-type") == "text/plain; version=0.0.4; charset=utf-8");
    CHECK(page.headers.at("cache-control") == "no-store");
    CHECK(server.get("/metrics?name=x", server.administrator()).status == 400);
    CHECK(server.post("/metrics", server.administrator(), "{}").status == 405);
}

TEST_CASE("where loopback is let in, a request that a proxy brought is not", "[http][metrics][access]") {
    AServer server(open_to(MetricsAccess::loopback));
    CHECK(server.get("/metrics", "").status == 200);
    // A wrong key is told at once, and one that may not read this too.
    CHECK(server.get("/metrics", "Authorization: Bearer wsl_00000000_x").status == 401);
    CHECK(server.get("/metrics", server.reporter()).status == 403);
    for (const std::string& line : std::vector<std::string>{
             "X-Forwarded-For: 127.0.0.1",
             "X-FORWARDED-FOR: 203.0.113.9",
             "Forwarded: for=127.0.0.1",
             "Via: 1.1 proxy",
             "X-Real-IP: 127.0.0.1",
             "Host: wissel.example"}) {
        INFO(line);
        CHECK(server.get("/metrics", "", {line}).status == 401);
        CHECK(server.get("/metrics", server.administrator(), {line}).status == 200);
    }
}

TEST_CASE("behind a trusted proxy nobody is taken for a local client", "[http][metrics][access]") {
    AServer server([](tool::Settings& settings) {
        settings.metrics = MetricsAccess::loopback;
        settings.http.trusted_proxies = {"127.0.0.1"};
    });
    CHECK(server.get("/metrics", "").status == 401);
    CHECK(server.get("/metrics", "", {"X-Forwarded-For: 127.0.0.2"}).status == 401);
    CHECK(server.get("/metrics", "", {"X-Forwarded-For: ::1", "Forwarded: for=\"[::1]\""}).status == 401);
    CHECK(server.get("/metrics", server.administrator(), {"X-Forwarded-For: 203.0.113.9"}).status == 200);
}

TEST_CASE("switched off there is no such path", "[http][metrics][access]") {
    AServer server(open_to(MetricsAccess::off));
    CHECK(server.get("/metrics", "").status == 401);
    CHECK(server.get("/metrics", server.administrator()).status == 404);
}
