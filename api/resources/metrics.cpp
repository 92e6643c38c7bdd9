#include "api/resources/metrics.hpp"

#include "api/http/client_address.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "engine/metrics/page.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;

bool is_loopback(std::string_view address) {
    const auto plain = http::plain_address(std::string(address));
    return plain && (plain->starts_with("127.") || *plain == "::1");
}

/// What proxies and the networks in front of them add; the names that begin with `x-forwarded-` are all meant.
bool marks_a_proxy(std::string_view header) {
    constexpr std::array<std::string_view, 9> names = {
        "forwarded", "via", "x-real-ip", "x-client-ip", "client-ip", "true-client-ip", "cf-connecting-ip",
        "x-cluster-client-ip", "x-original-forwarded-for"};
    return header.starts_with("x-forwarded") || std::find(names.begin(), names.end(), header) != names.end();
}

/// The host of a `Host` field without its port and the brackets of IPv6.
std::string_view host_of(std::string_view field) {
    if (field.starts_with('[')) return field.substr(1, std::min(field.find(']'), field.size()) - 1);
    return field.substr(0, field.find(':'));
}

Failure forbidden() {
    return {
        FailureCode::forbidden,
        {"De meetwaarden zijn voor beheerders (administrator) en auditors.",
         "The metrics are for administrators and auditors."},
        {},
        {}};
}

asio::awaitable<Response> get_metrics(
    const Services& services, const Watched& watched, std::shared_ptr<const Call> call
) {
    std::string caller;
    // Who sends a key is asked for it also on this machine: a wrong one is told at once, not when it moves.
    const bool has_key = call->request.header("authorization").has_value();
    const bool local = watched.access == MetricsAccess::loopback && asked_on_this_machine(call->request);
    if (has_key || !local) {
        auto who = services.authenticator.authenticate(call->request);
        if (auto* refusal = std::get_if<Response>(&who)) co_return std::move(*refusal);
        const auto& principal = std::get<cases::Principal>(who);
        caller = principal.organisation + " " + principal.actor;
        if (!principal.has(cases::roles::administrator) && !principal.has(cases::roles::auditor)) {
            Response refusal = refuse(*call, forbidden());
            refusal.caller = caller;
            co_return refusal;
        }
    }
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    Response response;
    response.content_type = metrics::Page::media_type;
    response.body = metrics_page(services, watched);
    response.caller = caller;
    co_return response;
}

}  // namespace

bool asked_on_this_machine(const http::Request& request) {
    if (!request.from_peer || !is_loopback(request.client)) return false;
    const auto& headers = request.headers;
    const auto marked = [](const http::Header& header) { return marks_a_proxy(header.name); };
    if (std::any_of(headers.begin(), headers.end(), marked)) return false;
    const auto host = request.header("host");
    if (!host) return false;
    const auto name = host_of(*host);
    return name == "localhost" || is_loopback(name);
}

std::vector<Route> metrics_routes(const Services& services, const Watched& watched) {
    if (watched.access == MetricsAccess::off) return {};
    Handler handler = [&services, &watched](std::shared_ptr<const Call> call) {
        return get_metrics(services, watched, std::move(call));
    };
    // The door is open and the handler looks itself who stands there: on a locked one nobody comes without a key.
    return {{http::Method::get, "/metrics", Door::open, false, "text/plain", std::move(handler)}};
}

}  // namespace wissel::resources
