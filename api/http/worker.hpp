#pragma once

#include "api/http/connection.hpp"

#include <boost/asio/io_context.hpp>

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace wissel::http {

/// One I/O thread: an io_context, an acceptor, and the connections that it took.
class Worker {
public:
    using Clock = std::chrono::steady_clock;

    /// Takes over `listening`, a socket that listens. `shared` outlives the worker.
    Worker(
        Shared& shared,
        const boost::asio::ip::tcp& protocol,
        boost::asio::ip::tcp::acceptor::native_handle_type listening,
        Digest seed
    );
    ~Worker();

    void start();

    /// Stops accepting and asks every connection to finish. Safe from any thread.
    void finish();

    /// Waits until `until` for the connections to end, then ends those that are left, and the thread. A
    /// handler that is still at work elsewhere may complete later: its result is thrown away with the worker.
    void join(Clock::time_point until);

private:
    [[nodiscard]] boost::asio::awaitable<void> accept();
    [[nodiscard]] boost::asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
    [[nodiscard]] boost::asio::awaitable<void> turn_away(boost::asio::ip::tcp::socket socket);
    void take(boost::asio::ip::tcp::socket socket);
    void begin(boost::asio::ip::tcp::socket socket, std::string peer, AddressBook::Ticket ticket);
    void abort();
    [[nodiscard]] bool wait_until_empty(Clock::time_point until);

    Shared& shared_;
    const std::string full_text_;  ///< what is sent to who cannot be taken; made once
    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::acceptor acceptor_;
    Entropy entropy_;
    std::set<std::shared_ptr<Connection>> connections_;  ///< only the I/O thread touches it
    std::size_t turning_away_ = 0;
    bool finishing_ = false;
    std::mutex mutex_;  ///< over `told_` and `open_`
    std::condition_variable ended_;
    bool told_ = false;  ///< the I/O thread knows that it is to finish, and takes nobody any more
    std::size_t open_ = 0;
    std::thread thread_;
};

}  // namespace wissel::http
