#include "api/http/connection.hpp"

#include "api/http/ascii.hpp"
#include "api/http/client_address.hpp"
#include "api/http/method.hpp"
#include "api/http/parse_head.hpp"
#include "api/http/response_text.hpp"
#include "engine/base/uuid.hpp"
#include "engine/runtime/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace wissel::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t drained_max = 64 * 1024;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

Instant now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

/// Whether the client waits for `100 Continue`; HTTP/1.0 has no such thing (RFC 9110, section 10.1.1).
bool expects_continue(const Request& request, const Parser& parser) {
    return parser.get().version() == 11 && request.header("expect").has_value();
}

Response options_of_server() {
    Response options;
    options.status = 204;
    options.headers.push_back(Header{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"});
    return options;
}

}  // namespace

Connection::Connection(
    asio::ip::tcp::socket socket,
    std::string peer,
    AddressBook::Ticket ticket,
    Shared& shared,
    Entropy& entropy
)
    : wire_(std::move(socket), shared.settings.limits.header_bytes_max + drained_max),
      peer_(std::move(peer)),
      ticket_(std::move(ticket)),
      shared_(shared),
      open_(shared.figures->connections_open),
      entropy_(entropy) {}

void Connection::finish() {
    finishing_ = true;
    if (idle_ && wire_.is_silent()) wire_.close();
}

void Connection::abort() {
    wire_.close();
}

bool Connection::from_proxy() const {
    const auto& trusted = shared_.settings.trusted_proxies;
    return std::find(trusted.begin(), trusted.end(), peer_) != trusted.end();
}

asio::awaitable<void> Connection::run() {
    bool going = true;
    while (going && !(finishing_ && wire_.is_silent())) {
        going = co_await wire_.wait_for_bytes(shared_.settings.limits.idle_timeout);
        if (!going) break;
        idle_ = false;
        going = co_await serve_one();
        idle_ = true;
    }
    wire_.close();
}

void Connection::begin_turn() {
    turn_ = Turn{};
    turn_.began = std::chrono::steady_clock::now();
    turn_.id = Uuid::v7(now(), entropy_).str();
    turn_.client = peer_;
    turn_.close = ++served_ >= shared_.settings.limits.requests_per_connection_max;
}

/// False: the connection ends.
asio::awaitable<bool> Connection::serve_one() {
    const Limits& limits = shared_.settings.limits;
    begin_turn();
    const metrics::Held in_flight(shared_.figures->requests_in_flight);
    Request request;
    request.id = turn_.id;
    request.language = shared_.settings.language;
    HeadScan scan;
    const Arrival head = co_await wire_.read_head(scan, limits.header_bytes_max, limits.header_timeout);
    if (head != Arrival::whole) {
        if (head == Arrival::gone) co_return abandoned();
        Problem problem = head == Arrival::too_slow    ? problems::request_timeout()
                          : head == Arrival::malformed ? problems::malformed()
                          : scan.has_request_line()    ? problems::headers_too_large()
                                                       : problems::target_too_long();
        co_return co_await refuse(std::move(request), std::move(problem));
    }
    Parser parser;
    if (auto fault = take_head(parser, scan, request)) {
        Problem problem = std::move(*fault);
        co_return co_await refuse(std::move(request), std::move(problem));
    }
    const bool waits = expects_continue(request, parser);
    if (waits && !same_name(request.header("expect").value_or(""), "100-continue")) {
        Problem problem = problems::expectation_failed();
        co_return co_await refuse(std::move(request), std::move(problem));
    }
    Verdict verdict = judge(request);
    if (verdict.refusal) {
        Response refusal = std::move(*verdict.refusal);
        co_await drain(parser, waits);
        co_return co_await reply(std::move(refusal));
    }
    const Arrival body = co_await read_body(parser, waits, verdict.admitted.body_bytes_max);
    if (body == Arrival::gone) co_return abandoned();
    if (body == Arrival::too_slow || body == Arrival::malformed) {
        Problem problem =
            body == Arrival::too_slow ? problems::request_timeout() : problems::malformed_body();
        co_return co_await refuse(std::move(request), std::move(problem));
    }
    request.body_too_large = body == Arrival::too_large;
    if (!request.body_too_large) request.body = std::move(parser.get().body());
    Response response = co_await answer(std::move(verdict.admitted), std::move(request));
    co_return co_await reply(std::move(response));
}

/// Fills `parser`, `request` and the turn from the head that `scan` found.
std::optional<Problem> Connection::take_head(Parser& parser, const HeadScan& scan, Request& request) {
    const auto& settings = shared_.settings;
    const auto text = wire_.unused().substr(scan.begin(), scan.end() - scan.begin());
    auto problem = parse_head(parser, text, settings.limits.header_fields_max, request);
    wire_.use(scan.end());
    if (const auto language = request.header("accept-language"))
        request.language = language_from(*language, settings.language);
    request.from_peer = !from_proxy();
    request.client = from_proxy() ? forwarded_client(request, peer_, settings.trusted_proxies) : peer_;
    turn_.method = name_of(request.method);
    turn_.client = request.client;
    turn_.head = request.method == Method::head;
    if (problem) return problem;
    if (!parser.keep_alive()) turn_.close = true;
    turn_.keep_alive_1_0 = parser.get().version() == 10;
    turn_.body_left = !parser.is_done();
    return std::nullopt;
}

/// What can be said without the body.
Connection::Verdict Connection::judge(const Request& request) {
    Verdict verdict;
    if (from_proxy()) {
        if (auto place = shared_.book.forward(request.client)) {
            verdict.place.emplace(std::move(*place));
        } else {
            verdict.refusal = problem_response(request, problems::too_many_connections());
            return verdict;
        }
    }
    if (request.path == "*") {
        verdict.refusal = options_of_server();
        return verdict;
    }
    try {
        auto admission = shared_.application.admit(request);
        if (auto* refusal = std::get_if<Response>(&admission)) {
            turn_.operation = refusal->operation;
            verdict.refusal = std::move(*refusal);
        } else {
            verdict.admitted = std::move(std::get<Admitted>(admission));
            turn_.operation = verdict.admitted.operation;
        }
    } catch (const std::exception& error) {
        verdict.refusal = failed(request, error.what());
    } catch (...) {
        verdict.refusal = failed(request, "no std::exception");
    }
    return verdict;
}

/// Reads away the small body of a request that is refused, so that the connection can stay.
asio::awaitable<void> Connection::drain(Parser& parser, bool expects_continue) {
    const bool small = parser.chunked() || parser.content_length().value_or(0) <= drained_max;
    // Who waits for `100 Continue` may send the body after the refusal, or not: nobody can tell.
    if (!turn_.body_left || expects_continue || !small) co_return;
    parser.body_limit(drained_max);
    const Arrival body = co_await wire_.read_body(parser, shared_.settings.limits.body_timeout);
    turn_.body_left = body != Arrival::whole;
}

asio::awaitable<Arrival> Connection::read_body(Parser& parser, bool expects_continue, std::size_t bytes_max) {
    if (!turn_.body_left) co_return Arrival::whole;
    if (parser.content_length().value_or(0) > bytes_max) co_return Arrival::too_large;
    // A client that did not wait needs no leave.
    if (expects_continue && wire_.unused().empty()) {
        const auto written = co_await wire_.write(continue_line, shared_.settings.limits.write_timeout);
        if (!written.all) co_return Arrival::gone;
    }
    parser.body_limit(bytes_max);
    const Arrival body = co_await wire_.read_body(parser, shared_.settings.limits.body_timeout);
    turn_.body_left = body != Arrival::whole;
    co_return body;
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
    } catch (...) {
        what = "no std::exception";
    }
    co_return failed(kept, what);
}

/// A fault of ours: the log learns why, the client only that.
Response Connection::failed(const Request& request, std::string_view what) const {
    log::write(log::Level::error, "requestFailed", {{"id", std::string_view(request.id)}, {"what", what}});
    return problem_response(request, problems::internal_error());
}

/// Answers what cannot be read on: where the next request would begin is not known.
asio::awaitable<bool> Connection::refuse(Request request, Problem problem) {
    turn_.close = true;
    Response refusal = problem_response(request, problem);
    co_return co_await reply(std::move(refusal));
}

/// The client left before it had its answer. False: the connection ends.
bool Connection::abandoned() const {
    shared_.figures->requests_abandoned.add();
    return false;
}

/// False: that was the last answer.
asio::awaitable<bool> Connection::reply(Response response) {
    if (response.close || finishing_ || turn_.body_left) turn_.close = true;
    const Envelope envelope{
        shared_.settings.api_version, turn_.id, turn_.head, turn_.close, turn_.keep_alive_1_0};
    const std::string text = response_text(response, envelope);
    // Before it is sent: whoever has an answer finds it counted, and a client that reads slowly is no slow server.
    shared_.figures->answered(turn_.operation, response.status, std::chrono::steady_clock::now() - turn_.began);
    const auto written = co_await wire_.write(text, shared_.settings.limits.write_timeout);
    tell(response, written.bytes);
    if (!written.all) co_return abandoned();
    if (turn_.close) co_await wire_.linger();
    co_return !turn_.close;
}

void Connection::tell(const Response& response, std::size_t bytes) const {
    const auto took = std::chrono::steady_clock::now() - turn_.began;
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    log::write(
        log::Level::info,
        "request",
        {{"id", std::string_view(turn_.id)},
         {"method", turn_.method},
         {"route", response.route.empty() ? std::string_view("-") : std::string_view(response.route)},
         {"status", std::int64_t{response.status}},
         {"bytes", static_cast<std::int64_t>(bytes)},
         {"microseconds", std::int64_t{microseconds}},
         {"client", std::string_view(turn_.client)},
         {"caller", std::string_view(response.caller)}}
    );
}

}  // namespace wissel::http
