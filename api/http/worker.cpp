#include "api/http/worker.hpp"

#include "api/http/problem.hpp"
#include "api/http/response_text.hpp"
#include "engine/runtime/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace wissel::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto tok = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t turned_away_max = 64;

/// Logs what escaped a coroutine: nothing should.
void on_end(std::exception_ptr escaped) {
    if (!escaped) return;
    try {
        std::rethrow_exception(escaped);
    } catch (const std::exception& error) {
        log::write(log::Level::error, "connectionFailed", {{"what", std::string_view(error.what())}});
    }
}

}  // namespace

Worker::Worker(Shared& shared, tcp::acceptor::native_handle_type listening, bool v6, Digest seed)
    : shared_(shared), acceptor_(io_, v6 ? tcp::v6() : tcp::v4(), listening), entropy_(seed) {}

Worker::~Worker() {
    join();
}

void Worker::start() {
    asio::co_spawn(io_, accept(), on_end);
    thread_ = std::thread([this] { io_.run(); });
}

void Worker::finish() {
    asio::post(io_, [this] {
        finishing_ = true;
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        const auto all = connections_;
        for (const auto& connection : all) connection->finish();
    });
}

void Worker::abort() {
    asio::post(io_, [this] {
        const auto all = connections_;
        for (const auto& connection : all) connection->abort();
    });
}

bool Worker::wait_until_empty(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, patience, [this] { return open_ == 0; });
}

void Worker::join() {
    if (thread_.joinable()) thread_.join();
}

asio::awaitable<void> Worker::accept() {
    while (acceptor_.is_open() && !finishing_) {
        auto [error, socket] = co_await acceptor_.async_accept(tok);
        if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) co_return;
        if (error) {
            // Out of descriptors, most likely: others have to close first; trying at once would only burn the
            // processor.
            log::write(log::Level::warning, "acceptFailed", {{"what", std::string_view(error.message())}});
            asio::steady_timer pause(io_, std::chrono::milliseconds{100});
            co_await pause.async_wait(tok);
            continue;
        }
        take(std::move(socket));
    }
}

void Worker::take(tcp::socket socket) {
    boost::system::error_code error;
    socket.set_option(tcp::no_delay(true), error);
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;
    const std::string peer = endpoint.address().to_string();
    const auto& trusted = shared_.settings.trusted_proxies;
    const bool proxy = std::find(trusted.begin(), trusted.end(), peer) != trusted.end();
    auto ticket = shared_.book.connect(proxy ? std::string() : peer);
    if (!ticket) {
        if (turning_away_ >= turned_away_max) return;
        ++turning_away_;
        asio::co_spawn(io_, turn_away(std::move(socket)), [this](std::exception_ptr escaped) {
            --turning_away_;
            on_end(escaped);
        });
        return;
    }
    auto connection =
        std::make_shared<Connection>(std::move(socket), peer, std::move(*ticket), shared_, entropy_);
    connections_.insert(connection);
    {
        const std::lock_guard lock(mutex_);
        ++open_;
    }
    asio::co_spawn(io_, serve(connection), [this, connection](std::exception_ptr escaped) {
        on_end(escaped);
        connections_.erase(connection);
        const std::lock_guard lock(mutex_);
        --open_;
        ended_.notify_all();
    });
}

asio::awaitable<void> Worker::serve(std::shared_ptr<Connection> connection) {
    co_await connection->run();
}

/// Over a cap: says so, and gives the client a moment to read it.
asio::awaitable<void> Worker::turn_away(tcp::socket socket) {
    Request nobody;
    nobody.language = shared_.settings.language;
    const Response refusal = problem_response(nobody, problems::too_many_connections());
    Envelope envelope;
    envelope.api_version = shared_.settings.api_version;
    envelope.close = true;
    const std::string text = response_text(refusal, envelope);
    asio::steady_timer timer(io_, std::chrono::milliseconds{1000});
    timer.async_wait([&socket](boost::system::error_code error) {
        boost::system::error_code ignored;
        if (!error) socket.close(ignored);
    });
    auto bytes = asio::buffer(text);
    co_await asio::async_write(socket, bytes, tok);
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> waste{};
    for (int reads = 0; reads < 16; ++reads) {
        auto space = asio::buffer(waste);
        auto [error, count] = co_await socket.async_read_some(space, tok);
        if (error) break;
    }
    // The timer's handler refers to the socket of this frame: it has run, or will be told that it was
    // cancelled, before the frame ends.
    timer.cancel();
    co_await asio::post(io_, asio::use_awaitable);
}

}  // namespace wissel::http
