#pragma once

#include "api/http/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace wissel::http {

/// A request whose head was let in; `run` is called once, with the body read (or marked as too large).
struct Admitted {
    std::size_t body_bytes_max = 0;
    std::size_t operation = 0;  ///< its place in `Application::operations`, from 1 on; 0: none of them
    std::function<boost::asio::awaitable<Response>(Request)> run;
};

/// What answers requests; `router.hpp` is the one implementation, tests have others.
class Application {
public:
    virtual ~Application() = default;

    /// Looks at the head alone and refuses what needs no body to be refused (401, 404, 405), so that a client
    /// that waits for `100 Continue`, or sends a large body, learns at once. Called on I/O threads, at the
    /// same time on several; must not block and does not throw.
    [[nodiscard]] virtual std::variant<Response, Admitted> admit(const Request& head) const = 0;

    /// What is counted apart, by name; the same as long as the application lives.
    [[nodiscard]] virtual std::vector<std::string> operations() const { return {}; }
};

}  // namespace wissel::http
