#include "api/resources/routing.hpp"

#include "api/resources/await.hpp"
#include "api/resources/case_document.hpp"
#include "api/resources/changing.hpp"
#include "api/resources/preconditions.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "engine/base/json_text.hpp"
#include "engine/schema/schema.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using nlohmann::json;

using FoundDocument = std::optional<Document>;

/// A case with the events that tell of its routing.
struct RoutedCase {
    cases::CaseState state;
    std::vector<std::string> history;  ///< the events' exact texts
    json decision;                     ///< the decision that stands; null: none
};

bool tells_of_routing(const std::string& type) {
    static const std::set<std::string> types = {
        "routed", "routeConfirmed", "routeOverruled", "reportCorrected", "reportAdded"};
    return types.contains(type);
}

/// Reads every event of the case; there are few, and their versions tell when all were seen.
Result<std::optional<RoutedCase>> read_routing(
    cases::ReadStore& store, const cases::Scope& scope, const cases::CaseId& id
) {
    constexpr int at_a_time = 1000;
    auto found = store.find_case(scope, id);
    if (!found) return fail_as(found);
    if (!*found) return std::nullopt;
    RoutedCase routed{std::move((*found)->state), {}, {}};
    for (std::int64_t after = 0; after < routed.state.version;) {
        auto page = store.list_events(scope, id, after, at_a_time);
        if (!page) return fail_as(page);
        if (!*page || (*page)->items.empty()) break;
        for (auto& text : (*page)->items) {
            const cases::Event event = cases::decode_event(text);
            after = event.version;
            // What came after the state was read belongs to the next version of this document.
            if (event.version > routed.state.version) break;
            if (!tells_of_routing(event.type)) continue;
            if (event.type == "routed") routed.decision = event.data.at("decision");
            routed.history.push_back(std::move(text));
        }
    }
    return routed;
}

std::string routing_body(const RoutedCase& routed) {
    std::string body = R"({"current":)" + routing_summary(routed.state) + R"(,"decision":)" +
                       dump_json(routed.decision) + R"(,"history":[)";
    for (const auto& text : routed.history) {
        if (body.back() != '[') body += ',';
        body += text;
    }
    return body + "]}";
}

asio::awaitable<Response> get_routing(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto scope = cases::Scope::of(call->caller(), services.organisations);
    std::function<Result<FoundDocument>(cases::ReadStore&)> question = [scope, id](cases::ReadStore& store
                                                                       ) -> Result<FoundDocument> {
        auto routed = read_routing(store, scope, *id);
        if (!routed) return fail_as(routed);
        if (!*routed) return std::nullopt;
        return Document{routing_body(**routed), case_tag((*routed)->state)};
    };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    if (!*found) co_return not_found(*call);
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    co_return tagged_response(call->request, (*found)->body, (*found)->etag);
}

/// A table as it is kept, with every version that is or was in use.
Result<FoundDocument> read_table(cases::ReadStore& store, const std::string& id, const std::string& version) {
    auto all = store.definitions();
    if (!all) return fail_as(all);
    nlohmann::ordered_json versions = nlohmann::ordered_json::array();
    std::string hash;
    for (const auto& one : *all) {
        if (one.kind != "routing" || one.id != id) continue;
        if (one.version == version) hash = one.hash;
        versions.push_back(
            {{"version", one.version}, {"hash", one.hash}, {"inUseSince", format_instant(one.kept_at)}}
        );
    }
    if (hash.empty()) return std::nullopt;
    auto found = store.find_definition(hash);
    if (!found) return fail_as(found);
    if (!*found) return std::nullopt;
    // The exact text that the hash is over; nobody has to parse and write it again to check it.
    std::string body = R"({"id":)" + dump(id) + R"(,"version":)" + dump(version) + R"(,"hash":)" +
                       dump(hash) + R"(,"table":)" + (*found)->content + R"(,"versions":)" + dump(versions) +
                       "}";
    return Document{body, content_tag(body)};
}

asio::awaitable<Response> answer_table(
    const Services& services, std::shared_ptr<const Call> call, std::string version
) {
    const std::string id = services.desk.table().id;
    std::function<Result<FoundDocument>(cases::ReadStore&)> question =
        [id, version](cases::ReadStore& store) { return read_table(store, id, version); };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    if (!*found) co_return not_found(*call);
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    co_return tagged_response(call->request, (*found)->body, (*found)->etag);
}

asio::awaitable<Response> get_table(const Services& services, std::shared_ptr<const Call> call) {
    co_return co_await answer_table(services, call, services.desk.table().version);
}

asio::awaitable<Response> get_table_version(const Services& services, std::shared_ptr<const Call> call) {
    co_return co_await answer_table(services, call, call->arguments.at(0));
}

const schema::Schema& action_schema() {
    static const schema::Schema compiled = schema_in_code(R"({
            "type": "object", "required": ["action"], "additionalProperties": false,
            "properties": {
                "action": {"enum": ["confirm", "overrule", "again"]},
                "route": {"type": "string", "minLength": 1, "maxLength": 60},
                "ministry": {"type": "string", "minLength": 1, "maxLength": 300},
                "referral": {"type": "string", "minLength": 1, "maxLength": 60},
                "reason": {"type": "string", "minLength": 1, "maxLength": 2000},
                "answers": {"type": "object"},
                "confirmedNotBsn": {
                    "type": "array", "maxItems": 50, "items": {"type": "string", "minLength": 1, "maxLength": 300}
                }
            }})");
    return compiled;
}

/// What each action takes and needs; anything else in the body is a mistake that would otherwise do nothing.
struct ActionShape {
    std::set<std::string> takes;
    std::set<std::string> needs;
};

const ActionShape& shape_of(const std::string& action) {
    static const std::map<std::string, ActionShape> shapes = {
        {"confirm", {{"ministry"}, {}}},
        {"overrule", {{"route", "ministry", "referral", "reason", "confirmedNotBsn"}, {"route", "reason"}}},
        {"again", {{"answers", "confirmedNotBsn"}, {}}},
    };
    return shapes.at(action);
}

void check_shape(const json& body, std::vector<Issue>& faults) {
    const auto action = body.at("action").get<std::string>();
    const ActionShape& shape = shape_of(action);
    for (const auto& [name, member] : body.items()) {
        if (name == "action" || shape.takes.contains(name)) continue;
        faults.push_back(
            {"/" + name,
             "notAllowed",
             {"Dit hoort niet bij " + action + "; laat het weg.",
              "This does not belong to " + action + "; leave it out."}}
        );
    }
    for (const auto& name : shape.needs) {
        if (body.contains(name)) continue;
        faults.push_back(
            {"/" + name,
             "required",
             {"Dit is verplicht bij " + action + ".", "This is required for " + action + "."}}
        );
    }
}

/// The command in the body; its faults go with it, since whether the case is still as the caller saw it comes
/// first.
cases::RouteCase read_command(const Call& call, const cases::CaseId& id, std::int64_t version) {
    cases::RouteCase command{call.caller(), id, version, cases::ConfirmRoute(), {}, {}};
    const json body = read_body(call, action_schema(), command.faults);
    if (body.is_null()) return command;
    check_shape(body, command.faults);
    const auto action = body.at("action").get<std::string>();
    command.not_bsn = body.value("confirmedNotBsn", std::vector<std::string>());
    if (action == "confirm") command.action = cases::ConfirmRoute{body.value("ministry", std::string())};
    if (action == "overrule") {
        command.action = cases::OverruleRoute{
            body.value("route", std::string()),
            body.value("ministry", std::string()),
            body.value("referral", std::string()),
            body.value("reason", std::string())};
    }
    if (action == "again") command.action = cases::RouteAgain{body.value("answers", json::object())};
    return command;
}

asio::awaitable<Response> post_routing(const Services& services, std::shared_ptr<const Call> call) {
    const auto id = cases::CaseId::parse(call->arguments.at(0));
    if (!id) co_return not_found(*call);
    const auto version = read_if_match(call->request);
    if (const auto* refused = std::get_if<Response>(&version)) co_return *refused;
    const auto seen = std::get<std::int64_t>(version);
    cases::RouteCase command = read_command(*call, *id, seen);
    auto retry = read_rest(*call, command.faults);
    runtime::Command work = std::move(command);
    co_return co_await change_case(services, call, std::move(work), std::move(retry), 200, seen);
}

}  // namespace

std::vector<Route> routing_routes(const Services& services) {
    Route post{
        http::Method::post,
        "/v1/cases/{id}/routing",
        Door::locked,
        true,
        json_type,
        with_services(services, post_routing),
        case_finder(services)};
    return {
        {http::Method::get,
         "/v1/cases/{id}/routing",
         Door::locked,
         false,
         json_type,
         with_services(services, get_routing)},
        std::move(post),
        {http::Method::get,
         "/v1/routing",
         Door::locked,
         false,
         json_type,
         with_services(services, get_table)},
        {http::Method::get,
         "/v1/routing/{version}",
         Door::locked,
         false,
         json_type,
         with_services(services, get_table_version)},
    };
}

}  // namespace wissel::resources
