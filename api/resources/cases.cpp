#include "api/resources/cases.hpp"

#include "api/resources/await.hpp"
#include "api/resources/case_document.hpp"
#include "api/resources/case_list.hpp"
#include "api/resources/cursor.hpp"
#include "api/resources/idempotency.hpp"
#include "api/resources/paging.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/seen_case.hpp"
#include "engine/base/json_text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;

constexpr std::string_view by_version = "events";

using FoundCase = std::optional<cases::CaseView>;
using EventPage = std::optional<cases::Page<std::string>>;

/// The report in the body, or every fault of it at once.
Result<cases::ValidReport> read_report(const Call& call, const cases::Intake& intake) {
    nlohmann::json body;
    JsonReading reading = read_json(call.request.body, body);
    if (!reading.whole) return fail_invalid(std::move(reading.issues));
    return intake.check(std::move(body), std::move(reading.issues));
}

/// `dryRun=true` or `dryRun=false`; anything else is no answer to the question.
Result<bool> read_dry_run(const Query& query) {
    const std::string asked = query.get("dryRun");
    if (!query.has("dryRun") || asked == "false") return false;
    if (asked == "true") return true;
    return fail_invalid(
        {parameter_issue("dryRun", "format", {"dryRun is true of false.", "dryRun is true or false."})}
    );
}

/// The case that the report says it joins; no value: it joins none.
Result<FoundCase> find_joined(
    cases::ReadStore& store, const cases::Scope& scope, const cases::SubmitReport& command
) {
    const auto named = joined_case(command);
    if (!named) return std::unexpected(named.error());
    if (!*named) return std::nullopt;
    auto found = std::visit([&](const auto& one) { return store.find_case(scope, one); }, **named);
    if (found && !*found) return std::unexpected(cases::cannot_join());
    return found;
}

/// The decision about a report, and nothing is kept.
asio::awaitable<Response> try_case(
    const Services& services,
    std::shared_ptr<const Call> call,
    std::shared_ptr<const cases::SubmitReport> command,
    std::vector<Issue> warnings
) {
    if (const auto allowed = cases::may_submit(command->by); !allowed)
        co_return refuse(*call, allowed.error());
    if (!command->joins) co_return json_response(dry_run_document(command->decision, warnings));
    const auto scope = cases::Scope::of(command->by, services.organisations);
    std::function<Result<FoundCase>(cases::ReadStore&)> question = [scope, command](cases::ReadStore& store) {
        return find_joined(store, scope, *command);
    };
    const auto joined = co_await ask(services.registry.readers(), std::move(question));
    if (!joined) co_return refuse(*call, joined.error());
    const auto decision = cases::joined_decision(services.desk, (*joined)->state, services.clock.now());
    co_return json_response(dry_run_document(decision, warnings));
}

asio::awaitable<Response> post_case(const Services& services, std::shared_ptr<const Call> call) {
    auto query = Query::parse(call->request.query, {"dryRun"});
    auto dry_run = query ? read_dry_run(*query) : Result<bool>(fail_as(query));
    auto retry = read_retry(*call);
    auto report = read_report(*call, services.intake);
    std::vector<Issue> issues;
    if (!dry_run) add_issues(issues, dry_run.error());
    if (!retry) add_issues(issues, retry.error());
    if (!report) add_issues(issues, report.error());
    if (!issues.empty()) {
        const auto invalid = fail_invalid(std::move(issues));
        co_return refuse(*call, invalid.error());
    }
    auto warnings = report->warnings();
    std::string text = dump_json(report->json());
    cases::SubmitReport prepared =
        cases::prepare(call->caller(), *report, services.desk, services.clock.now());
    if (*dry_run) {
        auto command = std::make_shared<const cases::SubmitReport>(std::move(prepared));
        co_return co_await try_case(services, call, std::move(command), std::move(warnings));
    }
    std::function<cases::KeptAnswer(const runtime::Done&)> render =
        [&services, text = std::move(text), warnings = std::move(warnings)](const runtime::Done& done) {
            const auto& opened = std::get<runtime::CaseOpened>(done);
            const auto& state = opened.view.state;
            return cases::KeptAnswer{
                201,
                "/v1/cases/" + state.id.str(),
                case_tag(state),
                case_document(opened.view, services, {text, opened.decision, warnings})};
        };
    runtime::Command command = std::move(prepared);
    auto reply =
        co_await submit(services.registry.writer(), std::move(command), std::move(*retry), std::move(render));
    if (!reply) co_return refuse(*call, reply.error());
    co_return kept_response(reply->answer, reply->replayed);
}

asio::awaitable<Response> get_case(const Services& services, std::shared_ptr<const Call> call) {
    const auto seen = co_await read_case(services, call);
    if (const auto* refused = std::get_if<Response>(&seen)) co_return *refused;
    const auto& view = std::get<cases::CaseView>(seen);
    co_return tagged_response(call->request, case_document(view, services), case_tag(view));
}

asio::awaitable<Response> list_events(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const std::string filtered = id->str();
    auto query = Query::parse(call->request.query, {"limit", "cursor"});
    auto page = query ? read_page(*query, by_version, filtered) : fail_as(query);
    const auto scope = cases::Scope::of(call->caller(), services.organisations);
    const PageRequest asked = page ? *page : PageRequest();
    std::function<Result<EventPage>(cases::ReadStore&)> question = [scope, id, asked](cases::ReadStore& store
                                                                   ) {
        return store.list_events(scope, *id, asked.from.value_or(0), asked.limit);
    };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    if (!*found) co_return not_found(*call);
    if (!page) co_return refuse(*call, page.error());
    const auto& events = **found;
    const std::string next = events.next ? encode_cursor(by_version, filtered, *events.next) : std::string();
    Response response = json_response(list_body(events.items, next));
    if (!next.empty()) {
        const std::string path = "/v1/cases/" + id->str() + "/events";
        response.headers.push_back({"Link", next_link(path, "", asked.limit, next)});
    }
    co_return response;
}

}  // namespace

std::vector<Route> case_routes(const Services& services) {
    return {
        case_list_route(services),
        {http::Method::post, "/v1/cases", Door::locked, true, json_type, with_services(services, post_case)},
        {http::Method::get,
         "/v1/cases/{id}",
         Door::locked,
         false,
         json_type,
         with_services(services, get_case)},
        {http::Method::get,
         "/v1/cases/{id}/events",
         Door::locked,
         false,
         json_type,
         with_services(services, list_events)},
    };
}

}  // namespace wissel::resources
