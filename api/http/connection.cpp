#include "api/http/connection.hpp"

#include "api/http/client_address.hpp"
#include "api/http/framing.hpp"
#include "api/http/problem.hpp"
#include "api/http/response_text.hpp"
#include "engine/base/uuid.hpp"
#include "engine/runtime/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace wissel::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr auto tok = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t drained_max = 64 * 1024;
constexpr std::size_t lingered_max = 256 * 1024;
constexpr auto linger_timeout = std::chrono::milliseconds{1000};
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

std::string lower(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return made;
}

Method method_of(beast::http::verb verb) {
    switch (verb) {
        case beast::http::verb::get:
            return Method::get;
        case beast::http::verb::head:
            return Method::head;
        case beast::http::verb::post:
            return Method::post;
        case beast::http::verb::put:
            return Method::put;
        case beast::http::verb::patch:
            return Method::patch;
        case beast::http::verb::delete_:
            return Method::del;
        case beast::http::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

Connection::Connection(
    asio::ip::tcp::socket socket,
    std::string peer,
    AddressBook::Ticket ticket,
    Shared& shared,
    Entropy& entropy
)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      peer_(std::move(peer)),
      ticket_(std::move(ticket)),
      shared_(shared),
      entropy_(entropy),
      buffer_(shared.settings.limits.header_bytes_max + drained_max) {}

void Connection::finish() {
    finishing_ = true;
    if (idle_) abort();
}

void Connection::abort() {
    beast::error_code ignored;
    socket_.close(ignored);
}

bool Connection::from_proxy() const {
    const auto& trusted = shared_.settings.trusted_proxies;
    return std::find(trusted.begin(), trusted.end(), peer_) != trusted.end();
}

/// One absolute moment for a whole phase: a client that sends a byte now and then gains nothing by it.
void Connection::start_deadline(std::chrono::milliseconds within) {
    expired_ = false;
    const unsigned mine = ++deadline_;
    timer_.expires_after(within);
    timer_.async_wait([self = shared_from_this(), mine](beast::error_code error) {
        if (error || mine != self->deadline_) return;
        self->expired_ = true;
        beast::error_code ignored;
        self->socket_.cancel(ignored);
    });
}

void Connection::stop_deadline() {
    ++deadline_;
    timer_.cancel();
}

asio::awaitable<void> Connection::run() {
    bool going = !finishing_;
    while (going) {
        going = co_await wait_for_request();
        if (!going) break;
        idle_ = false;
        const Next next = co_await serve_one();
        idle_ = true;
        going = next == Next::go_on && !finishing_;
    }
    stop_deadline();
    beast::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
}

/// Until the first byte of the next request is there.
asio::awaitable<bool> Connection::wait_for_request() {
    if (buffer_.size() > 0) co_return true;
    start_deadline(shared_.settings.limits.idle_timeout);
    auto space = buffer_.prepare(4096);
    auto [error, count] = co_await socket_.async_read_some(space, tok);
    stop_deadline();
    if (error) co_return false;
    buffer_.commit(count);
    co_return true;
}

asio::awaitable<Connection::Next> Connection::serve_one() {
    const Limits& limits = shared_.settings.limits;
    began_ = std::chrono::steady_clock::now();
    request_id_ = Uuid::v7(now(), entropy_).str();
    close_ = finishing_ || ++served_ >= limits.requests_per_connection_max;
    http_1_0_keep_ = false;
    body_pending_ = false;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    parser.body_limit(boost::none);
    start_deadline(limits.header_timeout);
    auto [error, count] = co_await beast::http::async_read_header(socket_, buffer_, parser, tok);
    stop_deadline();
    if (error) co_return co_await refuse_head(error);

    RawHead head{parser.get().method_string(), parser.get().target(), parser.get().version(), {}};
    for (const auto& field : parser.get())
        head.fields.push_back(Header{lower(field.name_string()), std::string(field.value())});
    const auto fault = check_framing(head, limits.header_fields_max);
    Request request = request_of(parser, std::string(head.target), std::move(head.fields));
    if (fault) {
        close_ = true;
        Problem problem = problems::bad_framing(fault->detail);
        problem.status = fault->status;
        Response refusal = problem_response(request, problem);
        const bool written = co_await write(std::move(refusal), false);
        if (written) co_await linger();
        co_return Next::end;
    }
    if (!parser.keep_alive()) close_ = true;
    http_1_0_keep_ = parser.get().version() == 10 && !close_;
    body_pending_ = !parser.is_done() && (parser.chunked() || parser.content_length().value_or(0) > 0);

    const bool counts = from_proxy() && request.client != peer_;
    const auto forwarded =
        counts ? shared_.book.forward(request.client) : std::optional<AddressBook::Ticket>();
    if (counts && !forwarded) {
        Response refusal = problem_response(request, problems::too_many_connections());
        co_return co_await refuse_early(parser, std::move(request), std::move(refusal));
    }
    if (request.path == "*") {
        Response options;
        options.status = 204;
        options.headers.push_back(Header{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"});
        co_return co_await refuse_early(parser, std::move(request), std::move(options));
    }
    auto admission = shared_.application.admit(request);
    if (auto* refusal = std::get_if<Response>(&admission)) {
        Response refused = std::move(*refusal);
        co_return co_await refuse_early(parser, std::move(request), std::move(refused));
    }
    Admitted admitted = std::move(std::get<Admitted>(admission));
    const bool read = co_await read_body(parser, request, admitted.body_bytes_max);
    if (!read) co_return Next::end;
    const bool is_head = request.method == Method::head;
    Response response = co_await answer(std::move(admitted), std::move(request));
    const bool body_left = body_pending_;
    if (body_left || response.close || finishing_) close_ = true;
    const bool written = co_await write(std::move(response), is_head);
    if (!written) co_return Next::end;
    if (body_left) co_await linger();
    co_return close_ ? Next::end : Next::go_on;
}

/// A head that never came whole, or that the parser refused.
asio::awaitable<Connection::Next> Connection::refuse_head(beast::error_code error) {
    Request nobody;
    nobody.id = request_id_;
    nobody.language = shared_.settings.language;
    close_ = true;
    Response refusal;
    if (expired_) {
        refusal = problem_response(nobody, problems::request_timeout());
    } else if (error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow) {
        refusal = problem_response(nobody, problems::headers_too_large());
    } else if (error.category() == beast::http::make_error_code(beast::http::error::bad_method).category() && error != beast::http::error::end_of_stream && error != beast::http::error::partial_message) {
        Problem problem =
            problems::bad_framing({"Dit is geen geldig HTTP-verzoek.", "This is no valid HTTP request."});
        refusal = problem_response(nobody, problem);
    } else {
        co_return Next::end;  // the client left
    }
    const bool written = co_await write(std::move(refusal), false);
    if (written) co_await linger();
    co_return Next::end;
}

/// Answers without having read the body. A small body is read away, so that the connection can stay; for
/// another the connection ends after the client had time to read the answer.
asio::awaitable<Connection::Next> Connection::refuse_early(
    Parser& parser, Request request, Response response
) {
    const bool is_head = request.method == Method::head;
    const bool waits_for_continue = request.header("expect").has_value();
    if (body_pending_ && !waits_for_continue && parser.content_length().value_or(0) <= drained_max) {
        parser.body_limit(drained_max);
        start_deadline(shared_.settings.limits.body_timeout);
        auto [error, count] = co_await beast::http::async_read(socket_, buffer_, parser, tok);
        stop_deadline();
        if (!error) body_pending_ = false;
    }
    const bool body_left = body_pending_;
    if (body_left || finishing_) close_ = true;
    if (response.route.empty()) response.route = "-";
    const bool written = co_await write(std::move(response), is_head);
    if (!written) co_return Next::end;
    if (body_left) co_await linger();
    co_return close_ ? Next::end : Next::go_on;
}

/// False: the connection is over, and what there was to say was said.
asio::awaitable<bool> Connection::read_body(Parser& parser, Request& request, std::size_t bytes_max) {
    if (!body_pending_) {
        request.body = std::move(parser.get().body());
        co_return true;
    }
    if (parser.content_length().value_or(0) > bytes_max) {
        request.body_too_large = true;
        co_return true;
    }
    if (const auto expect = request.header("expect")) {
        if (lower(*expect) != "100-continue") {
            close_ = true;
            Problem problem =
                problems::bad_framing({"Alleen `Expect: 100-continue`.", "Only `Expect: 100-continue`."});
            problem.status = 417;
            Response refusal = problem_response(request, problem);
            const bool written = co_await write(std::move(refusal), false);
            if (written) co_await linger();
            co_return false;
        }
        start_deadline(shared_.settings.limits.write_timeout);
        auto line = asio::buffer(continue_line);
        auto [error, count] = co_await asio::async_write(socket_, line, tok);
        stop_deadline();
        if (error) co_return false;
    }
    parser.body_limit(bytes_max);
    start_deadline(shared_.settings.limits.body_timeout);
    auto [error, count] = co_await beast::http::async_read(socket_, buffer_, parser, tok);
    stop_deadline();
    if (!error) {
        body_pending_ = false;
        request.body = std::move(parser.get().body());
        co_return true;
    }
    if (error == beast::http::error::body_limit) {
        request.body_too_large = true;
        co_return true;
    }
    close_ = true;
    Response refusal;
    if (expired_) {
        refusal = problem_response(request, problems::request_timeout());
    } else if (error.category() == beast::http::make_error_code(beast::http::error::bad_method).category() && error != beast::http::error::partial_message && error != beast::http::error::end_of_stream) {
        Problem problem =
            problems::bad_framing({"De inhoud is niet goed ingedeeld.", "The body is not framed well."});
        refusal = problem_response(request, problem);
    } else {
        co_return false;
    }
    const bool written = co_await write(std::move(refusal), false);
    if (written) co_await linger();
    co_return false;
}

asio::awaitable<Response> Connection::answer(Admitted admitted, Request request) {
    Request kept;
    kept.id = request.id;
    kept.language = request.language;
    std::string what;
    try {
        auto answering = admitted.run(std::move(request));
        Response response = co_await std::move(answering);
        co_return response;
    } catch (const std::exception& error) {
        what = error.what();
    }
    log::write(
        log::Level::error,
        "requestFailed",
        {{"id", std::string_view(kept.id)}, {"what", std::string_view(what)}}
    );
    co_return problem_response(kept, problems::internal_error());
}

asio::awaitable<bool> Connection::write(Response response, bool head) {
    const Envelope envelope{shared_.settings.api_version, request_id_, head, close_, http_1_0_keep_};
    const std::string text = response_text(response, envelope);
    start_deadline(shared_.settings.limits.write_timeout);
    auto bytes = asio::buffer(text);
    auto [error, count] = co_await asio::async_write(socket_, bytes, tok);
    stop_deadline();
    const auto took = std::chrono::steady_clock::now() - began_;
    log::write(
        log::Level::info,
        "request",
        {{"id", std::string_view(request_id_)},
         {"route", std::string_view(response.route)},
         {"status", std::int64_t{response.status}},
         {"bytes", static_cast<std::int64_t>(count)},
         {"microseconds", std::int64_t{std::chrono::duration_cast<std::chrono::microseconds>(took).count()}},
         {"client", std::string_view(peer_)},
         {"caller", std::string_view(response.caller)}}
    );
    co_return !error;
}

/// Closing a socket with unread bytes resets the connection, and the client may lose the answer. So: no more
/// from us, and a short while of reading away what the client still sends.
asio::awaitable<void> Connection::linger() {
    beast::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    std::array<char, 8192> waste{};
    start_deadline(linger_timeout);
    for (std::size_t read = 0; read < lingered_max && !expired_;) {
        auto space = asio::buffer(waste);
        auto [error, count] = co_await socket_.async_read_some(space, tok);
        if (error) break;
        read += count;
    }
    stop_deadline();
}

Request Connection::request_of(const Parser& parser, std::string target, std::vector<Header> fields) {
    Request request;
    request.method = method_of(parser.get().method());
    request.method_name = std::string(parser.get().method_string());
    const auto question = std::min(target.find('?'), target.size());
    request.path = target.substr(0, question);
    if (question < target.size()) request.query = target.substr(question + 1);
    request.headers = std::move(fields);
    request.id = request_id_;
    const auto language = request.header("accept-language");
    request.language =
        language ? language_from(*language, shared_.settings.language) : shared_.settings.language;
    request.client =
        from_proxy() ? forwarded_client(request, peer_, shared_.settings.trusted_proxies) : peer_;
    return request;
}

}  // namespace wissel::http
