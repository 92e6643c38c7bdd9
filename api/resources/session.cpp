#include "api/resources/session.hpp"

#include "api/resources/changing.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "engine/base/json_text.hpp"
#include "engine/schema/schema.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using Json = nlohmann::ordered_json;

/// The schema of `{"key"}`.
const schema::Schema& login_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
        "type": "object", "required": ["key"], "additionalProperties": false,
        "properties": {"key": {"type": "string", "minLength": 1, "maxLength": 200}}})");
    return compiled;
}

Result<std::string> read_key(const Call& call) {
    auto query = Query::parse(call.request.query, {});
    nlohmann::json body;
    JsonReading reading = read_json(call.request.body, body);
    if (reading.whole) {
        for (auto& issue : login_schema().validate(body)) reading.issues.push_back(std::move(issue));
    }
    if (!query) add_issues(reading.issues, query.error());
    if (!reading.issues.empty()) return fail_invalid(std::move(reading.issues));
    return body.at("key").get<std::string>();
}

std::string word_session(const auth::RunningSession& session, const Services& services) {
    const Instant now = services.clock.now();
    const Json told = {
        {"organisation", session.principal.organisation},
        {"roles", session.principal.roles},
        {"actor", session.principal.actor},
        {"endsAt", format_instant(now + session.ends_in)},
        {"idleEndsAt", format_instant(now + std::min(session.idle_ends_in, session.ends_in))},
    };
    return dump(told);
}

/// The answer that hands a cookie over, or takes it away.
Response with_cookie(Response response, std::string cookie) {
    response.headers.push_back({"Set-Cookie", std::move(cookie)});
    return response;
}

asio::awaitable<Response> post_session(const Services& services, std::shared_ptr<const Call> call) {
    const auto key = read_key(*call);
    if (!key) co_return refuse(*call, key.error());
    auto logged_in = services.authenticator.log_in(call->request, *key);
    if (auto* refused = std::get_if<Response>(&logged_in)) co_return std::move(*refused);
    const auto& [cookie, session] = std::get<auth::LoggedIn>(logged_in);
    Response made;
    made.status = 201;
    made.content_type = json_type;
    made.headers.push_back({"Location", "/v1/session"});
    made.body = word_session(session, services);
    made.caller = session.principal.organisation + " " + session.principal.actor;
    co_return with_cookie(std::move(made), cookie);
}

asio::awaitable<Response> get_session(const Services& services, std::shared_ptr<const Call> call) {
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    auto session = services.authenticator.session_of(call->request);
    if (auto* refused = std::get_if<Response>(&session)) co_return std::move(*refused);
    co_return json_response(word_session(std::get<auth::RunningSession>(session), services));
}

asio::awaitable<Response> delete_session(const Services& services, std::shared_ptr<const Call> call) {
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    auto cookie = services.authenticator.log_out(call->request);
    if (auto* refused = std::get_if<Response>(&cookie)) co_return std::move(*refused);
    Response ended;
    ended.status = 204;
    co_return with_cookie(std::move(ended), std::move(std::get<std::string>(cookie)));
}

}  // namespace

std::vector<Route> session_routes(const Services& services) {
    // Open doors: who has no session yet comes here for one, and each looks for the cookie itself.
    return {
        {http::Method::get, "/v1/session", Door::open, false, json_type, with_services(services, get_session)},
        {http::Method::post, "/v1/session", Door::open, true, json_type, with_services(services, post_session)},
        {http::Method::del, "/v1/session", Door::open, false, "", with_services(services, delete_session)},
    };
}

}  // namespace wissel::resources
