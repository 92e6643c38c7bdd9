#include "api/http/wire.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace wissel::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr auto tok = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_at_once = 4096;
constexpr std::size_t idle_capacity_max = 16 * 1024;
constexpr std::size_t lingered_max = 256 * 1024;
constexpr std::size_t chunk_extensions_max = 1024;
constexpr auto linger_timeout = std::chrono::milliseconds{1000};

bool is_fault_of_parser(const beast::error_code& error) {
    static const auto& parsing = beast::http::make_error_code(beast::http::error::bad_method).category();
    return error.category() == parsing && error != beast::http::error::end_of_stream &&
           error != beast::http::error::partial_message;
}

/// Nobody uses the extensions of chunks; they can hide line ends that another program takes for real ones.
struct ChunkCheck {
    std::size_t bytes = 0;

    void operator()(std::uint64_t, beast::string_view extension, beast::error_code& error) {
        const auto is_odd = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; };
        bytes += extension.size();
        if (bytes > chunk_extensions_max || std::any_of(extension.begin(), extension.end(), is_odd))
            error = beast::http::error::bad_chunk_extension;
    }
};

}  // namespace

Wire::Wire(asio::ip::tcp::socket socket, std::size_t kept_max)
    : socket_(std::move(socket)), deadline_(std::make_shared<Deadline>(socket_)), buffer_(kept_max) {}

asio::awaitable<bool> Wire::wait_for_bytes(std::chrono::milliseconds within) {
    if (buffer_.size() > 0) co_return true;
    // A large body that came once is no reason to keep its room while nothing happens.
    if (buffer_.capacity() > idle_capacity_max) buffer_.shrink_to_fit();
    deadline_->start(within);
    auto space = buffer_.prepare(read_at_once);
    auto [error, count] = co_await socket_.async_read_some(space, tok);
    deadline_->stop();
    if (error) co_return false;
    buffer_.commit(count);
    co_return true;
}

asio::awaitable<Arrival> Wire::read_head(
    HeadScan& scan, std::size_t bytes_max, std::chrono::milliseconds within
) {
    auto found = scan.look(unused().substr(0, bytes_max));
    if (found == HeadScan::Found::more) deadline_->start(within);
    while (found == HeadScan::Found::more) {
        if (buffer_.size() >= bytes_max) {
            deadline_->stop();
            co_return Arrival::too_large;
        }
        auto space = buffer_.prepare(read_at_once);
        auto [error, count] = co_await socket_.async_read_some(space, tok);
        if (error || deadline_->passed()) {
            deadline_->stop();
            co_return deadline_->passed() ? Arrival::too_slow : Arrival::gone;
        }
        buffer_.commit(count);
        found = scan.look(unused().substr(0, bytes_max));
    }
    deadline_->stop();
    co_return found == HeadScan::Found::end ? Arrival::whole : Arrival::malformed;
}

asio::awaitable<Arrival> Wire::read_body(Parser& parser, std::chrono::milliseconds within) {
    ChunkCheck check;
    parser.on_chunk_header(check);  // keeps a reference
    deadline_->start(within);
    auto [error, count] = co_await beast::http::async_read(socket_, buffer_, parser, tok);
    deadline_->stop();
    if (!error) co_return Arrival::whole;
    if (deadline_->passed()) co_return Arrival::too_slow;
    if (error == beast::http::error::body_limit) co_return Arrival::too_large;
    co_return is_fault_of_parser(error) ? Arrival::malformed : Arrival::gone;
}

asio::awaitable<Wire::Written> Wire::write(std::string_view text, std::chrono::milliseconds within) {
    deadline_->start(within);
    auto bytes = asio::buffer(text);
    auto [error, count] = co_await asio::async_write(socket_, bytes, tok);
    deadline_->stop();
    if (deadline_->passed()) {
        // The system would otherwise go on offering the rest to a client that does not read.
        beast::error_code ignored;
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    }
    Written written;
    written.bytes = count;
    written.all = !error;
    co_return written;
}

asio::awaitable<void> Wire::linger() {
    beast::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    std::array<char, 8192> waste{};
    deadline_->start(linger_timeout);
    for (std::size_t read = 0; read < lingered_max && !deadline_->passed();) {
        auto space = asio::buffer(waste);
        auto [error, count] = co_await socket_.async_read_some(space, tok);
        if (error) break;
        read += count;
    }
    deadline_->stop();
}

std::string_view Wire::unused() const {
    const auto bytes = buffer_.cdata();
    return {static_cast<const char*>(bytes.data()), bytes.size()};
}

void Wire::use(std::size_t bytes) {
    buffer_.consume(bytes);
}

bool Wire::is_silent() const {
    beast::error_code ignored;
    return buffer_.size() == 0 && socket_.available(ignored) == 0;
}

void Wire::close() {
    beast::error_code ignored;
    socket_.close(ignored);
}

}  // namespace wissel::http
