#pragma once

#include "api/http/deadline.hpp"
#include "api/http/head_scan.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace wissel::http {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// How a part of a request came in.
enum class Arrival : std::uint8_t {
    whole,
    malformed,
    too_large,
    too_slow,
    gone,  ///< the client left, or the connection was ended
};

/// The bytes of one connection: what came in and was not yet used, and every wait under a deadline of its
/// own.
class Wire {
public:
    /// Keeps at most `kept_max` unused bytes.
    Wire(boost::asio::ip::tcp::socket socket, std::size_t kept_max);

    /// Until something of the next request is there. False: nothing came in time, or nothing will.
    [[nodiscard]] boost::asio::awaitable<bool> wait_for_bytes(std::chrono::milliseconds within);

    /// Until `scan` finds the end of a head; never `gone` without a byte having come. The head stays in
    /// `unused`.
    [[nodiscard]] boost::asio::awaitable<Arrival> read_head(
        HeadScan& scan, std::size_t bytes_max, std::chrono::milliseconds within
    );

    /// What belongs to the message of `parser`, whose head was put into it.
    [[nodiscard]] boost::asio::awaitable<Arrival> read_body(Parser& parser, std::chrono::milliseconds within);

    struct Written {
        std::size_t bytes = 0;
        bool all = false;
    };

    /// `text` lives until this returns. What a client did not take in time is thrown away with the
    /// connection.
    [[nodiscard]] boost::asio::awaitable<Written> write(
        std::string_view text, std::chrono::milliseconds within
    );

    /// Tells the client that no more will come, and reads away for a short while what it still sends: closing
    /// with unread bytes resets the connection, and the client may then lose the answer.
    [[nodiscard]] boost::asio::awaitable<void> linger();

    [[nodiscard]] std::string_view unused() const;
    void use(std::size_t bytes);

    /// Whether nothing came that was not read.
    [[nodiscard]] bool is_silent() const;

    /// Ends every wait.
    void close();

private:
    boost::asio::ip::tcp::socket socket_;
    std::shared_ptr<Deadline> deadline_;
    boost::beast::flat_buffer buffer_;
};

}  // namespace wissel::http
