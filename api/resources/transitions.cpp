#include "api/resources/transitions.hpp"

#include "api/resources/case_document.hpp"
#include "api/resources/changing.hpp"
#include "api/resources/preconditions.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/seen_case.hpp"
#include "api/resources/treatment_document.hpp"
#include "engine/cases/possible.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;
using Json = nlohmann::ordered_json;

Json tell(const cases::Possible& one, const cases::CaseState& state) {
    const auto& transition = one.workflow->workflow.transitions[one.transition];
    const auto* leg = one.leg ? state.find(*one.leg) : nullptr;
    Json told = {
        {"leg", leg == nullptr ? Json() : Json(leg->id.str())},
        {"route", leg == nullptr ? Json() : Json(leg->route)},
        {"event", one.event},
        {"title", words_document(transition.title)}};
    if (transition.description) told["description"] = words_document(*transition.description);
    told["role"] = one.role;
    told["form"] = transition.form.is_null() ? Json() : Json(transition.form);
    return told;
}

asio::awaitable<Response> get_transitions(const Services& services, std::shared_ptr<const Call> call) {
    const auto seen = co_await read_case(services, call);
    if (const auto* refused = std::get_if<Response>(&seen)) co_return *refused;
    const auto& view = std::get<cases::CaseView>(seen);
    Response response = json_response(
        R"({"items":)" + transitions_text(view.state, call->caller(), services) + R"(,"next":null})"
    );
    // Not for If-None-Match: what may be done depends on who asks. It is what If-Match needs.
    response.headers.push_back({"ETag", case_tag(view)});
    co_return response;
}

const schema::Schema& move_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
        "type": "object", "required": ["event"], "additionalProperties": false,
        "properties": {
            "leg": {"type": ["string", "null"], "maxLength": 60},
            "event": {"type": "string", "minLength": 1, "maxLength": 200},
            "data": {"type": "object"},
            "confirmedNotBsn": {
                "type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 300}
            }
        }})");
    return compiled;
}

asio::awaitable<Response> post_transition(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto version = read_if_match(call->request);
    if (const auto* refused = std::get_if<Response>(&version)) co_return *refused;
    const auto seen = std::get<std::int64_t>(version);
    cases::MoveCase command{call->caller(), *id, seen, {}, {}, json::object(), {}, {}};
    json body = read_body(*call, move_schema(), command.faults);
    if (!body.is_null()) {
        if (body.contains("leg") && !body["leg"].is_null()) command.leg = body["leg"].get<std::string>();
        command.event = body["event"].get<std::string>();
        command.data = body.value("data", json::object());
        command.not_bsn = body.value("confirmedNotBsn", std::vector<std::string>());
    }
    auto retry = read_rest(*call, command.faults);
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 200, seen);
}

/// A leg beside those that run is an event of the lifecycle; here it is by the name of the thing that it makes.
asio::awaitable<Response> post_leg(const Services& services, std::shared_ptr<const Call> call) {
    static const schema::Schema any_object = schema_in_code(R"({"type": "object"})");
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto version = read_if_match(call->request);
    if (const auto* refused = std::get_if<Response>(&version)) co_return *refused;
    const auto seen = std::get<std::int64_t>(version);
    cases::MoveCase command{call->caller(), *id, seen, {}, "startLeg", json::object(), {}, {}};
    json body = read_body(*call, any_object, command.faults);
    if (!body.is_null()) {
        for (const auto& pointer : body.value("confirmedNotBsn", json::array()))
            if (pointer.is_string()) command.not_bsn.push_back("/data" + pointer.get<std::string>());
        body.erase("confirmedNotBsn");
        command.data = std::move(body);
    }
    auto retry = read_rest(*call, command.faults);
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 201, seen, "/data");
}

}  // namespace

std::string transitions_text(
    const cases::CaseState& state, const cases::Principal& by, const Services& services
) {
    Json all = Json::array();
    for (const auto& one : cases::possible_now(
             state, by, services.workflows, services.organisations, services.clock.now()
         )) {
        all.push_back(tell(one, state));
    }
    return dump(all);
}

std::vector<Route> transition_routes(const Services& services) {
    const auto finds = case_finder(services);
    return {
        {http::Method::get,
         "/v1/cases/{id}/transitions",
         Door::locked,
         false,
         json_type,
         with_services(services, get_transitions)},
        {http::Method::post,
         "/v1/cases/{id}/transitions",
         Door::locked,
         true,
         json_type,
         with_services(services, post_transition),
         finds},
        {http::Method::post,
         "/v1/cases/{id}/legs",
         Door::locked,
         true,
         json_type,
         with_services(services, post_leg),
         finds},
    };
}

}  // namespace wissel::resources
