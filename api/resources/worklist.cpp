#include "api/resources/worklist.hpp"

#include "api/resources/await.hpp"
#include "api/resources/case_document.hpp"
#include "api/resources/cursor.hpp"
#include "api/resources/paging.hpp"
#include "api/resources/query.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/transitions.hpp"
#include "engine/cases/who.hpp"
#include "engine/cases/worklist.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;
using Json = nlohmann::ordered_json;

using CasePage = cases::Page<cases::CaseView>;

constexpr std::string_view by_term = "worklist";

Json tell(const cases::Task& task, const cases::CaseState& state) {
    const auto* leg = task.leg ? state.find(*task.leg) : nullptr;
    Json told = {
        {"kind", cases::code_of(task.kind)},
        {"leg", leg == nullptr ? Json() : Json(leg->id.str())},
        {"route", leg == nullptr ? Json() : Json(leg->route)},
        {"role", task.who.role}};
    if (!task.about.empty()) told["about"] = task.about;
    told["since"] = format_instant(task.since);
    told["due"] = task.due_at ? Json(format_instant(*task.due_at)) : Json();
    return told;
}

/// The case as lists have it, with what waits for the caller in it and what he may do. Empty: nothing waits for
/// him, only for others of his organisation.
std::string item_of(const cases::CaseView& view, const cases::Principal& by, const Services& services) {
    Json tasks = Json::array();
    for (const auto& task : cases::tasks_of(view.state)) {
        const bool ours = task.who.organisation == by.organisation && cases::is_owner(by, task.who);
        if (ours) tasks.push_back(tell(task, view.state));
    }
    if (tasks.empty()) return {};
    return R"({"case":)" + case_summary(view, services) + R"(,"tasks":)" + dump(tasks) + R"(,"transitions":)" +
           transitions_text(view.state, by, services) + "}";
}

asio::awaitable<Response> get_worklist(const Services& services, std::shared_ptr<const Call> call) {
    auto query = Query::parse(call->request.query, {"limit", "cursor"});
    if (!query) co_return refuse(*call, query.error());
    const cases::Principal& by = call->caller();
    auto page = read_page(*query, by_term, by.organisation);
    if (!page) co_return refuse(*call, page.error());
    const auto scope = cases::Scope::of(by, services.organisations);
    std::function<Result<CasePage>(cases::ReadStore&)> question =
        [scope, oin = by.organisation, asked = *page](cases::ReadStore& store) {
            return store.list_waiting(scope, oin, asked.from.value_or(0), asked.limit);
        };
    const auto found = co_await ask(services.registry.readers(), std::move(question));
    if (!found) co_return refuse(*call, found.error());
    std::vector<std::string> items;
    for (const auto& view : found->items) {
        if (auto item = item_of(view, by, services); !item.empty()) items.push_back(std::move(item));
    }
    const std::string next =
        found->next ? encode_cursor(by_term, by.organisation, *found->next) : std::string();
    Response response = json_response(list_body(items, next));
    if (!next.empty())
        response.headers.push_back({"Link", next_link("/v1/worklist", "", page->limit, next)});
    co_return response;
}

}  // namespace

std::vector<Route> worklist_routes(const Services& services) {
    return {
        {http::Method::get,
         "/v1/worklist",
         Door::locked,
         false,
         json_type,
         with_services(services, get_worklist)},
    };
}

}  // namespace wissel::resources
