#include "api/http/server.hpp"

#include "api/http/client_address.hpp"
#include "api/http/worker.hpp"
#include "engine/base/ensure.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <utility>
#include <vector>

namespace wissel::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

enum class Sharing : std::uint8_t { alone, shared };

struct Listening {
    int handle = -1;
    unsigned short port = 0;
};

std::unexpected<Failure> cannot_listen(
    const ServerSettings& settings, FailureCode code, const Words& why, const char* slug
) {
    return fail(
        code,
        {fmt::format("Kan niet luisteren op {}, poort {}: {}.", settings.address, settings.port, why.nl),
         fmt::format("Cannot listen on {}, port {}: {}.", settings.address, settings.port, why.en)},
        slug
    );
}

std::unexpected<Failure> cannot_listen(
    const ServerSettings& settings, const boost::system::error_code& error
) {
    if (error == asio::error::address_in_use) {
        return cannot_listen(
            settings,
            FailureCode::unavailable,
            {"die poort is al in gebruik. Stop het andere programma, of kies een andere poort",
             "that port is in use already. Stop the other program, or choose another port"},
            "port-in-use"
        );
    }
    if (error == asio::error::access_denied) {
        return cannot_listen(
            settings,
            FailureCode::unavailable,
            {"dat mag dit programma niet. Kies een poort vanaf 1024, of geef het het recht "
             "CAP_NET_BIND_SERVICE",
             "this program may not. Choose a port from 1024 on, or give it the capability "
             "CAP_NET_BIND_SERVICE"},
            "port-not-allowed"
        );
    }
    if (error == boost::system::errc::address_not_available) {
        return cannot_listen(
            settings,
            FailureCode::invalid,
            {"deze machine heeft dat adres niet", "this machine does not have that address"},
            "bad-address"
        );
    }
    return cannot_listen(
        settings, FailureCode::unavailable, {error.message(), error.message()}, "cannot-listen"
    );
}

/// A bound socket that no acceptor owns yet, or only the error.
boost::system::error_code bind_to(tcp::acceptor& acceptor, const tcp::endpoint& endpoint, Sharing sharing) {
    boost::system::error_code error;
    const int yes = 1;
    acceptor.open(endpoint.protocol(), error);
    if (error) return error;
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (error) return error;
    if (sharing == Sharing::shared &&
        setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes) != 0)
        return {errno, boost::system::system_category()};
    acceptor.bind(endpoint, error);
    return error;
}

/// As many descriptors as the system allows: each connection is one.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

class BeastServer : public Server {
public:
    BeastServer(
        const ServerSettings& settings, const Application& application, std::shared_ptr<Figures> figures
    )
        : shared_{
              settings,
              application,
              AddressBook(settings.limits.connections_max, settings.limits.connections_per_address_max),
              std::move(figures)} {
        shared_.figures->name_operations(application.operations());
    }

    ~BeastServer() override { BeastServer::stop(); }

    Result<void> open() {
        boost::system::error_code error;
        auto& settings = shared_.settings;
        for (auto& proxy : settings.trusted_proxies) proxy = plain_address(proxy).value_or(proxy);
        const auto address = asio::ip::make_address(settings.address, error);
        if (error) {
            return cannot_listen(
                settings,
                FailureCode::invalid,
                {"dat is geen IP-adres", "that is no IP address"},
                "bad-address"
            );
        }
        tcp::endpoint endpoint(address, settings.port);
        const unsigned threads = std::max(1U, settings.threads);
        const Sharing sharing = threads > 1 ? Sharing::shared : Sharing::alone;
        if (sharing == Sharing::shared && settings.port != 0) {
            // With SO_REUSEPORT another program of the same user would share the port without a word; a bind
            // without it tells.
            asio::io_context scratch;
            tcp::acceptor probe(scratch);
            if (const auto refused = bind_to(probe, endpoint, Sharing::alone); refused)
                return cannot_listen(settings, refused);
        }
        for (unsigned thread = 0; thread < threads; ++thread) {
            const auto listening = listen_on(endpoint, sharing);
            if (!listening) return std::unexpected(listening.error());
            port_ = listening->port;
            endpoint.port(port_);
            Digest seed{};
            const bool random = getrandom(seed.data(), seed.size(), 0) == static_cast<ssize_t>(seed.size());
            ensure(random, "the system has random bytes");
            workers_.push_back(std::make_unique<Worker>(shared_, endpoint.protocol(), listening->handle, seed)
            );
        }
        raise_descriptor_limit();
        return {};
    }

    void start() override {
        for (auto& worker : workers_) worker->start();
        started_ = true;
    }

    void stop() override {
        if (!started_.exchange(false)) return;
        for (auto& worker : workers_) worker->finish();
        const auto until = Worker::Clock::now() + shared_.settings.limits.drain_timeout;
        for (auto& worker : workers_) worker->join(until);
    }

    [[nodiscard]] unsigned short port() const override { return port_; }

private:
    Result<Listening> listen_on(const tcp::endpoint& endpoint, Sharing sharing) const {
        asio::io_context scratch;
        tcp::acceptor acceptor(scratch);
        auto error = bind_to(acceptor, endpoint, sharing);
        if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error) return cannot_listen(shared_.settings, error);
        const unsigned short port = acceptor.local_endpoint(error).port();
        return Listening{acceptor.release(error), port};
    }

    Shared shared_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::atomic<bool> started_{false};
    unsigned short port_ = 0;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(
    const ServerSettings& settings, const Application& application, std::shared_ptr<Figures> figures
) {
    auto server = std::make_unique<BeastServer>(settings, application, std::move(figures));
    if (auto opened = server->open(); !opened) return fail_as(opened);
    return server;
}

}  // namespace wissel::http
