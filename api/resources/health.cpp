#include "api/resources/health.hpp"

#include "api/http/problem.hpp"
#include "api/resources/await.hpp"
#include "api/resources/reply.hpp"

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;

Failure not_ready() {
    return {
        FailureCode::unavailable,
        {"Het register neemt nu niets aan; het logboek van de server zegt waarom.",
         "The register takes nothing now; the server's log says why."},
        {},
        "not-ready"};
}

asio::awaitable<http::Response> ready(const Services& services, std::shared_ptr<const Call> call) {
    std::function<Result<std::int64_t>(cases::ReadStore&)> question = [](cases::ReadStore& store) {
        return store.last_sequence();
    };
    const auto read = co_await ask(services.registry.readers(), std::move(question));
    if (!read || !services.registry.ready()) co_return http::failure_response(call->request, not_ready());
    co_return json_response(R"({"status":"ready"})");
}

}  // namespace

std::vector<Route> health_routes(const Services& services) {
    Handler live = [](std::shared_ptr<const Call>) -> asio::awaitable<http::Response> {
        co_return json_response(R"({"status":"live"})");
    };
    Handler readiness = [&services](std::shared_ptr<const Call> call) {
        return ready(services, std::move(call));
    };
    return {
        {http::Method::get, "/health/live", Door::open, false, json_type, std::move(live)},
        {http::Method::get, "/health/ready", Door::open, false, json_type, std::move(readiness)},
    };
}

}  // namespace wissel::resources
