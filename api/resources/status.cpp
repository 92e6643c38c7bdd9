#include "api/resources/status.hpp"

#include "api/resources/await.hpp"
#include "api/resources/day_span.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "engine/cases/access.hpp"
#include "engine/runtime/status_board.hpp"
#include "engine/status/document.hpp"

#include <charconv>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using Subject = status::Subject;

constexpr int wait_max_s = 60;

struct Asked {
    std::chrono::seconds wait{0};  ///< for a change; 0: not at all
    std::optional<status::Days> reported;
};

std::chrono::seconds read_wait(const Query& query, std::vector<Issue>& issues) {
    if (!query.has("wait")) return std::chrono::seconds(0);
    const std::string text = query.get("wait");
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (whole && seconds >= 1 && seconds <= wait_max_s) return std::chrono::seconds(seconds);
    issues.push_back(parameter_issue(
        "wait", "range", {"wait is een heel getal van 1 tot en met 60.", "wait is a whole number from 1 to 60."}
    ));
    return std::chrono::seconds(0);
}

/// Every fault at once.
Result<Asked> read_asked(const Call& call) {
    auto query = Query::parse(call.request.query, {"wait", "reportedFrom", "reportedTo"});
    if (!query) return fail_as(query);
    std::vector<Issue> issues;
    Asked asked;
    asked.wait = read_wait(*query, issues);
    asked.reported = read_day_span(*query, "reportedFrom", "reportedTo", issues);
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return asked;
}

Response respond(const Call& call, const runtime::StatusDocument& document, runtime::Coding coding) {
    Response response;
    if (has_already(call.request, document.etag)) {
        response.status = 304;
    } else {
        response = json_response(document.body);
        if (coding == runtime::Coding::gzip) response.headers.push_back({"Content-Encoding", "gzip"});
    }
    response.headers.push_back({"ETag", document.etag});
    response.headers.push_back({"Vary", "Accept-Encoding, Authorization"});
    return response;
}

/// A day may have one case, and its numbers would tell of it what only those may know who see it.
Failure no_period() {
    return {
        FailureCode::forbidden,
        {"De cijfers van een periode zijn er alleen voor organisaties die meedoen.",
         "The numbers of a period are for organisations that take part only."},
        {},
        {}};
}

asio::awaitable<Response> answer(const Services& services, std::shared_ptr<const Call> call, Subject subject) {
    const auto asked = read_asked(*call);
    if (!asked) co_return refuse(*call, asked.error());
    runtime::StatusPage page;
    page.subject = std::move(subject);
    page.subject.reported = asked->reported;
    if (asked->reported && page.subject.kind != Subject::Kind::organisation) {
        const auto scope = cases::Scope::of(call->caller(), services.organisations);
        if (!scope.sees_open()) co_return refuse(*call, no_period());
        page.subject.only_open = !scope.sees_all();
    }
    const auto codings = call->request.header("accept-encoding");
    if (codings && http::asks_for_coding(*codings, "gzip")) page.coding = runtime::Coding::gzip;
    auto& board = services.registry.status();
    auto document = board.ready(page);
    if (!document) {
        auto made = co_await ask(board, page);
        if (!made) co_return refuse(*call, made.error());
        document = std::move(*made);
    }
    if (asked->wait.count() > 0 && has_already(call->request, document->etag)) {
        auto changed = co_await ask_for_change(board, page, document->version, asked->wait);
        if (!changed) co_return refuse(*call, changed.error());
        if (*changed) document = std::move(*changed);
    }
    co_return respond(*call, *document, page.coding);
}

/// Whether the caller is told which open cases are meant, as he may see them; otherwise how many.
bool sees_ids(const Services& services, const Call& call) {
    return cases::Scope::of(call.caller(), services.organisations).sees_open();
}

asio::awaitable<Response> get_status(const Services& services, std::shared_ptr<const Call> call) {
    Subject subject{Subject::Kind::all, {}, sees_ids(services, *call)};
    co_return co_await answer(services, call, std::move(subject));
}

asio::awaitable<Response> get_route(const Services& services, std::shared_ptr<const Call> call) {
    Subject subject{Subject::Kind::route, call->arguments.at(0), sees_ids(services, *call)};
    if (!services.registry.status().has(subject)) co_return not_found(*call);
    co_return co_await answer(services, call, std::move(subject));
}

asio::awaitable<Response> get_organisation(const Services& services, std::shared_ptr<const Call> call) {
    Subject subject{Subject::Kind::organisation, call->arguments.at(0), false};
    const bool own = call->caller().organisation == subject.name;
    const bool allowed = cases::reads_status_of(call->caller(), subject.name);
    // Whether others take part is not told to who may not read how their cases stand.
    if (allowed && !own && !services.registry.status().has(subject)) co_return not_found(*call);
    if (!allowed) {
        if (const auto asked = read_asked(*call); !asked) co_return refuse(*call, asked.error());
        const Failure forbidden{
            FailureCode::forbidden,
            {"Deze pagina is voor de organisatie zelf, en voor wie alle knelpunten ziet.",
             "This page is for the organisation itself, and for who sees all cases."},
            {},
            {}};
        co_return refuse(*call, forbidden);
    }
    co_return co_await answer(services, call, std::move(subject));
}

Route locked(std::string pattern, Handler handler) {
    return {http::Method::get, std::move(pattern), Door::locked, false, json_type, std::move(handler)};
}

}  // namespace

std::vector<Route> status_routes(const Services& services) {
    Handler definitions = [body = status::word_definitions()](std::shared_ptr<const Call> call
                          ) -> asio::awaitable<Response> {
        if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
        co_return tagged_response(call->request, body, content_tag(body));
    };
    return {
        locked("/v1/status", with_services(services, get_status)),
        locked("/v1/status/definitions", std::move(definitions)),
        locked("/v1/status/routes/{route}", with_services(services, get_route)),
        locked("/v1/status/organisations/{oin}", with_services(services, get_organisation)),
    };
}

}  // namespace wissel::resources
