#include "api/resources/ownership.hpp"

#include "api/resources/case_document.hpp"
#include "api/resources/changing.hpp"
#include "api/resources/preconditions.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/seen_case.hpp"
#include "engine/base/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;

std::string tell(const cases::Tenure& tenure, const cases::CaseView& view, const Services& services) {
    const auto* leg = tenure.leg ? view.state.find(*tenure.leg) : nullptr;
    JsonWriter to;
    to.open('{').name("leg").text_or_null(leg == nullptr ? std::string() : leg->id.str());
    to.name("route").text_or_null(leg == nullptr ? std::string() : leg->route).name("owner");
    write_owner(to, tenure.owner, services.organisations, mailboxes_in(view));
    to.member("from", format_instant(tenure.from)).name("until");
    to.text_or_null(tenure.until ? format_instant(*tenure.until) : std::string()).close('}');
    return std::move(to).take();
}

asio::awaitable<Response> get_ownership(const Services& services, std::shared_ptr<const Call> call) {
    const auto seen = co_await read_case(services, call);
    if (const auto* refused = std::get_if<Response>(&seen)) co_return *refused;
    const auto& view = std::get<cases::CaseView>(seen);
    std::vector<std::string> items;
    for (const auto& tenure : view.state.ledger) items.push_back(tell(tenure, view, services));
    co_return tagged_response(call->request, list_body(items, ""), case_tag(view));
}

const schema::Schema& hand_over_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
        "type": "object", "required": ["action"], "additionalProperties": false,
        "properties": {
            "leg": {"type": ["string", "null"], "maxLength": 60},
            "action": {"enum": ["offer", "accept", "refuse", "withdraw"]},
            "to": {
                "type": "object", "required": ["organisation", "role"], "additionalProperties": false,
                "properties": {
                    "organisation": {"type": "string", "format": "oin"},
                    "role": {"type": "string", "minLength": 1, "maxLength": 60},
                    "mailbox": {"type": "string", "format": "email", "maxLength": 254}
                }
            },
            "code": {"enum": ["notOurs", "alreadyUnderWay", "tooBroad", "notEnoughFacts", "noCapacity", "other"]},
            "reason": {"type": "string", "minLength": 1, "maxLength": 4000},
            "confirmedNotBsn": {
                "type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 300}
            }
        },
        "allOf": [
            {
                "if": {"properties": {"action": {"const": "offer"}}},
                "then": {"required": ["to"], "properties": {"code": false}},
                "else": {"properties": {"to": false}}
            },
            {
                "if": {"properties": {"action": {"const": "refuse"}}},
                "then": {"required": ["code", "reason"]},
                "else": {"properties": {"code": false}}
            }
        ]})");
    return compiled;
}

cases::HandOver read_command(const Call& call, const cases::CaseId& id, std::int64_t seen) {
    cases::HandOver command;
    command.by = call.caller();
    command.case_id = id;
    command.if_version = seen;
    const json body = read_body(call, hand_over_schema(), command.faults);
    if (body.is_null()) return command;
    if (body.contains("leg") && !body["leg"].is_null()) command.leg = body["leg"].get<std::string>();
    command.action = *cases::read_hand_over_action(body["action"].get<std::string>());
    if (body.contains("to")) {
        command.to = {body["to"]["organisation"].get<std::string>(), body["to"]["role"].get<std::string>()};
        command.mailbox = body["to"].value("mailbox", std::string());
    }
    command.code = body.value("code", std::string());
    command.reason = body.value("reason", std::string());
    command.not_bsn = body.value("confirmedNotBsn", std::vector<std::string>());
    return command;
}

asio::awaitable<Response> post_owner(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto version = read_if_match(call->request);
    if (const auto* refused = std::get_if<Response>(&version)) co_return *refused;
    const auto seen = std::get<std::int64_t>(version);
    cases::HandOver command = read_command(*call, *id, seen);
    auto retry = read_rest(*call, command.faults);
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 200, seen);
}

}  // namespace

std::vector<Route> ownership_routes(const Services& services) {
    return {
        {http::Method::get,
         "/v1/cases/{id}/ownership",
         Door::locked,
         false,
         json_type,
         with_services(services, get_ownership)},
        {http::Method::post,
         "/v1/cases/{id}/owner",
         Door::locked,
         true,
         json_type,
         with_services(services, post_owner),
         case_finder(services)},
    };
}

}  // namespace wissel::resources
