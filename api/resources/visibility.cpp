#include "api/resources/visibility.hpp"

#include "api/resources/changing.hpp"
#include "api/resources/preconditions.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "engine/cases/visibility.hpp"

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;

const schema::Schema& visibility_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
        "type": "object", "required": ["visibility", "reason"], "additionalProperties": false,
        "properties": {
            "visibility": {"enum": ["open", "parties", "confidential"]},
            "ground": {"type": "string", "minLength": 1, "maxLength": 60},
            "reviewOn": {"type": "string", "format": "date"},
            "reason": {"type": "string", "minLength": 1, "maxLength": 4000},
            "confirmedNotBsn": {
                "type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 300}
            }
        }})");
    return compiled;
}

asio::awaitable<Response> post_visibility(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto version = read_if_match(call->request);
    if (const auto* refused = std::get_if<Response>(&version)) co_return *refused;
    cases::SetVisibility command;
    command.by = call->caller();
    command.case_id = *id;
    command.if_version = std::get<std::int64_t>(version);
    const json body = read_body(*call, visibility_schema(), command.faults);
    if (!body.is_null()) {
        command.visibility = *cases::read_visibility(body["visibility"].get<std::string>());
        command.ground = body.value("ground", std::string());
        command.review_on = body.value("reviewOn", std::string());
        command.reason = body["reason"].get<std::string>();
        command.not_bsn = body.value("confirmedNotBsn", std::vector<std::string>());
    }
    auto retry = read_rest(*call, command.faults);
    const std::int64_t seen = command.if_version;
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 200, seen);
}

}  // namespace

std::vector<Route> visibility_routes(const Services& services) {
    return {
        {http::Method::post,
         "/v1/cases/{id}/visibility",
         Door::locked,
         true,
         json_type,
         with_services(services, post_visibility),
         case_finder(services)},
    };
}

}  // namespace wissel::resources
