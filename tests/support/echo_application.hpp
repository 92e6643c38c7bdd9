#pragma once

#include "api/http/application.hpp"
#include "api/http/server.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace wissel::test {

/// Answers with what it was asked, so that a test sees what the transport made of a request:
/// `<METHOD> <path> ?<query> client=<address> body=<body>`, or a problem where the body is too large.
///
/// Paths with a meaning: `/refuse` is refused on its head (401); `/large` answers with `large_bytes`; `/wait`
/// answers once the test says `release`; `/throw`, `/throw-other` and `/throw-early` break. Methods that it
/// does not know get 405.
class EchoApplication : public http::Application {
public:
    static constexpr std::size_t body_bytes_max = 1024;
    static constexpr std::size_t large_bytes = 8'000'000;

    [[nodiscard]] std::variant<http::Response, http::Admitted> admit(const http::Request& head
    ) const override;

    /// What was let in and answered: `<METHOD> <path>`, in that order.
    [[nodiscard]] std::vector<std::string> seen() const;

    /// Waits until `count` requests for `/wait` are at work.
    [[nodiscard]] bool has_waiting(std::size_t count) const;

    /// Lets them answer, from the calling thread as a lane would.
    void release() const;

private:
    [[nodiscard]] boost::asio::awaitable<http::Response> answer(http::Request request) const;
    [[nodiscard]] boost::asio::awaitable<void> wait() const;

    mutable std::mutex mutex_;
    mutable std::vector<std::string> seen_;
    mutable std::vector<std::function<void()>> waiting_;
};

/// A server with an echo on a free port, with limits that a test need not wait for long. Whatever waits is
/// released before the server goes.
class EchoServer {
public:
    explicit EchoServer(const std::function<void(http::ServerSettings&)>& adjust = {});
    ~EchoServer();

    [[nodiscard]] unsigned short port() const { return server_->port(); }
    [[nodiscard]] const EchoApplication& application() const { return application_; }
    void stop() { server_->stop(); }

private:
    EchoApplication application_;
    std::unique_ptr<http::Server> server_;
};

}  // namespace wissel::test
