#include "api/http/server.hpp"

#include "api/http/worker.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <atomic>
#include <utility>
#include <vector>

namespace wissel::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

std::unexpected<Failure> cannot_listen(
    const ServerSettings& settings, const std::string& why, const char* slug
) {
    return fail(
        FailureCode::unavailable,
        {fmt::format("Kan niet luisteren op {} poort {}: {}.", settings.address, settings.port, why),
         fmt::format("Cannot listen on {} port {}: {}.", settings.address, settings.port, why)},
        slug
    );
}

/// A bound, listening socket that no acceptor owns yet.
Result<int> bind_socket(const ServerSettings& settings, const tcp::endpoint& endpoint, bool shared_port) {
    asio::io_context scratch;
    tcp::acceptor acceptor(scratch);
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    const int yes = 1;
    if (!error && shared_port)
        setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use) {
        return cannot_listen(
            settings, "the port is in use; stop the other program or choose another --port", "port-in-use"
        );
    }
    if (error) return cannot_listen(settings, error.message(), "cannot-listen");
    return static_cast<int>(acceptor.release(error));
}

/// As many descriptors as the system allows: each connection is one.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

unsigned short port_of(int listening) {
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (getsockname(listening, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return 0;
    const auto port = storage.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(storage).sin6_port
                                                    : reinterpret_cast<const sockaddr_in&>(storage).sin_port;
    return ntohs(port);
}

class BeastServer : public Server {
public:
    BeastServer(const ServerSettings& settings, const Application& application)
        : shared_{
              settings,
              application,
              AddressBook(settings.limits.connections_max, settings.limits.connections_per_address_max)} {}

    ~BeastServer() override { BeastServer::stop(); }

    Result<void> open() {
        boost::system::error_code error;
        const auto& settings = shared_.settings;
        const auto address = asio::ip::make_address(settings.address, error);
        if (error) return cannot_listen(settings, "this is no IP address", "bad-address");
        tcp::endpoint endpoint(address, settings.port);
        const bool several = settings.threads > 1;
        if (several && settings.port != 0) {
            // With SO_REUSEPORT a second program would share the port without a word; without it, the bind
            // tells.
            const auto probe = bind_socket(settings, endpoint, false);
            if (!probe) return std::unexpected(probe.error());
            close(*probe);
        }
        for (unsigned thread = 0; thread < settings.threads; ++thread) {
            const auto listening = bind_socket(settings, endpoint, several);
            if (!listening) return std::unexpected(listening.error());
            port_ = port_of(*listening);
            endpoint.port(port_);
            Digest seed{};
            if (getrandom(seed.data(), seed.size(), 0) < 0)
                return cannot_listen(settings, "no random bytes", "cannot-listen");
            workers_.push_back(std::make_unique<Worker>(shared_, *listening, address.is_v6(), seed));
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
        for (auto& worker : workers_) {
            if (worker->wait_until_empty(shared_.settings.limits.drain_timeout)) continue;
            worker->abort();
        }
        for (auto& worker : workers_) worker->join();
    }

    [[nodiscard]] unsigned short port() const override { return port_; }

private:
    Shared shared_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::atomic<bool> started_{false};
    unsigned short port_ = 0;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(
    const ServerSettings& settings, const Application& application
) {
    auto server = std::make_unique<BeastServer>(settings, application);
    if (auto opened = server->open(); !opened) return fail_as(opened);
    return server;
}

}  // namespace wissel::http
