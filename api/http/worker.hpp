#pragma once

#include "api/http/connection.hpp"

#include <boost/asio/io_context.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

namespace wissel::http {

/// One I/O thread: an io_context, an acceptor, and the connections that it took.
class Worker {
public:
    Worker(
        Shared& shared, boost::asio::ip::tcp::acceptor::native_handle_type listening, bool v6, Digest seed
    );
    ~Worker();

    void start();

    /// Stops accepting and asks every connection to finish. Safe from any thread.
    void finish();

    /// Ends the connections that are left. Safe from any thread.
    void abort();

    /// Whether all connections ended within `patience`.
    [[nodiscard]] bool wait_until_empty(std::chrono::milliseconds patience);

    void join();

private:
    [[nodiscard]] boost::asio::awaitable<void> accept();
    [[nodiscard]] boost::asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
    [[nodiscard]] boost::asio::awaitable<void> turn_away(boost::asio::ip::tcp::socket socket);
    void take(boost::asio::ip::tcp::socket socket);

    Shared& shared_;
    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::acceptor acceptor_;
    Entropy entropy_;
    std::set<std::shared_ptr<Connection>> connections_;  ///< only the I/O thread touches it
    std::size_t turning_away_ = 0;
    bool finishing_ = false;
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t open_ = 0;
    std::thread thread_;
};

}  // namespace wissel::http
