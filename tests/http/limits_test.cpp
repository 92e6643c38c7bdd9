#include "tests/support/echo_application.hpp"
#include "tests/support/raw_client.hpp"

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace wissel;
using namespace wissel::test;
using namespace std::chrono_literals;

namespace {

const std::string simple = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

/// A GET whose head is exactly `bytes` long.
std::string head_of(std::size_t bytes) {
    const std::string rest = "GET /a HTTP/1.1\r\nHost: x\r\nA: \r\n\r\n";
    return "GET /a HTTP/1.1\r\nHost: x\r\nA: " + std::string(bytes - rest.size(), 'a') + "\r\n\r\n";
}

std::string post_of(std::size_t bytes, const std::string& path = "/a") {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" +
           std::string(bytes, 'b');
}

std::string get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

int status_of(unsigned short port, const std::string& bytes) {
    RawClient client(port);
    client.send(bytes);
    const auto reply = client.reply();
    return reply ? reply->status : 0;
}

/// Waits until a new connection is taken, since places come free when the server notices, not when the client
/// leaves.
bool is_taken_again(unsigned short port) {
    for (int tries = 0; tries < 200; ++tries) {
        if (status_of(port, simple) == 200) return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

}  // namespace

TEST_CASE("a head may be as long as the limit and no longer", "[http][limits]") {
    const EchoServer server([](auto& settings) { settings.limits.header_bytes_max = 1000; });
    CHECK(status_of(server.port(), head_of(1000)) == 200);
    CHECK(status_of(server.port(), head_of(1001)) == 431);
    CHECK(status_of(server.port(), head_of(100'000)) == 431);
    RawClient client(server.port());
    client.send(head_of(1000) + head_of(1000) + head_of(1001));
    CHECK(client.reply()->status == 200);
    CHECK(client.reply()->status == 200);
    const auto last = client.reply();
    CHECK(last->status == 431);
    CHECK(last->closes());
}

TEST_CASE("a head of the default limit of 8 KiB is taken", "[http][limits]") {
    const EchoServer server;
    CHECK(status_of(server.port(), head_of(8192)) == 200);
    CHECK(status_of(server.port(), head_of(8193)) == 431);
}

TEST_CASE("a target that fills the head alone is told apart", "[http][limits]") {
    const EchoServer server;
    CHECK(status_of(server.port(), "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
    CHECK(status_of(server.port(), "GET /" + std::string(8000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 200);
}

TEST_CASE("64 fields are taken and 65 are not", "[http][limits]") {
    const EchoServer server;
    const auto fields = [](int count) {
        std::string head = "GET /a HTTP/1.1\r\nHost: x\r\n";
        for (int field = 1; field < count; ++field) head += "A" + std::to_string(field) + ": b\r\n";
        return head + "\r\n";
    };
    CHECK(status_of(server.port(), fields(64)) == 200);
    CHECK(status_of(server.port(), fields(65)) == 431);
}

TEST_CASE("a body may be as long as the route allows and no longer", "[http][limits]") {
    const EchoServer server;
    const std::size_t most = EchoApplication::body_bytes_max;
    SECTION("told by Content-Length") {
        CHECK(status_of(server.port(), post_of(most)) == 200);
        CHECK(status_of(server.port(), post_of(most + 1)) == 413);
        CHECK(status_of(server.port(), post_of(200'000)) == 413);
    }
    SECTION("told by Content-Length alone: the answer does not wait for it") {
        RawClient client(server.port());
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 413);
        CHECK(reply->closes());
    }
    SECTION("in chunks") {
        const auto chunks = [](std::size_t bytes) {
            std::string text = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
            for (std::size_t byte = 0; byte < bytes; byte += 2) text += "2\r\nbb\r\n";
            return text + "0\r\n\r\n";
        };
        CHECK(status_of(server.port(), chunks(most)) == 200);
        CHECK(status_of(server.port(), chunks(most + 2)) == 413);
        CHECK(status_of(server.port(), chunks(300'000)) == 413);
    }
    SECTION("in one endless chunk") {
        RawClient client(server.port());
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nbbb"
        );
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 413);
        CHECK(reply->closes());
    }
}

TEST_CASE("a head that does not come whole in time is told so", "[http][limits]") {
    const EchoServer server([](auto& settings) { settings.limits.header_timeout = 150ms; });
    SECTION("when nothing more comes") {
        RawClient client(server.port());
        client.send("GET /a HT");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 408);
        CHECK(reply->closes());
        CHECK(client.elapsed_ms() >= 150);
    }
    SECTION("when a byte comes now and then") {
        RawClient client(server.port());
        bool taken = client.send("GET /a HTTP/1.1\r\nHost: x\r\nA: ");
        for (int byte = 0; byte < 200 && taken && client.is_quiet_for(10ms); ++byte) taken = client.send("a");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 408);
    }
    SECTION("also on the second request of a connection") {
        RawClient client(server.port());
        client.send(simple + "GET");
        CHECK(client.reply()->status == 200);
        CHECK(client.reply()->status == 408);
    }
    SECTION("and one that is slow but in time is answered") {
        RawClient client(server.port());
        client.send_in_pieces({"GET /a HT", "TP/1.1\r\nHost: x\r\n", "\r\n"}, 20ms);
        CHECK(client.reply()->status == 200);
    }
}

TEST_CASE("a body that does not come whole in time is told so", "[http][limits]") {
    const EchoServer server([](auto& settings) { settings.limits.body_timeout = 150ms; });
    const std::string head = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n";
    SECTION("when nothing more comes") {
        RawClient client(server.port());
        client.send(head);
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 408);
        CHECK(reply->closes());
        CHECK(client.elapsed_ms() >= 150);
        CHECK(server.application().seen().empty());
    }
    SECTION("when a byte comes now and then") {
        RawClient client(server.port());
        bool taken = client.send(head);
        for (int byte = 0; byte < 400 && taken && client.is_quiet_for(10ms); ++byte) taken = client.send("a");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 408);
    }
    SECTION("also where the head was refused, which is then what is told") {
        RawClient client(server.port());
        client.send("POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 401);
        CHECK(reply->closes());
    }
    SECTION("and one that is slow but in time is answered") {
        RawClient client(server.port());
        client.send_in_pieces({"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n", "a", "b"}, 20ms);
        CHECK(client.reply()->status == 200);
    }
}

TEST_CASE("a connection on which nothing happens ends without a word", "[http][limits]") {
    const EchoServer server([](auto& settings) { settings.limits.idle_timeout = 150ms; });
    RawClient silent(server.port());
    CHECK(silent.is_closed_within());
    CHECK(silent.elapsed_ms() >= 150);
    RawClient client(server.port());
    for (int request = 0; request < 4; ++request) {
        client.send(simple);
        CHECK(client.reply()->status == 200);
        std::this_thread::sleep_for(60ms);  // more than the timeout altogether
    }
    CHECK(client.is_closed_within());
}

TEST_CASE("a short deadline after a long one holds, and the other way round", "[http][limits]") {
    const EchoServer server([](auto& settings) {
        settings.limits.idle_timeout = 60s;
        settings.limits.header_timeout = 150ms;
        settings.limits.body_timeout = 400ms;
    });
    RawClient client(server.port());
    client.send_in_pieces({simple, simple, "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n"}, 20ms);
    CHECK(client.reply()->status == 200);
    CHECK(client.reply()->status == 200);
    std::this_thread::sleep_for(200ms);  // longer than a head may take, shorter than a body
    client.send("a");
    CHECK(client.reply()->status == 200);
    client.send("G");
    CHECK(client.reply()->status == 408);
}

TEST_CASE("a client that does not read its answer is let go", "[http][limits]") {
    const EchoServer server([](auto& settings) {
        settings.limits.write_timeout = 200ms;
        settings.limits.connections_max = 1;
    });
    RawClient deaf(server.port());
    deaf.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(is_taken_again(server.port()));
    CHECK_FALSE(deaf.reply());
}

TEST_CASE("the last answer of a connection announces that it is the last", "[http][limits]") {
    const EchoServer server([](auto& settings) { settings.limits.requests_per_connection_max = 3; });
    RawClient client(server.port());
    client.send(simple + simple + simple + simple);
    CHECK_FALSE(client.reply()->closes());
    CHECK_FALSE(client.reply()->closes());
    CHECK(client.reply()->closes());
    CHECK(client.is_closed_within());
    CHECK(server.application().seen().size() == 3);
}

TEST_CASE("over the cap of all connections a client is told to come back", "[http][limits]") {
    EchoServer server([](auto& settings) { settings.limits.connections_max = 2; });
    auto first = std::make_unique<RawClient>(server.port());
    first->send(simple);
    CHECK(first->reply()->status == 200);
    RawClient second(server.port());
    second.send(simple);
    CHECK(second.reply()->status == 200);
    for (int tries = 0; tries < 200; ++tries) {  // many more than are turned away with care at a time
        RawClient third(server.port(), "127.0.0.1", "127.0.0.9");
        third.send(simple);
        const auto reply = third.reply();
        REQUIRE(reply);
        CHECK(reply->status == 503);
        CHECK(reply->closes());
        CHECK(reply->header("retry-after") == "1");
        CHECK(reply->header("content-type") == "application/problem+json");
        CHECK(reply->body.find("/problems/too-many-connections") != std::string::npos);
    }
    RawClient fourth(server.port());  // says nothing, and is told all the same
    CHECK(fourth.reply()->status == 503);
    first.reset();
    CHECK(is_taken_again(server.port()));
}

TEST_CASE(
    "without descriptors the server waits, and takes who waited when there are some", "[http][limits]"
) {
    const EchoServer server;
    // Goes all the way once, and stays: to look at an object of a new kind, a sanitizer needs descriptors of
    // its own.
    RawClient earlier(server.port());
    earlier.send(simple);
    CHECK(earlier.reply()->status == 200);
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
    const int free_one = dup(STDERR_FILENO);
    close(free_one);
    rlimit scarce = before;
    scarce.rlim_cur = static_cast<rlim_t>(free_one) + 1;  // one, which the client takes
    REQUIRE(setrlimit(RLIMIT_NOFILE, &scarce) == 0);
    const auto cpu_before = std::clock();
    RawClient client(server.port());
    client.send(simple);
    CHECK(client.is_quiet_for(350ms));
    const auto cpu = (std::clock() - cpu_before) * 1000 / CLOCKS_PER_SEC;
    REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(client.reply()->status == 200);
    CHECK(cpu < 200);  // milliseconds: it did not spin
}

TEST_CASE("over the cap of one address the others are still served", "[http][limits]") {
    const EchoServer server([](auto& settings) { settings.limits.connections_per_address_max = 2; });
    std::vector<std::unique_ptr<RawClient>> greedy;
    for (int count = 0; count < 2; ++count) {
        greedy.push_back(std::make_unique<RawClient>(server.port(), "127.0.0.1", "127.0.0.2"));
        greedy.back()->send("GET /a HT");  // as slow as it gets
    }
    for (int tries = 0; tries < 3; ++tries) {
        RawClient third(server.port(), "127.0.0.1", "127.0.0.2");
        CHECK(third.reply()->status == 503);
        RawClient other(server.port(), "127.0.0.1", "127.0.0.3");
        other.send(simple);
        CHECK(other.reply()->status == 200);
    }
    for (auto& client : greedy) {
        client->send("TP/1.1\r\nHost: x\r\n\r\n");
        CHECK(client->reply()->status == 200);
    }
}

TEST_CASE("behind a trusted proxy each request counts for the address it names", "[http][limits][proxy]") {
    const EchoServer server([](auto& settings) {
        settings.limits.connections_per_address_max = 1;
        settings.trusted_proxies = {"127.0.0.5", "0:0:0:0:0:0:0:1"};
    });
    const auto ask = [](const std::string& path, const std::string& from) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + from + "\r\n\r\n";
    };
    RawClient first(server.port(), "127.0.0.1", "127.0.0.5");
    RawClient second(server.port(), "127.0.0.1", "127.0.0.5");
    RawClient third(server.port(), "127.0.0.1", "127.0.0.5");
    first.send(ask("/wait", "10.0.0.1"));
    REQUIRE(server.application().has_waiting(1));

    second.send(ask("/a", "10.0.0.1"));
    const auto refused = second.reply();
    REQUIRE(refused);
    CHECK(refused->status == 503);
    CHECK(refused->header("retry-after") == "1");
    CHECK_FALSE(refused->closes());  // the connection is the proxy's, and others use it
    second.send(ask("/a", "10.0.0.2"));
    CHECK(second.reply()->body == "GET /a ? client=10.0.0.2 body=");
    third.send(ask("/a", "10.0.0.3"));
    CHECK(third.reply()->body == "GET /a ? client=10.0.0.3 body=");

    server.application().release();
    CHECK(first.reply()->status == 200);
    second.send(ask("/a", "10.0.0.1"));
    const auto again = second.reply();
    REQUIRE(again);
    CHECK(again->body == "GET /a ? client=10.0.0.1 body=");

    // Somebody who is no proxy cannot say who he is.
    RawClient liar(server.port(), "127.0.0.1", "127.0.0.6");
    liar.send(ask("/a", "10.0.0.9"));
    CHECK(liar.reply()->body == "GET /a ? client=127.0.0.6 body=");
}

TEST_CASE("proxies still count among all connections", "[http][limits][proxy]") {
    const EchoServer server([](auto& settings) {
        settings.limits.connections_max = 1;
        settings.trusted_proxies = {"127.0.0.1"};
    });
    RawClient first(server.port());
    first.send(simple);
    CHECK(first.reply()->status == 200);
    RawClient second(server.port());
    CHECK(second.reply()->status == 503);
}

TEST_CASE("after a refusal a small body is read away and the connection stays", "[http][limits][refusal]") {
    const EchoServer server;
    RawClient client(server.port());
    SECTION("told by its length") {
        client.send(post_of(64 * 1024, "/refuse") + simple);
        CHECK(client.reply()->status == 401);
        CHECK(client.reply()->status == 200);
    }
    SECTION("in chunks") {
        client.send(
            "POST /refuse HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n" +
            simple
        );
        CHECK(client.reply()->status == 401);
        CHECK(client.reply()->status == 200);
    }
    SECTION("but a large one ends it, and the client can still read why") {
        std::thread sender([&client] { client.send(post_of(200'000, "/refuse")); });
        const auto reply = client.reply();
        sender.join();
        REQUIRE(reply);
        CHECK(reply->status == 401);
        CHECK(reply->closes());
    }
    SECTION("and it can go on sending for a while, so that no reset takes the answer from it") {
        client.send("POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n");
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 401);
        for (int piece = 0; piece < 5; ++piece) {
            CHECK(client.send(std::string(1000, 'a')));
            std::this_thread::sleep_for(10ms);
        }
        client.finish_sending();
        CHECK(client.is_closed_within());
    }
    SECTION("and so does a large one in chunks") {
        std::string body = "POST /refuse HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (int chunk = 0; chunk < 40; ++chunk) body += "1000\r\n" + std::string(4096, 'a') + "\r\n";
        std::thread sender([&client, &body] { client.send(body); });
        const auto reply = client.reply();
        sender.join();
        REQUIRE(reply);
        CHECK(reply->status == 401);
        CHECK(reply->closes());
    }
}

TEST_CASE("a client that leaves at any moment costs nobody anything", "[http][limits][gone]") {
    const EchoServer server([](auto& settings) { settings.limits.connections_max = 4; });
    const std::string half = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc";
    const auto [name, bytes] = GENERATE_COPY(table<std::string, std::string>({
        {"before a byte", ""},
        {"in the head", "GET /a HT"},
        {"in the body", half},
        {"in a chunk", "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"},
        {"before 100", "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"},
        {"before the answer", simple},
        {"in the answer", get("/large")},
        {"in the body of what is refused",
         "POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nabc"},
    }));
    INFO(name);
    for (int tries = 0; tries < 12; ++tries) {
        RawClient client(server.port());
        client.send(bytes);
        if (tries % 3 == 1) std::this_thread::sleep_for(5ms);
        if (tries % 3 == 2) client.finish_sending();
        if (tries % 2 == 0) {
            client.reset();
        } else {
            client.close();
        }
        std::this_thread::sleep_for(5ms);
    }
    CHECK(is_taken_again(server.port()));
}

TEST_CASE("a client that leaves while its handler works does not stop it", "[http][limits][gone]") {
    const EchoServer server;
    {
        RawClient client(server.port());
        client.send(get("/wait"));
        REQUIRE(server.application().has_waiting(1));
        client.reset();
    }
    server.application().release();
    CHECK(is_taken_again(server.port()));
}

TEST_CASE("the caps hold for all I/O threads together", "[http][limits][threads]") {
    const EchoServer server([](auto& settings) {
        settings.threads = 3;
        settings.limits.connections_max = 6;
    });
    std::vector<std::unique_ptr<RawClient>> clients;
    int taken = 0;
    for (int each = 0; each < 12; ++each) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(simple);
        const auto reply = clients.back()->reply();
        REQUIRE(reply);
        if (reply->status == 200) ++taken;
    }
    CHECK(taken == 6);
}

TEST_CASE("a large answer comes whole", "[http][limits]") {
    const EchoServer server;
    RawClient client(server.port());
    client.send(get("/large") + simple);
    std::this_thread::sleep_for(50ms);  // its buffers are full by then
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->body == std::string(EchoApplication::large_bytes, 'x'));
    CHECK(client.reply()->status == 200);
}
