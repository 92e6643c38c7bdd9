#include "api/http/deadline.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <catch2/catch.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

using namespace wissel;
using namespace std::chrono_literals;
namespace asio = boost::asio;

TEST_CASE("a deadline that rings between two steps ends the next one", "[http][limits]") {
    asio::io_context io;
    asio::ip::tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    asio::ip::tcp::socket socket(io);
    socket.connect(acceptor.local_endpoint());
    const auto deadline = std::make_shared<http::Deadline>(socket);
    deadline->start(10ms);
    std::this_thread::sleep_for(20ms);
    io.poll();  // it rings while nothing is there to be cancelled
    CHECK(deadline->passed());
    std::string room(10, ' ');
    boost::system::error_code outcome;
    socket.async_read_some(asio::buffer(room), [&](boost::system::error_code error, std::size_t) {
        outcome = error;
        deadline->stop();
    });
    io.run_for(10s);
    CHECK(outcome == asio::error::operation_aborted);
}

TEST_CASE("a deadline that is stopped cancels nothing", "[http][limits]") {
    asio::io_context io;
    asio::ip::tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    asio::ip::tcp::socket socket(io);
    socket.connect(acceptor.local_endpoint());
    const auto deadline = std::make_shared<http::Deadline>(socket);
    deadline->start(60s);
    deadline->start(10ms);
    deadline->stop();
    bool done = false;
    socket.async_wait(asio::socket_base::wait_read, [&](boost::system::error_code) { done = true; });
    io.run_for(50ms);
    CHECK_FALSE(done);
    CHECK_FALSE(deadline->passed());
}
