#pragma once

#include "api/auth/authenticator.hpp"
#include "api/http/application.hpp"
#include "engine/cases/principal.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::resources {

/// One request on its way to a handler.
struct Call {
    http::Request request;
    std::optional<cases::Principal> principal;  ///< there on every route that is not open
    std::vector<std::string> arguments;         ///< what stands in the place of each `{…}`, unescaped

    /// The caller on a route that is not open. Throws LogicError on an open one.
    [[nodiscard]] const cases::Principal& caller() const;
};

using Handler = std::function<boost::asio::awaitable<http::Response>(std::shared_ptr<const Call>)>;

/// Looks whether what a path names is there and to be seen by the caller; otherwise the answer to give.
using Finder =
    std::function<boost::asio::awaitable<std::optional<http::Response>>(std::shared_ptr<const Call>)>;

enum class Door : std::uint8_t {
    open,    ///< answers anybody
    locked,  ///< asks for a key
};

/// One method of one path. `consumes_json`: the body is checked to be that before the handler runs.
struct Route {
    http::Method method = http::Method::get;
    std::string pattern;  ///< such as `/v1/cases/{id}`
    Door door = Door::locked;
    bool consumes_json = false;
    std::string produces;  ///< media type of a success; empty: without a body
    Handler handler;
    Finder finds{};  ///< of a route that changes a thing: asked before the body is looked at; none: nothing
                     ///< to find
};

/// Finds the route and keeps the order in which checks answer (design.md, section 7): 401, 404 for the path,
/// 405, and once the body was read 406, 413, 415; what comes after is the handler's. HEAD is a GET, OPTIONS
/// tells `Allow`.
class Router : public http::Application {
public:
    /// `lost` answers a person's browser that asks for a page which no route has; nothing: a problem does.
    Router(
        std::vector<Route> routes,
        const auth::Authenticator& authenticator,
        std::size_t body_bytes_max,
        Handler lost = {}
    );

    [[nodiscard]] std::variant<http::Response, http::Admitted> admit(const http::Request& head
    ) const override;

    /// Method and pattern of each route, such as `GET /v1/cases/{id}`, in their order.
    [[nodiscard]] std::vector<std::string> operations() const override;

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
    Handler lost_;
    const auth::Authenticator& authenticator_;
    std::size_t body_bytes_max_;
};

}  // namespace wissel::resources
