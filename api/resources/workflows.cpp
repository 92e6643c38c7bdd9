#include "api/resources/workflows.hpp"

#include "api/resources/await.hpp"
#include "api/resources/case_drawing.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/treatment_document.hpp"
#include "engine/cases/vocabulary.hpp"
#include "engine/cases/who.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using Json = nlohmann::ordered_json;
using FoundDocument = std::optional<Document>;

const char* kind_of(const statechart::Workflow& workflow) {
    switch (workflow.kind) {
        case statechart::Workflow::Kind::lifecycle:
            return "lifecycle";
        case statechart::Workflow::Kind::overlay:
            return "overlay";
        case statechart::Workflow::Kind::route:
            break;
    }
    return "route";
}

Json head_of(const cases::RunnableWorkflow& one) {
    const auto& machine = one.machine();
    Json told = {
        {"id", machine.id},
        {"version", machine.version},
        {"hash", machine.hash},
        {"kind", kind_of(one.workflow)},
        {"title", words_document(one.workflow.title)}};
    if (one.workflow.description) told["description"] = words_document(*one.workflow.description);
    return told;
}

asio::awaitable<Response> list_workflows(const Services& services, std::shared_ptr<const Call> call) {
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    std::vector<std::string> items;
    for (const auto* one : services.workflows.all_in_force()) items.push_back(dump(head_of(*one)));
    const std::string body = list_body(items, "");
    co_return tagged_response(call->request, body, content_tag(body));
}

/// A workflow as it is kept, with every version that is or was in use.
Result<FoundDocument> read_workflow(cases::ReadStore& store, const cases::RunnableWorkflow& workflow) {
    auto all = store.definitions();
    if (!all) return fail_as(all);
    Json versions = Json::array();
    for (const auto& one : *all) {
        if (one.kind != "workflow" || one.id != workflow.machine().id) continue;
        versions.push_back(
            {{"version", one.version}, {"hash", one.hash}, {"inUseSince", format_instant(one.kept_at)}}
        );
    }
    std::string body = dump(head_of(workflow));
    body.back() = ',';
    // The exact text that the hash is over; nobody has to parse and write it again to check it.
    body += R"("workflow":)" + workflow.content + R"(,"versions":)" + dump(versions) + "}";
    return Document{body, content_tag(body)};
}

asio::awaitable<Response> get_workflow(const Services& services, std::shared_ptr<const Call> call) {
    const auto* workflow = services.workflows.in_force(call->arguments.at(0));
    if (workflow == nullptr) co_return not_found(*call);
    std::function<Result<FoundDocument>(cases::ReadStore&)> question = [workflow](cases::ReadStore& store) {
        return read_workflow(store, *workflow);
    };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    if (!*found) co_return not_found(*call);
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    co_return tagged_response(call->request, (*found)->body, (*found)->etag);
}

/// What a diagram is asked as.
struct Asked {
    bool mermaid = false;
    Language language = Language::nl;
    std::optional<std::string> of_case;
};

Result<Asked> read_asked(const Call& call) {
    auto query = Query::parse(call.request.query, {"format", "lang", "case"});
    if (!query) return fail_as(query);
    std::vector<Issue> faults;
    Asked asked{query->get("format") == "mermaid", call.request.language, std::nullopt};
    if (query->has("case")) asked.of_case = query->get("case");
    if (query->has("format") && query->get("format") != "svg" && !asked.mermaid) {
        faults.push_back(
            parameter_issue("format", "enum", {"format is svg of mermaid.", "format is svg or mermaid."})
        );
    }
    if (query->has("lang")) asked.language = query->get("lang") == "en" ? Language::en : Language::nl;
    if (query->has("lang") && query->get("lang") != "en" && query->get("lang") != "nl")
        faults.push_back(parameter_issue("lang", "enum", {"lang is nl of en.", "lang is nl or en."}));
    if (!faults.empty()) return fail_invalid(std::move(faults));
    return asked;
}

asio::awaitable<Response> get_diagram(const Services& services, std::shared_ptr<const Call> call) {
    const auto* workflow = services.workflows.in_force(call->arguments.at(0));
    if (workflow == nullptr) co_return not_found(*call);
    const auto asked = read_asked(*call);
    if (!asked) co_return refuse(*call, asked.error());
    statechart::Drawing drawing;
    const auto roles = cases::role_words(services.vocabulary);
    if (!asked->of_case) {
        drawing = statechart::draw(workflow->workflow, roles, asked->language);
    } else {
        const auto id = cases::CaseId::parse(*asked->of_case);
        if (!id) co_return not_found(*call);
        const auto scope = cases::Scope::of(call->caller(), services.organisations);
        std::function<Result<std::optional<CaseOnChart>>(cases::ReadStore&)> question =
            [scope, id, name = workflow->machine().id](cases::ReadStore& store) {
                return find_on_chart(store, scope, *id, name);
            };
        const auto found = co_await ask(services.registry.readers(), std::move(question));
        if (!found) co_return refuse(*call, found.error());
        if (!*found) co_return not_found(*call);
        // A leg is drawn on the version that it runs.
        const auto* own = services.workflows.find((*found)->hash);
        drawing = draw_case(own == nullptr ? *workflow : *own, **found, roles, asked->language);
    }
    const std::string body = asked->mermaid ? mermaid_of(drawing) : svg_of(drawing);
    Response response = tagged_response(call->request, body, content_tag(body));
    response.headers.push_back({"Vary", "Accept-Language"});
    if (response.status != 200) co_return response;
    response.content_type = asked->mermaid ? "text/plain; charset=utf-8" : "image/svg+xml";
    response.headers.push_back({"Content-Language", asked->language == Language::nl ? "nl" : "en"});
    co_return response;
}

/// A route with what it is, and who takes it: for a fast lane each ministry.
Json tell_route(const std::string& id, const Json& title, const Services& services) {
    Json told = {{"id", id}, {"title", title}};
    const auto* workflow = services.workflows.in_force(id);
    if (workflow == nullptr) return told;
    told["workflow"] = head_of(*workflow);
    Json roles = Json::array();
    std::vector<std::string> seen;
    for (const auto& transition : workflow->workflow.transitions) {
        for (const auto& role : transition.allow) {
            const bool relation = std::find(
                                      statechart::relations.begin(), statechart::relations.end(), role
                                  ) != statechart::relations.end();
            if (relation || cases::is_over_all_cases(role) || role == "reporter" || role == "holder") continue;
            if (std::find(seen.begin(), seen.end(), role) == seen.end()) seen.push_back(role);
        }
    }
    for (const auto& role : seen) {
        Json holders = Json::array();
        for (const auto& organisation : services.organisations.all()) {
            for (const auto& held : organisation.roles) {
                if (held.role != role) continue;
                Json holder = organisation_document(organisation.oin, services.organisations);
                if (!organisation.tooi.empty()) holder["tooi"] = organisation.tooi;
                if (!held.mailbox.empty()) holder["mailbox"] = held.mailbox;
                holders.push_back(std::move(holder));
            }
        }
        roles.push_back({{"role", role}, {"heldBy", std::move(holders)}});
    }
    told["roles"] = std::move(roles);
    return told;
}

asio::awaitable<Response> list_routes(const Services& services, std::shared_ptr<const Call> call) {
    if (auto query = Query::parse(call->request.query, {}); !query) co_return refuse(*call, query.error());
    std::vector<std::string> items;
    for (const auto& list : services.vocabulary.at("lists")) {
        if (list.at("id") != "routes") continue;
        for (const auto& item : list.at("items"))
            items.push_back(dump(tell_route(item.at("code"), Json(item.at("title")), services)));
    }
    const std::string body = list_body(items, "");
    co_return tagged_response(call->request, body, content_tag(body));
}

}  // namespace

std::vector<Route> workflow_routes(const Services& services) {
    return {
        {http::Method::get,
         "/v1/workflows",
         Door::locked,
         false,
         json_type,
         with_services(services, list_workflows)},
        {http::Method::get,
         "/v1/workflows/{id}",
         Door::locked,
         false,
         json_type,
         with_services(services, get_workflow)},
        {http::Method::get,
         "/v1/workflows/{id}/diagram",
         Door::locked,
         false,
         "",
         with_services(services, get_diagram)},
        {http::Method::get, "/v1/routes", Door::locked, false, json_type, with_services(services, list_routes)},
    };
}

}  // namespace wissel::resources
