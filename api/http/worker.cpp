#include "api/http/worker.hpp"

#include "api/http/client_address.hpp"
#include "api/http/problem.hpp"
#include "api/http/response_text.hpp"
#include "engine/runtime/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace wissel::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto tok = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t turning_away_max = 64;
constexpr auto unwinding_time = std::chrono::milliseconds{250};
constexpr auto pause_after_error = std::chrono::milliseconds{100};

/// Logs what escaped a coroutine: nothing should.
void on_end(const std::exception_ptr& escaped) {
    if (!escaped) return;
    try {
        std::rethrow_exception(escaped);
    } catch (const std::exception& error) {
        log::write(log::Level::error, "connectionFailed", {{"what", std::string_view(error.what())}});
    } catch (...) {
        log::write(log::Level::error, "connectionFailed", {});
    }
}

/// Over a cap nothing is known of the client, and nothing is made for it.
std::string full_text(const ServerSettings& settings) {
    Request nobody;
    nobody.language = settings.language;
    const Response refusal = problem_response(nobody, problems::too_many_connections());
    Envelope envelope;
    envelope.api_version = settings.api_version;
    envelope.close = true;
    envelope.dated = false;
    return response_text(refusal, envelope);
}

}  // namespace

Worker::Worker(Shared& shared, const tcp& protocol, tcp::acceptor::native_handle_type listening, Digest seed)
    : shared_(shared),
      full_text_(full_text(shared.settings)),
      acceptor_(io_, protocol, listening),
      entropy_(seed) {}

Worker::~Worker() {
    finish();
    join(Clock::now());
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
        const std::lock_guard lock(mutex_);
        told_ = true;
        ended_.notify_all();
    });
}

void Worker::abort() {
    asio::post(io_, [this] {
        const auto all = connections_;
        for (const auto& connection : all) connection->abort();
    });
}

bool Worker::wait_until_empty(Clock::time_point until) {
    std::unique_lock lock(mutex_);
    return ended_.wait_until(lock, until, [this] { return told_ && open_ == 0; });
}

void Worker::join(Clock::time_point until) {
    if (!thread_.joinable()) return;
    if (!wait_until_empty(until)) {
        abort();
        // A handler that does not come back would keep the thread for ever.
        if (!wait_until_empty(Clock::now() + unwinding_time)) io_.stop();
    }
    thread_.join();
    // On a busy machine the thread may have been stopped before it came to close all this.
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& connection : connections_) connection->abort();
}

asio::awaitable<void> Worker::accept() {
    while (!finishing_) {
        auto [error, socket] = co_await acceptor_.async_accept(tok);
        if (finishing_) co_return;
        if (error) {
            // Out of descriptors, most likely: others have to close first; trying at once would only burn the
            // processor.
            log::write(log::Level::warning, "acceptFailed", {{"what", std::string_view(error.message())}});
            asio::steady_timer pause(io_, pause_after_error);
            co_await pause.async_wait(tok);
            continue;
        }
        try {
            take(std::move(socket));
        } catch (const std::exception& failure) {
            // One client less; the loop has to go on for all others.
            log::write(log::Level::error, "acceptFailed", {{"what", std::string_view(failure.what())}});
        }
    }
}

void Worker::take(tcp::socket socket) {
    boost::system::error_code error;
    socket.set_option(tcp::no_delay(true), error);
    const auto endpoint = socket.remote_endpoint(error);
    if (error) return;  // gone already
    std::string peer = endpoint.address().to_string();
    if (auto plain = plain_address(peer)) peer = std::move(*plain);
    const auto& trusted = shared_.settings.trusted_proxies;
    const bool proxy = std::find(trusted.begin(), trusted.end(), peer) != trusted.end();
    auto ticket = shared_.book.connect(proxy ? std::string() : peer);
    if (ticket) {
        begin(std::move(socket), std::move(peer), std::move(*ticket));
        return;
    }
    shared_.figures->connections_refused.add();
    // A fresh socket takes so short a text at once.
    socket.non_blocking(true, error);
    socket.send(asio::buffer(full_text_), 0, error);
    socket.shutdown(tcp::socket::shutdown_send, error);
    if (turning_away_ >= turning_away_max) return;
    ++turning_away_;
    asio::co_spawn(io_, turn_away(std::move(socket)), [this](const std::exception_ptr& escaped) {
        --turning_away_;
        on_end(escaped);
    });
}

void Worker::begin(tcp::socket socket, std::string peer, AddressBook::Ticket ticket) {
    auto connection = std::make_shared<Connection>(
        std::move(socket), std::move(peer), std::move(ticket), shared_, entropy_
    );
    shared_.figures->connections_accepted.add();
    connections_.insert(connection);
    {
        const std::lock_guard lock(mutex_);
        ++open_;
    }
    asio::co_spawn(io_, serve(connection), [this, connection](const std::exception_ptr& escaped) {
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

/// Gives a client that was told that there is no room a moment to read that (see Wire::linger).
asio::awaitable<void> Worker::turn_away(tcp::socket socket) {
    Wire wire(std::move(socket), 4096);
    co_await wire.linger();
}

}  // namespace wissel::http
