#include "api/resources/insights.hpp"

#include "api/resources/await.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"

#include <functional>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using FoundDocument = std::optional<Document>;
using Question = std::function<Result<FoundDocument>(cases::ReadStore&)>;

/// Works it out on a reader lane: what may take long has no place on an I/O thread.
asio::awaitable<Response> answer(
    const Services& services, std::shared_ptr<const Call> call, std::function<const Document*()> find
) {
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    Question question = [find = std::move(find)](cases::ReadStore&) -> Result<FoundDocument> {
        const auto* found = find();
        return found == nullptr ? FoundDocument() : FoundDocument(*found);
    };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    if (!*found) co_return not_found(*call);
    co_return tagged_response(call->request, (*found)->body, (*found)->etag);
}

asio::awaitable<Response> get_findings(const Services& services, std::shared_ptr<const Call> call) {
    if (services.workflows.in_force(call->arguments.at(0)) == nullptr) co_return not_found(*call);
    std::function<const Document*()> find = [&services, id = call->arguments.at(0)] {
        return services.insights.findings_of_workflow(id);
    };
    co_return co_await answer(services, std::move(call), std::move(find));
}

asio::awaitable<Response> get_scripts(const Services& services, std::shared_ptr<const Call> call) {
    if (services.workflows.in_force(call->arguments.at(0)) == nullptr) co_return not_found(*call);
    std::function<const Document*()> find = [&services, id = call->arguments.at(0)] {
        return services.insights.scripts_of_workflow(id);
    };
    co_return co_await answer(services, std::move(call), std::move(find));
}

asio::awaitable<Response> get_routing_findings(const Services& services, std::shared_ptr<const Call> call) {
    std::function<const Document*()> find = [&services] { return services.insights.findings_of_routing(); };
    co_return co_await answer(services, std::move(call), std::move(find));
}

Route reading(std::string pattern, Handler handler) {
    return {http::Method::get, std::move(pattern), Door::locked, false, json_type, std::move(handler)};
}

}  // namespace

std::vector<Route> insight_routes(const Services& services) {
    return {
        reading("/v1/workflows/{id}/findings", with_services(services, get_findings)),
        reading("/v1/workflows/{id}/scripts", with_services(services, get_scripts)),
        reading("/v1/routing/findings", with_services(services, get_routing_findings)),
    };
}

}  // namespace wissel::resources
