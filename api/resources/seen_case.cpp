#include "api/resources/seen_case.hpp"

#include "api/resources/await.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"

#include <utility>

namespace wissel::resources {

namespace asio = boost::asio;

asio::awaitable<SeenCase> seen_case(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    using Found = std::optional<cases::CaseView>;
    const auto scope = cases::Scope::of(call->caller(), services.organisations);
    std::function<Result<Found>(cases::ReadStore&)> question = [scope, id](cases::ReadStore& store) {
        return store.find_case(scope, *id);
    };
    auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    if (!*found) co_return not_found(*call);
    co_return std::move(**found);
}

asio::awaitable<SeenCase> read_case(const Services& services, std::shared_ptr<const Call> call) {
    auto seen = co_await seen_case(services, call);
    // What is not there is told before what is wrong with the question.
    if (std::holds_alternative<http::Response>(seen)) co_return seen;
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    co_return seen;
}

}  // namespace wissel::resources
