#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>

namespace wissel::test {
namespace {

using Clock = std::chrono::steady_clock;

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;

    [[nodiscard]] sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

Address address_of(const std::string& text, unsigned short port) {
    Address made;
    if (text.find(':') != std::string::npos) {
        auto& v6 = reinterpret_cast<sockaddr_in6&>(made.storage);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        REQUIRE(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1);
        made.size = sizeof v6;
    } else {
        auto& v4 = reinterpret_cast<sockaddr_in&>(made.storage);
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        REQUIRE(inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1);
        made.size = sizeof v4;
    }
    return made;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

RawReply parse_head(std::string head) {
    RawReply reply;
    reply.head = std::move(head);
    REQUIRE(reply.head.starts_with("HTTP/1.1 "));
    reply.status = std::stoi(reply.head.substr(9, 3));
    auto line = reply.head.find("\r\n") + 2;
    while (line < reply.head.size()) {
        const auto end = reply.head.find("\r\n", line);
        if (end == line) break;
        const std::string field = reply.head.substr(line, end - line);
        const auto colon = field.find(": ");
        REQUIRE(colon != std::string::npos);
        reply.headers[lower(field.substr(0, colon))] = field.substr(colon + 2);
        line = end + 2;
    }
    return reply;
}

}  // namespace

std::string RawReply::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

RawClient::RawClient(unsigned short port, const std::string& to, const std::string& from) {
    auto target = address_of(to, port);
    socket_ = socket(target.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(socket_ >= 0);
    const int yes = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (!from.empty()) {
        auto own = address_of(from, 0);
        REQUIRE(bind(socket_, own.get(), own.size) == 0);
    }
    REQUIRE(connect(socket_, target.get(), target.size) == 0);
}

RawClient::~RawClient() {
    close();
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::send_in_pieces(std::initializer_list<std::string_view> pieces, Wait pause) {
    for (const auto piece : pieces) {
        if (!send(piece)) return;
        std::this_thread::sleep_for(pause);
    }
}

RawClient::Came RawClient::receive(Clock::time_point until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    pollfd waiting{socket_, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(std::max<long>(0, left.count()))) <= 0) return Came::nothing;
    std::array<char, 16384> bytes{};
    const auto count = recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return Came::end;
    received_.append(bytes.data(), static_cast<std::size_t>(count));
    return Came::bytes;
}

std::optional<RawReply> RawClient::read(Body body, Wait within) {
    const auto until = Clock::now() + within;
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (receive(until) != Came::bytes) return std::nullopt;
    }
    RawReply reply = parse_head(received_.substr(0, end + 4));
    received_.erase(0, end + 4);
    const std::string told = reply.header("content-length");
    const std::size_t length = body == Body::none || told.empty() ? 0 : std::stoul(told);
    while (received_.size() < length) {
        if (receive(until) != Came::bytes) return std::nullopt;
    }
    reply.body = received_.substr(0, length);
    received_.erase(0, length);
    return reply;
}

std::optional<RawReply> RawClient::reply(Wait within) {
    return read(Body::as_told, within);
}

std::optional<RawReply> RawClient::reply_without_body(Wait within) {
    return read(Body::none, within);
}

bool RawClient::is_closed_within(Wait within) {
    return received_.empty() && receive(Clock::now() + within) == Came::end;
}

bool RawClient::is_quiet_for(Wait time) {
    return received_.empty() && receive(Clock::now() + time) == Came::nothing;
}

void RawClient::finish_sending() {
    shutdown(socket_, SHUT_WR);
}

void RawClient::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

void RawClient::reset() {
    const linger hard{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
}

long RawClient::elapsed_ms() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - made_).count();
}

}  // namespace wissel::test
