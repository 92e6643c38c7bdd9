#include "api/resources/changing.hpp"

#include "api/resources/await.hpp"
#include "api/resources/case_document.hpp"
#include "api/resources/idempotency.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/seen_case.hpp"
#include "api/resources/transitions.hpp"

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;

using FoundEvents = std::optional<cases::Page<std::string>>;

/// More than anybody reads in an error; who needs all of them reads /events.
constexpr int changes_max = 50;

asio::awaitable<std::string> changes_since(
    const Services& services, std::shared_ptr<const Call> call, cases::CaseId id, std::int64_t seen
) {
    const auto scope = cases::Scope::of(call->caller(), services.organisations);
    std::function<Result<FoundEvents>(cases::ReadStore&)> question = [scope, id, seen](cases::ReadStore& store) {
        return store.list_events(scope, id, seen, changes_max);
    };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found || !*found) co_return "";
    std::string body = R"("changes":[)";
    for (const auto& text : (*found)->items) {
        if (body.back() != '[') body += ',';
        body += text;
    }
    co_return body + "]";
}

asio::awaitable<std::string> possible_instead(const Services& services, std::shared_ptr<const Call> call) {
    const auto seen = co_await seen_case(services, call);
    const auto* view = std::get_if<cases::CaseView>(&seen);
    if (view == nullptr) co_return "";
    co_return R"("possible":)" + transitions_text(view->state, call->caller(), services);
}

asio::awaitable<std::optional<Response>> find_case(
    const Services& services, std::shared_ptr<const Call> call
) {
    const auto seen = co_await seen_case(services, call);
    if (const auto* refused = std::get_if<Response>(&seen)) co_return *refused;
    co_return std::nullopt;
}

asio::awaitable<Response> refuse_in_full(
    const Services& services,
    std::shared_ptr<const Call> call,
    Failure failure,
    cases::CaseId id,
    std::int64_t seen
) {
    http::Problem problem = http::problem_of(failure);
    if (failure.code == FailureCode::stale) problem.more = co_await changes_since(services, call, id, seen);
    if (failure.slug == "not-possible-now") problem.more = co_await possible_instead(services, call);
    co_return http::problem_response(call->request, problem);
}

}  // namespace

Finder case_finder(const Services& services) {
    return [&services](std::shared_ptr<const Call> call) { return find_case(services, std::move(call)); };
}

json read_body(const Call& call, const schema::Schema& schema, std::vector<Issue>& faults) {
    json body;
    JsonReading reading = read_json(call.request.body, body);
    const bool sound = reading.whole && reading.issues.empty();
    for (auto& issue : reading.issues) faults.push_back(std::move(issue));
    if (!sound) return nullptr;
    auto issues = schema.validate(body);
    if (issues.empty()) return body;
    for (auto& issue : issues) faults.push_back(std::move(issue));
    return nullptr;
}

std::optional<runtime::Retry> read_rest(const Call& call, std::vector<Issue>& faults) {
    auto query = Query::parse(call.request.query, {});
    auto retry = read_retry(call);
    if (!query) add_issues(faults, query.error());
    if (!retry) add_issues(faults, retry.error());
    return retry ? std::move(*retry) : std::nullopt;
}

schema::Schema schema_in_code(const char* text) {
    auto made = schema::Schema::compile(json::parse(text));
    return std::move(made.value());
}

asio::awaitable<Response> change_case(
    const Services& services,
    std::shared_ptr<const Call> call,
    runtime::Command command,
    std::optional<runtime::Retry> retry,
    int status,
    std::int64_t seen,
    std::string_view within
) {
    std::function<cases::KeptAnswer(const runtime::Done&)> render = [&services,
                                                                     status](const runtime::Done& done) {
        const auto& view = std::get<runtime::CaseChanged>(done).view;
        const std::string location = status == 201 ? "/v1/cases/" + view.state.id.str() : std::string();
        return cases::KeptAnswer{status, location, case_tag(view.state), case_document(view, services)};
    };
    auto reply =
        co_await submit(services.registry.writer(), std::move(command), std::move(retry), std::move(render));
    if (reply) co_return kept_response(reply->answer, reply->replayed);
    for (auto& issue : reply.error().issues) {
        if (!within.empty() && issue.path.starts_with(within)) issue.path.erase(0, within.size());
    }
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    co_return co_await refuse_in_full(services, call, std::move(reply.error()), *id, seen);
}

}  // namespace wissel::resources
