#pragma once

#include "api/http/address_book.hpp"
#include "api/http/application.hpp"
#include "api/http/limits.hpp"
#include "engine/base/entropy.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace wissel::http {

/// What all connections of a server share.
struct Shared {
    ServerSettings settings;
    const Application& application;
    AddressBook book;
};

/// One client's connection: requests come in and are answered in turn, each within its limits. Lives on one
/// I/O thread.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(
        boost::asio::ip::tcp::socket socket,
        std::string peer,
        AddressBook::Ticket ticket,
        Shared& shared,
        Entropy& entropy
    );

    /// Serves until the client leaves, a limit is passed, or the server stops.
    [[nodiscard]] boost::asio::awaitable<void> run();

    /// The server stops: an idle connection ends now, another one after its answer.
    void finish();

    /// Ends it whatever it does.
    void abort();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    enum class Next { go_on, end };

    [[nodiscard]] boost::asio::awaitable<bool> wait_for_request();
    [[nodiscard]] boost::asio::awaitable<Next> serve_one();
    [[nodiscard]] boost::asio::awaitable<Next> refuse_head(boost::beast::error_code error);
    [[nodiscard]] boost::asio::awaitable<Next> refuse_early(
        Parser& parser, Request request, Response response
    );
    [[nodiscard]] boost::asio::awaitable<bool> read_body(
        Parser& parser, Request& request, std::size_t bytes_max
    );
    [[nodiscard]] boost::asio::awaitable<Response> answer(Admitted admitted, Request request);
    [[nodiscard]] boost::asio::awaitable<bool> write(Response response, bool head);
    [[nodiscard]] boost::asio::awaitable<void> linger();

    Request request_of(const Parser& parser, std::string target, std::vector<Header> fields);
    [[nodiscard]] bool from_proxy() const;
    void start_deadline(std::chrono::milliseconds within);
    void stop_deadline();

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    std::string peer_;
    AddressBook::Ticket ticket_;
    Shared& shared_;
    Entropy& entropy_;
    boost::beast::flat_buffer buffer_;
    std::size_t served_ = 0;
    unsigned deadline_ = 0;  ///< numbers the deadlines, so that a late timer cannot hit the next one
    bool expired_ = false;
    bool idle_ = true;
    bool finishing_ = false;
    bool close_ = false;  ///< this answer is the last
    bool http_1_0_keep_ = false;
    bool body_pending_ = false;
    std::string request_id_;
    std::chrono::steady_clock::time_point began_;
};

}  // namespace wissel::http
