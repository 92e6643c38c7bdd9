#include "api/resources/catalogue.hpp"

#include "api/http/problem.hpp"
#include "api/resources/query.hpp"
#include "api/resources/reply.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using Json = nlohmann::ordered_json;

Json tell(const cases::Organisation& organisation) {
    Json told = {
        {"oin", organisation.oin}, {"name", {{"nl", organisation.name.nl}, {"en", organisation.name.en}}}};
    if (!organisation.short_name.empty()) told["short"] = organisation.short_name;
    told["kind"] = organisation.kind;
    if (!organisation.tooi.empty()) told["tooi"] = organisation.tooi;
    Json roles = Json::array();
    for (const auto& held : organisation.roles)
        roles.push_back({{"role", held.role}, {"mailbox", held.mailbox}});
    told["roles"] = std::move(roles);
    return told;
}

std::string organisations_body(const Services& services) {
    std::vector<std::string> items;
    for (const auto& one : services.organisations.all()) items.push_back(dump(tell(one)));
    std::string body = list_body(items, "");
    body.pop_back();
    const auto& about = services.about;
    return body + R"(,"hash":)" + dump(about.organisations_hash) + R"(,"readAt":)" +
           dump(format_instant(about.organisations_read_at)) + "}";
}

std::string me_body(const cases::Principal& principal, const Services& services) {
    Json organisation = {{"oin", principal.organisation}};
    if (const auto* known = services.organisations.find(principal.organisation)) organisation = tell(*known);
    Json me = {{"organisation", std::move(organisation)}, {"roles", principal.roles}, {"actor", principal.actor}};
    me["server"] = {{"version", services.about.version}, {"apiVersion", services.api_version}};
    if (services.demonstration) me["demonstration"] = true;
    return dump(me);
}

/// A document that is the same as long as the server runs: worded once, with its tag.
Route fixed(std::string pattern, std::string body) {
    const std::string etag = content_tag(body);
    Handler handler = [body = std::move(body),
                       etag](std::shared_ptr<const Call> call) -> asio::awaitable<http::Response> {
        if (auto query = Query::parse(call->request.query, {}); !query) {
            co_return http::failure_response(call->request, query.error());
        }
        co_return tagged_response(call->request, body, etag);
    };
    return {http::Method::get, std::move(pattern), Door::locked, false, json_type, std::move(handler)};
}

}  // namespace

std::vector<Route> catalogue_routes(const Services& services) {
    Handler me = [&services](std::shared_ptr<const Call> call) -> asio::awaitable<http::Response> {
        if (auto query = Query::parse(call->request.query, {}); !query) {
            co_return http::failure_response(call->request, query.error());
        }
        co_return json_response(me_body(call->caller(), services));
    };
    return {
        {http::Method::get, "/v1/me", Door::locked, false, json_type, std::move(me)},
        fixed("/v1/organisations", organisations_body(services)),
        fixed("/v1/vocabulary", services.vocabulary.dump()),
        fixed("/v1/schemas/report", services.report_schema.dump()),
    };
}

}  // namespace wissel::resources
