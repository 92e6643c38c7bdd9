#include "api/resources/talk.hpp"

#include "api/resources/changing.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;

const schema::Schema& say_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
        "type": "object", "required": ["text"], "additionalProperties": false,
        "properties": {
            "text": {"type": "string", "minLength": 1, "maxLength": 10000},
            "confirmedNotBsn": {
                "type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 300}
            }
        }})");
    return compiled;
}

asio::awaitable<Response> post(
    const Services& services, std::shared_ptr<const Call> call, cases::Say::Kind kind
) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    cases::Say command;
    command.by = call->caller();
    command.case_id = *id;
    command.kind = kind;
    command.texts = json::object();
    const json body = read_body(*call, say_schema(), command.faults);
    if (!body.is_null()) {
        command.texts["text"] = body["text"];
        command.not_bsn = body.value("confirmedNotBsn", std::vector<std::string>());
    }
    auto retry = read_rest(*call, command.faults);
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 201, 0);
}

asio::awaitable<Response> post_comment(const Services& services, std::shared_ptr<const Call> call) {
    return post(services, std::move(call), cases::Say::Kind::comment);
}

asio::awaitable<Response> post_position(const Services& services, std::shared_ptr<const Call> call) {
    return post(services, std::move(call), cases::Say::Kind::position);
}

}  // namespace

std::vector<Route> talk_routes(const Services& services) {
    const auto finds = case_finder(services);
    return {
        {http::Method::post,
         "/v1/cases/{id}/comments",
         Door::locked,
         true,
         json_type,
         with_services(services, post_comment),
         finds},
        {http::Method::post,
         "/v1/cases/{id}/positions",
         Door::locked,
         true,
         json_type,
         with_services(services, post_position),
         finds},
    };
}

}  // namespace wissel::resources
