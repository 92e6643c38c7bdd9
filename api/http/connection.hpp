#pragma once

#include "api/http/address_book.hpp"
#include "api/http/application.hpp"
#include "api/http/figures.hpp"
#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/http/wire.hpp"
#include "engine/base/entropy.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace wissel::http {

/// What all connections of a server share.
struct Shared {
    ServerSettings settings;
    const Application& application;
    AddressBook book;
    std::shared_ptr<Figures> figures;
};

/// One client's connection: requests come in and are answered in turn, each within its limits. Lives on one
/// I/O thread.
class Connection {
public:
    /// `shared` and `entropy` outlive it.
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

    /// Ends it whatever it does; only a handler that is at work is waited for.
    void abort();

private:
    /// The request under way, as far as its answer and the log need it.
    struct Turn {
        std::chrono::steady_clock::time_point began;
        std::string id;
        std::string_view method = "-";
        std::string client;
        std::size_t operation = Figures::other;
        bool head = false;
        bool keep_alive_1_0 = false;
        bool close = false;      ///< its answer is the last
        bool body_left = false;  ///< a body was announced, and is not read to its end
    };

    /// What comes of looking at a head: a refusal, or who answers.
    struct Verdict {
        std::optional<Response> refusal;
        Admitted admitted;
        std::optional<AddressBook::Ticket> place;  ///< of a client behind a proxy
    };

    [[nodiscard]] boost::asio::awaitable<bool> serve_one();
    [[nodiscard]] std::optional<Problem> take_head(Parser& parser, const HeadScan& scan, Request& request);
    [[nodiscard]] Verdict judge(const Request& request);
    [[nodiscard]] boost::asio::awaitable<void> drain(Parser& parser, bool expects_continue);
    [[nodiscard]] boost::asio::awaitable<Arrival> read_body(
        Parser& parser, bool expects_continue, std::size_t bytes_max
    );
    [[nodiscard]] boost::asio::awaitable<Response> answer(Admitted admitted, Request request);
    [[nodiscard]] boost::asio::awaitable<bool> refuse(Request request, Problem problem);
    [[nodiscard]] boost::asio::awaitable<bool> reply(Response response);

    void begin_turn();
    [[nodiscard]] bool abandoned() const;
    void tell(const Response& response, std::size_t bytes) const;
    [[nodiscard]] Response failed(const Request& request, std::string_view what) const;
    [[nodiscard]] bool from_proxy() const;

    Wire wire_;
    std::string peer_;
    AddressBook::Ticket ticket_;
    Shared& shared_;
    metrics::Held open_;
    Entropy& entropy_;
    Turn turn_;
    std::size_t served_ = 0;
    bool idle_ = true;
    bool finishing_ = false;
};

}  // namespace wissel::http
