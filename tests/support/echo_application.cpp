#include "tests/support/echo_application.hpp"

#include "api/http/problem.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

namespace wissel::test {
namespace {

namespace asio = boost::asio;
using http::Method;

http::Response refusal_of(const http::Request& request, const http::Problem& problem) {
    auto response = http::problem_response(request, problem);
    response.route = request.path;
    return response;
}

}  // namespace

std::variant<http::Response, http::Admitted> EchoApplication::admit(const http::Request& head) const {
    if (head.path == "/throw-early") throw std::runtime_error("a secret of the early kind");
    if (head.path == "/refuse") return refusal_of(head, http::problems::unauthorised({"Nee.", "No."}));
    if (head.method == Method::other) {
        auto response = refusal_of(head, http::problems::method_not_allowed("GET, POST"));
        response.headers.push_back(http::Header{"Allow", "GET, POST"});
        return response;
    }
    http::Admitted admitted;
    admitted.body_bytes_max = body_bytes_max;
    admitted.run = [this](http::Request request) { return answer(std::move(request)); };
    return admitted;
}

asio::awaitable<http::Response> EchoApplication::answer(http::Request request) const {
    {
        const std::lock_guard lock(mutex_);
        seen_.push_back(request.method_name + " " + request.path);
    }
    if (request.path == "/throw") throw std::runtime_error("a secret");
    if (request.path == "/throw-other") throw 42;  // NOLINT: exactly this is tested
    if (request.path == "/wait") co_await wait();
    if (request.body_too_large)
        co_return refusal_of(request, http::problems::content_too_large(body_bytes_max));
    http::Response response;
    response.content_type = "text/plain";
    response.route = "/echo/{any}";
    response.body = request.method_name + " " + request.path + " ?" + request.query +
                    " client=" + request.client + " body=" + request.body;
    if (request.path == "/large") response.body.assign(large_bytes, 'x');
    if (request.path == "/nothing") response.status = 204;
    co_return response;
}

asio::awaitable<void> EchoApplication::wait() const {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto initiate = [this](auto handler, asio::any_io_executor home) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        const std::lock_guard lock(mutex_);
        waiting_.emplace_back([shared, work = asio::make_work_guard(home)] {
            asio::post(work.get_executor(), [shared] { std::move (*shared)(); });
        });
    };
    auto pending = asio::async_initiate<decltype(asio::use_awaitable), void()>(
        std::move(initiate), asio::use_awaitable, executor
    );
    co_await std::move(pending);
}

std::vector<std::string> EchoApplication::seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
}

bool EchoApplication::has_waiting(std::size_t count) const {
    for (int tries = 0; tries < 1000; ++tries) {
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= count) return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return false;
}

void EchoApplication::release() const {
    std::vector<std::function<void()>> released;
    {
        const std::lock_guard lock(mutex_);
        released.swap(waiting_);
    }
    for (const auto& one : released) one();
}

EchoServer::EchoServer(const std::function<void(http::ServerSettings&)>& adjust) {
    http::ServerSettings settings;
    settings.port = 0;
    settings.api_version = "1.0.0";
    settings.language = Language::en;
    if (adjust) adjust(settings);
    auto listening = http::Server::listen(settings, application_);
    INFO((listening ? std::string() : listening.error().message.en));
    REQUIRE(listening);
    server_ = std::move(*listening);
    server_->start();
}

EchoServer::~EchoServer() {
    server_->stop();
    application_.release();
}

}  // namespace wissel::test
