#include "api/resources/router.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/ensure.hpp"

#include <algorithm>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Method;
using http::Request;
using http::Response;

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "";
}

/// What stands in the places of `pattern`; no value: the path is another one. A segment that is not
/// UTF-8-clean or has a bad escape fits nothing.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
    std::vector<std::string> arguments;
    while (!pattern.empty() || !path.empty()) {
        if (!pattern.starts_with('/') || !path.starts_with('/')) return std::nullopt;
        const auto wanted = pattern.substr(1, std::min(pattern.find('/', 1), pattern.size()) - 1);
        const auto given = path.substr(1, std::min(path.find('/', 1), path.size()) - 1);
        if (wanted.starts_with('{')) {
            auto plain = from_percent(given);
            if (!plain || plain->empty()) return std::nullopt;
            arguments.push_back(std::move(*plain));
        } else if (wanted != given) {
            return std::nullopt;
        }
        pattern.remove_prefix(wanted.size() + 1);
        path.remove_prefix(given.size() + 1);
    }
    return arguments;
}

bool serves(const Route& route, Method method) {
    return route.method == method || (method == Method::head && route.method == Method::get);
}

/// The `Allow` value for a path: the methods of all its routes.
std::string allow_of(const std::vector<Route>& routes, std::string_view path) {
    // Two patterns may fit one path (`/v1/routing/findings`): each method is told once.
    std::string allow;
    for (const auto& route : routes) {
        if (!match(route.pattern, path)) continue;
        const std::string told =
            route.method == Method::get ? "GET, HEAD, " : std::string(name_of(route.method)) + ", ";
        if (allow.find(told) == std::string::npos) allow += told;
    }
    return allow + "OPTIONS";
}

/// The value without quotes and letter case, as types and charsets are compared.
std::string plain(std::string_view text) {
    const auto outside = [](char c) { return c == ' ' || c == '\t' || c == '"'; };
    while (!text.empty() && outside(text.front())) text.remove_prefix(1);
    while (!text.empty() && outside(text.back())) text.remove_suffix(1);
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return low;
}

/// Whether the body says of itself that it is JSON in UTF-8, once. Of two fields a proxy may have looked at
/// the other.
bool is_json(const Request& request) {
    const auto& headers = request.headers;
    const auto is_type = [](const http::Header& header) { return header.name == "content-type"; };
    if (std::count_if(headers.begin(), headers.end(), is_type) != 1) return false;
    std::string_view type = std::find_if(headers.begin(), headers.end(), is_type)->value;
    const auto essence = type.substr(0, type.find(';'));
    if (plain(essence) != "application/json") return false;
    type.remove_prefix(essence.size());
    while (!type.empty()) {
        type.remove_prefix(1);
        const auto parameter = type.substr(0, type.find(';'));
        type.remove_prefix(parameter.size());
        const auto equals = std::min(parameter.find('='), parameter.size());
        if (plain(parameter.substr(0, equals)) != "charset") continue;
        if (equals == parameter.size() || plain(parameter.substr(equals + 1)) != "utf-8") return false;
    }
    return true;
}

bool wants(const Request& request, const std::string& media_type) {
    const auto accept = request.header("accept");
    return media_type.empty() || !accept || http::accepts(*accept, media_type);
}

std::optional<http::Problem> check_body(const Route& route, const Request& request, std::size_t bytes_max) {
    if (!wants(request, route.produces)) return http::problems::not_acceptable(route.produces);
    if (request.body_too_large) return http::problems::content_too_large(bytes_max);
    if (!route.consumes_json) return std::nullopt;
    const auto encoding = request.header("content-encoding");
    if (encoding && *encoding != "identity") {
        return http::problems::unsupported_media_type(
            {"De inhoud mag niet gecomprimeerd zijn.", "The content must not be compressed."}
        );
    }
    if (is_json(request)) return std::nullopt;
    return http::problems::unsupported_media_type(
        {"Stuur JSON in UTF-8, met één keer `Content-Type: application/json`.",
         "Send JSON in UTF-8, with `Content-Type: application/json` once."}
    );
}

asio::awaitable<Response> run(const Route& route, std::shared_ptr<const Call> call, std::size_t bytes_max) {
    const Request& request = call->request;
    const bool reads = route.method == Method::get;
    // What is not there is told before what form it would have had; so for reading the form is looked at
    // afterwards.
    if (!reads) {
        if (route.finds) {
            auto missing = co_await route.finds(call);
            if (missing) {
                missing->route = route.pattern;
                co_return std::move(*missing);
            }
        }
        if (const auto problem = check_body(route, request, bytes_max))
            co_return http::problem_response(request, *problem);
    }
    Response response = co_await route.handler(call);
    if (reads && response.status < 300 && !wants(request, route.produces)) {
        response = http::problem_response(request, http::problems::not_acceptable(route.produces));
    }
    response.route = route.pattern;
    if (call->principal) response.caller = call->principal->organisation + " " + call->principal->actor;
    co_return response;
}

/// Whether a person's browser wants a page: it names HTML itself, and none of the API's addresses.
bool wants_page(const Request& head) {
    const auto accept = head.header("accept");
    const bool page = accept && accept->find("text/html") != std::string_view::npos;
    return page && (head.method == Method::get || head.method == Method::head) && !head.path.starts_with("/v1/") &&
           !head.path.starts_with("/assets/") && !head.path.starts_with("/health/");
}

Response options_of(const std::string& allow) {
    Response response;
    response.status = 204;
    response.headers.push_back({"Allow", allow});
    return response;
}

}  // namespace

const cases::Principal& Call::caller() const {
    ensure(principal.has_value(), "only a route behind the door asks who is calling");
    return *principal;
}

Router::Router(
    std::vector<Route> routes,
    const auth::Authenticator& authenticator,
    std::size_t body_bytes_max,
    Handler lost
)
    : routes_(std::move(routes)),
      lost_(std::move(lost)),
      authenticator_(authenticator),
      body_bytes_max_(body_bytes_max) {}

std::vector<std::string> Router::operations() const {
    std::vector<std::string> names;
    for (const auto& route : routes_) names.push_back(std::string(name_of(route.method)) + ' ' + route.pattern);
    return names;
}

std::variant<Response, http::Admitted> Router::admit(const Request& head) const {
    const Route* found = nullptr;
    bool path_known = false;
    bool path_open = false;
    std::vector<std::string> arguments;
    for (const auto& route : routes_) {
        auto matched = match(route.pattern, head.path);
        if (!matched) continue;
        path_known = true;
        path_open = path_open || route.door == Door::open;
        if (!serves(route, head.method)) continue;
        found = &route;
        arguments = std::move(*matched);
        break;
    }
    if (!path_known && lost_ && wants_page(head)) {
        http::Admitted admitted;
        admitted.run = [this](Request request) {
            auto call = std::make_shared<Call>();
            call->request = std::move(request);
            return lost_(std::move(call));
        };
        return admitted;
    }
    const std::size_t operation = found == nullptr ? 0 : static_cast<std::size_t>(found - routes_.data()) + 1;
    std::optional<cases::Principal> principal;
    if (!path_open) {
        auto who = authenticator_.authenticate(head);
        if (auto* refusal = std::get_if<Response>(&who)) {
            refusal->operation = operation;
            return std::move(*refusal);
        }
        principal = std::move(std::get<cases::Principal>(who));
    }
    if (!path_known) return http::problem_response(head, http::problems::no_such_path());
    if (head.method == Method::options) return options_of(allow_of(routes_, head.path));
    if (found == nullptr) {
        const std::string allow = allow_of(routes_, head.path);
        Response refusal = http::problem_response(head, http::problems::method_not_allowed(allow));
        refusal.headers.push_back({"Allow", allow});
        return refusal;
    }
    auto call = std::make_shared<Call>();
    call->principal = std::move(principal);
    call->arguments = std::move(arguments);
    http::Admitted admitted;
    admitted.body_bytes_max = body_bytes_max_;
    admitted.operation = operation;
    admitted.run = [route = found, call, bytes_max = body_bytes_max_](Request request) {
        call->request = std::move(request);
        return resources::run(*route, call, bytes_max);
    };
    return admitted;
}

}  // namespace wissel::resources
