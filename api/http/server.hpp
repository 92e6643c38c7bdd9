#pragma once

#include "api/http/application.hpp"
#include "api/http/figures.hpp"
#include "api/http/limits.hpp"
#include "engine/base/failure.hpp"

#include <memory>

namespace wissel::http {

/// The HTTP/1.1 server: one io_context and one acceptor for each I/O thread (SO_REUSEPORT), so no strands.
class Server {
public:
    /// Binds and listens; nothing is accepted yet. `application` outlives the server. `figures` is where it counts,
    /// by the operations of the application; they are named, and counted anew, here.
    /// Fails with a message that names address and port: `unavailable` (slug `port-in-use`,
    /// `port-not-allowed` or `cannot-listen`), or `invalid` (`bad-address`).
    [[nodiscard]] static Result<std::unique_ptr<Server>> listen(
        const ServerSettings& settings,
        const Application& application,
        std::shared_ptr<Figures> figures = std::make_shared<Figures>()
    );

    virtual ~Server() = default;

    /// Starts the I/O threads and returns.
    virtual void start() = 0;

    /// Stops accepting, ends idle connections, lets answers under way finish (with `Connection: close`) for
    /// at most `drain_timeout`, and joins the I/O threads. Idempotent. Not from an I/O thread.
    /// A handler that did not come back by then may still complete, without effect, until the server is
    /// destroyed: whatever completes handlers is stopped between the two.
    virtual void stop() = 0;

    [[nodiscard]] virtual unsigned short port() const = 0;
};

}  // namespace wissel::http
