#include "engine/runtime/log.hpp"
#include "tests/support/echo_application.hpp"
#include "tests/support/raw_client.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <array>
#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace wissel;
using namespace wissel::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string simple = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

std::string get(const std::string& path, const std::string& more = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "\r\n";
}

std::string post(const std::string& path, const std::string& body, const std::string& more = "") {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + more + "\r\n" + body;
}

/// What is written to standard error while it exists.
class Overheard {
public:
    Overheard() : file_(std::tmpfile()), kept_(dup(STDERR_FILENO)) { dup2(fileno(file_), STDERR_FILENO); }
    ~Overheard() {
        stop();
        std::fclose(file_);
    }
    Overheard(const Overheard&) = delete;
    Overheard& operator=(const Overheard&) = delete;

    [[nodiscard]] std::string text() {
        stop();
        std::string text;
        std::array<char, 4096> part{};
        std::rewind(file_);
        for (std::size_t count = 0; (count = std::fread(part.data(), 1, part.size(), file_)) > 0;)
            text.append(part.data(), count);
        return text;
    }

private:
    void stop() {
        if (kept_ < 0) return;
        dup2(kept_, STDERR_FILENO);
        close(kept_);
        kept_ = -1;
    }

    std::FILE* file_;
    int kept_;
};

/// Only what goes wrong, so that the output of the tests can be read.
const bool quiet = [] {
    log::configure(log::Level::error);
    return true;
}();

}  // namespace

TEST_CASE("requests on one connection are answered in turn", "[http][connection]") {
    const EchoServer server;
    RawClient client(server.port());
    std::set<std::string> ids;
    for (const std::string path : {"/a", "/b?c=d", "/e"}) {
        client.send(get(path));
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        CHECK_FALSE(reply->closes());
        CHECK(reply->header("api-version") == "1.0.0");
        ids.insert(reply->header("x-request-id"));
    }
    CHECK(ids.size() == 3);
    for (const auto& id : ids) CHECK((id.size() == 36 && id[14] == '7'));
    CHECK(client.is_quiet_for(30ms));
}

TEST_CASE("requests that come at once are answered in order", "[http][connection]") {
    const EchoServer server;
    RawClient client(server.port());
    client.send(get("/1") + post("/2", "two") + get("/3"));
    CHECK(client.reply()->body == "GET /1 ? client=127.0.0.1 body=");
    CHECK(client.reply()->body == "POST /2 ? client=127.0.0.1 body=two");
    CHECK(client.reply()->body == "GET /3 ? client=127.0.0.1 body=");
    SECTION("also where the first one takes its time") {
        client.send(get("/wait") + get("/5"));
        REQUIRE(server.application().has_waiting(1));
        CHECK(client.is_quiet_for(50ms));
        server.application().release();
        CHECK(client.reply()->body.starts_with("GET /wait "));
        CHECK(client.reply()->body.starts_with("GET /5 "));
    }
    SECTION("also many of them") {
        std::string many;
        for (int request = 0; request < 500; ++request) many += get("/" + std::to_string(request));
        std::thread sender([&client, &many] { client.send(many); });
        int answered = 0;
        while (answered < 500) {
            const auto reply = client.reply();
            if (!reply || !reply->body.starts_with("GET /" + std::to_string(answered) + " ")) break;
            ++answered;
        }
        sender.join();
        CHECK(answered == 500);
    }
}

TEST_CASE("HEAD is answered like GET, without the body", "[http][connection]") {
    const EchoServer server;
    RawClient client(server.port());
    client.send("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto head = client.reply_without_body();
    REQUIRE(head);
    CHECK(
        head->header("content-length") ==
        std::to_string(std::string("HEAD /abc ? client=127.0.0.1 body=").size())
    );
    CHECK(head->header("content-type") == "text/plain");
    client.send("HEAD /refuse HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.reply_without_body()->status == 401);
    client.send("HEAD /throw HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(client.reply_without_body()->status == 500);
    client.send(get("/nothing"));
    const auto nothing = client.reply();
    CHECK(nothing->status == 204);
    CHECK(nothing->headers.count("content-length") == 0);
    client.send(simple);
    CHECK(client.reply()->status == 200);
}

TEST_CASE("OPTIONS * tells the methods of the server", "[http][connection]") {
    const EchoServer server;
    RawClient client(server.port());
    client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == 204);
    CHECK(reply->header("allow") == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    client.send(simple);
    CHECK(client.reply()->status == 200);
    CHECK(server.application().seen() == std::vector<std::string>{"GET /a"});
}

TEST_CASE("HTTP/1.0 and Connection are heeded", "[http][connection]") {
    const EchoServer server;
    {
        RawClient client(server.port());
        client.send("GET /a HTTP/1.0\r\nHost: x\r\n\r\n");
        CHECK(client.reply()->closes());
        CHECK(client.is_closed_within());
    }
    {
        RawClient client(server.port());
        client.send("GET /a HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
        CHECK(client.reply()->header("connection") == "keep-alive");
        client.send("GET /a HTTP/1.0\r\nHost: x\r\n\r\n");
        CHECK(client.reply()->closes());
    }
    {
        RawClient client(server.port());
        client.send(get("/a", "Connection: Close\r\n") + simple);
        CHECK(client.reply()->closes());
        CHECK(client.is_closed_within());
    }
    CHECK(server.application().seen().size() == 4);
}

TEST_CASE("who expects 100 gets it once the head was let in", "[http][connection][expect]") {
    const EchoServer server;
    const auto head = [](const std::string& path, const std::string& expect, int length = 2) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) +
               "\r\nExpect: " + expect + "\r\n\r\n";
    };
    RawClient client(server.port());
    SECTION("and then sends the body") {
        client.send(head("/a", "100-Continue"));
        const auto first = client.reply();
        REQUIRE(first);
        CHECK(first->status == 100);
        CHECK(client.is_quiet_for(30ms));
        client.send("ab");
        CHECK(client.reply()->body == "POST /a ? client=127.0.0.1 body=ab");
        client.send(simple);
        CHECK(client.reply()->status == 200);
    }
    SECTION("but not where it did not wait for it") {
        client.send(head("/a", "100-continue") + "ab");
        CHECK(client.reply()->status == 200);
    }
    SECTION("but not where the head is refused") {
        client.send(head("/refuse", "100-continue"));
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 401);
        CHECK(reply->closes());  // the body may still come, or not
        client.finish_sending();
        CHECK(client.is_closed_within());
    }
    SECTION("but not where the body is too large") {
        client.send(head("/a", "100-continue", 100'000));
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 413);
        CHECK(reply->closes());
    }
    SECTION("but not where nothing is to come") {
        client.send(get("/a", "Expect: 100-continue\r\n"));
        CHECK(client.reply()->status == 200);
    }
    SECTION("but not on HTTP/1.0") {
        client.send("POST /a HTTP/1.0\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        CHECK(client.is_quiet_for(30ms));
        client.send("ab");
        CHECK(client.reply()->status == 200);
    }
    SECTION("and nothing else can be expected") {
        client.send(head("/a", "200-ok") + "ab");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 417);
        CHECK(server.application().seen().empty());
    }
    SECTION("and nothing beside it") {
        client.send(get("/a", "Expect: 100-continue, x\r\n"));
        CHECK(client.reply()->status == 417);
    }
}

TEST_CASE("a client that sends no more still gets its answer", "[http][connection]") {
    const EchoServer server;
    RawClient client(server.port());
    client.send(get("/wait"));
    client.finish_sending();
    REQUIRE(server.application().has_waiting(1));
    server.application().release();
    CHECK(client.reply()->status == 200);
    CHECK(client.is_closed_within());
}

TEST_CASE("what a handler throws is answered by 500 and told to the log only", "[http][connection]") {
    const std::string path = GENERATE("/throw", "/throw-other", "/throw-early");
    INFO(path);
    Overheard overheard;
    std::string id;
    {
        const EchoServer server;
        RawClient client(server.port());
        client.send(get(path) + simple);
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 500);
        CHECK(reply->body.find("secret") == std::string::npos);
        CHECK(json::parse(reply->body)["type"] == "/problems/internal-error");
        id = reply->header("x-request-id");
        CHECK(json::parse(reply->body)["requestId"] == id);
        CHECK(client.reply()->status == 200);
    }
    const auto line = json::parse(overheard.text());
    CHECK(line["level"] == "error");
    CHECK(line["event"] == "requestFailed");
    CHECK(line["id"] == id);
    CHECK((path == "/throw-other" || line["what"].get<std::string>().find("secret") != std::string::npos));
}

TEST_CASE("each answer is one line in the log, without what the client wrote", "[http][connection][log]") {
    Overheard overheard;
    log::configure(log::Level::info);
    std::string id;
    std::size_t bytes = 0;
    {
        const EchoServer server;
        RawClient client(server.port());
        client.send(get("/private?also=private"));
        const auto reply = client.reply();
        REQUIRE(reply);
        id = reply->header("x-request-id");
        bytes = reply->head.size() + reply->body.size();
        client.send("private /private HTTP/1.1\r\nHost: x\r\nA: private\r\n\r\nprivate\x01");
        CHECK(client.reply());
        CHECK(client.reply());
    }
    log::configure(log::Level::error);
    const std::string text = overheard.text();
    std::vector<json> lines;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
        lines.push_back(json::parse(text.substr(at, text.find('\n', at) - at)));
    REQUIRE(lines.size() == 3);
    CHECK(lines[0]["event"] == "request");
    CHECK(lines[0]["id"] == id);
    CHECK(lines[0]["method"] == "GET");
    CHECK(lines[0]["route"] == "/echo/{any}");
    CHECK(lines[0]["status"] == 200);
    CHECK(lines[0]["bytes"] == bytes);
    CHECK(lines[0]["microseconds"] >= 0);
    CHECK(lines[0]["client"] == "127.0.0.1");
    CHECK(lines[0]["caller"] == "");
    CHECK(lines[1]["method"] == "other");
    CHECK(lines[2]["status"] == 400);
    CHECK(lines[2]["route"] == "-");
    CHECK(lines[0].dump().find("private") == std::string::npos);
    CHECK(lines[2].dump().find("private") == std::string::npos);
}

TEST_CASE("problems of the transport speak the language that was asked for", "[http][connection]") {
    const EchoServer server;
    const auto title = [&server](const std::string& languages) {
        RawClient client(server.port());
        const std::string field = languages.empty() ? "" : "Accept-Language: " + languages + "\r\n";
        client.send(get("/a", field + "Host: y\r\n"));
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 400);
        const std::string told = json::parse(reply->body)["title"];
        CHECK(reply->header("content-language") == (told == "Bad request" ? "en" : "nl"));
        return told;
    };
    CHECK(title("") == "Bad request");  // as the server is set
    CHECK(title("nl") == "Ongeldig verzoek");
    CHECK(title("de, nl;q=0.2, en;q=0.1") == "Ongeldig verzoek");
    CHECK(title("nl;q=0.8, en;q=0.9") == "Bad request");
    CHECK(title("fr") == "Bad request");
}

TEST_CASE("stop ends idle connections at once and lets the others finish", "[http][connection][stop]") {
    EchoServer server([](auto& settings) { settings.limits.drain_timeout = 20s; });
    RawClient fresh(server.port());
    RawClient idle(server.port());
    idle.send(simple);
    CHECK(idle.reply()->status == 200);
    RawClient busy(server.port());
    busy.send(get("/wait"));
    REQUIRE(server.application().has_waiting(1));
    std::atomic<bool> stopped{false};
    std::thread stopper([&] {
        server.stop();
        stopped = true;
    });
    CHECK(idle.is_closed_within());
    CHECK(fresh.is_closed_within());
    CHECK(busy.is_quiet_for(50ms));
    CHECK_FALSE(stopped);
    server.application().release();
    const auto reply = busy.reply();
    CHECK(reply);
    CHECK((reply && reply->status == 200 && reply->closes()));
    busy.close();
    stopper.join();
    CHECK(stopped);
    server.stop();  // once more does nothing
}

TEST_CASE("stop takes what has begun to come", "[http][connection][stop]") {
    EchoServer server;
    RawClient client(server.port());
    client.send_in_pieces({"GET /a HT"});
    std::thread stopper([&server] { server.stop(); });
    std::this_thread::sleep_for(50ms);
    client.send("TP/1.1\r\nHost: x\r\n\r\n");
    const auto reply = client.reply();
    CHECK((reply && reply->status == 200 && reply->closes()));
    client.close();
    stopper.join();
}

TEST_CASE("stop does not wait for ever", "[http][connection][stop]") {
    EchoServer server([](auto& settings) { settings.limits.drain_timeout = 200ms; });
    RawClient busy(server.port());
    busy.send(get("/wait"));
    REQUIRE(server.application().has_waiting(1));
    RawClient deaf(server.port());
    deaf.send(get("/large"));
    RawClient slow(server.port());
    slow.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    server.stop();
    CHECK(busy.is_closed_within());
    CHECK(slow.is_closed_within());
    // EchoServer releases the handler after the stop: its result has nowhere to go, and that does no harm.
}

TEST_CASE("a server can be stopped and started over and over", "[http][connection][stop]") {
    for (int cycle = 0; cycle < 50; ++cycle) {
        const EchoServer server([cycle](auto& settings) { settings.threads = 1 + cycle % 2; });
        RawClient client(server.port());
        client.send(simple);
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 200);
    }
}

TEST_CASE("several I/O threads serve one port", "[http][connection][threads]") {
    const EchoServer server([](auto& settings) { settings.threads = 3; });
    std::atomic<int> answered{0};
    std::vector<std::thread> clients;
    for (int each = 0; each < 8; ++each) {
        clients.emplace_back([&server, &answered] {
            RawClient client(server.port());
            for (int request = 0; request < 50; ++request) {
                client.send(simple);
                const auto reply = client.reply();
                if (reply && reply->status == 200) ++answered;
            }
        });
    }
    for (auto& client : clients) client.join();
    CHECK(answered == 400);
}

TEST_CASE("IPv6 works", "[http][connection][listen]") {
    const EchoServer server([](auto& settings) { settings.address = "::1"; });
    RawClient client(server.port(), "::1");
    client.send(simple);
    CHECK(client.reply()->body == "GET /a ? client=::1 body=");
}

TEST_CASE("an IPv4 client of an IPv6 socket keeps its own address", "[http][connection][listen]") {
    const EchoServer server([](auto& settings) {
        settings.address = "::";
        settings.trusted_proxies = {"127.0.0.1"};
    });
    RawClient client(server.port(), "127.0.0.1");
    client.send(get("/a", "X-Forwarded-For: 10.1.2.3\r\n"));
    CHECK(client.reply()->body == "GET /a ? client=10.1.2.3 body=");
}

TEST_CASE("a place to listen that cannot be had is named", "[http][connection][listen]") {
    const EchoServer first;
    const EchoApplication application;
    http::ServerSettings settings;
    settings.port = first.port();
    for (const unsigned threads : {1U, 2U}) {
        settings.threads = threads;
        const auto second = http::Server::listen(settings, application);
        REQUIRE_FALSE(second);
        CHECK(second.error().slug == "port-in-use");
        CHECK(second.error().code == FailureCode::unavailable);
        for (const auto& text : {second.error().message.nl, second.error().message.en}) {
            CHECK(text.find("127.0.0.1") != std::string::npos);
            CHECK(text.find(std::to_string(settings.port)) != std::string::npos);
        }
        CHECK(second.error().message.nl != second.error().message.en);
    }
    for (const std::string address : {"localhost", "", "203.0.113.7"}) {
        settings.address = address;
        const auto bad = http::Server::listen(settings, application);
        REQUIRE_FALSE(bad);
        CHECK(bad.error().slug == "bad-address");
        CHECK(bad.error().code == FailureCode::invalid);
    }
}

TEST_CASE(
    "a port that several threads share is not shared with another server", "[http][connection][listen]"
) {
    const EchoServer first([](auto& settings) { settings.threads = 2; });
    const EchoApplication application;
    http::ServerSettings settings;
    settings.port = first.port();
    for (const unsigned threads : {1U, 2U}) {
        settings.threads = threads;
        const auto second = http::Server::listen(settings, application);
        REQUIRE_FALSE(second);
        CHECK(second.error().slug == "port-in-use");
    }
}

TEST_CASE("a server that never started goes without a trace", "[http][connection][stop]") {
    const EchoApplication application;
    http::ServerSettings settings;
    settings.port = 0;
    auto server = http::Server::listen(settings, application);
    REQUIRE(server);
    const unsigned short port = (*server)->port();
    (*server)->stop();
    server->reset();
    settings.port = port;
    CHECK(http::Server::listen(settings, application));
}
