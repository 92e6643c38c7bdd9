#include "api/resources/case_list.hpp"

#include "api/resources/await.hpp"
#include "api/resources/case_csv.hpp"
#include "api/resources/case_document.hpp"
#include "api/resources/case_filter.hpp"
#include "api/resources/cursor.hpp"
#include "api/resources/paging.hpp"
#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/resources/search_words.hpp"
#include "engine/cases/access.hpp"

#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;

constexpr int json_limit_max = 200;
/// A row is a fraction of a document, and who takes a whole list away as a table should not have to come back often.
constexpr int csv_limit_max = 1'000;

enum class Form : std::uint8_t { json, csv };

/// No value: the caller takes neither. JSON where both are liked as much.
std::optional<Form> form_for(const http::Request& request) {
    const auto accept = request.header("accept");
    if (!accept) return Form::json;
    const int json = http::quality_in(*accept, json_type);
    const int csv = http::quality_in(*accept, csv_type);
    if (json == 0 && csv == 0) return std::nullopt;
    return csv > json ? Form::csv : Form::json;
}

struct Asked {
    CaseQuestion question;
    CasePageRequest page;
};

/// Every fault at once.
Result<Asked> read_asked(const Call& call, const FilterCodes& codes, Form form, Instant now) {
    auto query = Query::parse(call.request.query, case_list_parameters());
    if (!query) return fail_as(query);
    auto question = read_case_question(*query, codes, now);
    std::vector<Issue> issues;
    if (!question) add_issues(issues, question.error());
    // Whether a cursor fits can only be told where the filter is one; its limit is looked at in any case.
    const std::string filter = question ? question->text : std::string();
    const auto sort = cases::code_of(question ? question->sort : cases::CaseSort::newest);
    auto page = read_case_page(*query, sort, filter, form == Form::csv ? csv_limit_max : json_limit_max);
    if (!page) {
        for (const auto& issue : page.error().issues) {
            if (question || issue.path != "cursor") issues.push_back(issue);
        }
    }
    if (form == Form::csv && query->has("count")) {
        issues.push_back(parameter_issue(
            "count",
            "notInThisForm",
            {"Een tabel heeft geen plaats voor het aantal; vraag het aantal op met JSON.",
             "A table has no place for the count; ask for it as JSON."}
        ));
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    if (form == Form::csv && !query->has("limit")) page->limit = csv_limit_max;
    return Asked{std::move(*question), *page};
}

/// The parameters of the next page but for its limit and cursor.
std::string repeated(const CaseQuestion& question) {
    std::string text = question.text;
    const auto add = [&text](std::string_view parameter) {
        text.append(text.empty() ? "" : "&").append(parameter);
    };
    if (question.sort != cases::CaseSort::newest) add("sort=" + std::string(cases::code_of(question.sort)));
    if (question.counted) add("count=true");
    return text;
}

Response as_json(const cases::CasePage& found, const std::string& next, const Services& services) {
    std::vector<std::string> items;
    for (const auto& view : found.items) items.push_back(case_summary(view, services));
    std::string body = list_body(items, next);
    if (found.total) {
        body.pop_back();
        body += R"(,"total":)" + std::to_string(*found.total) + "}";
    }
    return json_response(std::move(body));
}

Response as_csv(const cases::CasePage& found, Instant day_began) {
    Response response;
    response.content_type = std::string(csv_type) + "; charset=utf-8; header=present";
    response.body = case_csv(found.items, day_began);
    response.headers.push_back({"Content-Disposition", R"(attachment; filename="cases.csv")"});
    return response;
}

/// Of an open case everybody may know what it is about, but not who holds data for it or was asked to treat it.
Failure not_your_parts() {
    return {
        FailureCode::forbidden,
        {"Waar een organisatie bij betrokken is, ziet alleen die organisatie zelf, en wie alle knelpunten ziet.",
         "What an organisation takes part in is for that organisation itself, and for who sees all cases."},
        {},
        {}};
}

asio::awaitable<Response> list_cases(
    const Services& services, std::shared_ptr<const FilterCodes> codes, std::shared_ptr<const Call> call
) {
    const auto form = form_for(call->request);
    const auto asked = read_asked(*call, *codes, form.value_or(Form::json), services.clock.now());
    // The form is told after what is not there and before what is wrong with the question; a list is always there.
    if (!form) {
        co_return http::problem_response(
            call->request, http::problems::not_acceptable(std::string(json_type) + ", " + csv_type)
        );
    }
    if (!asked) co_return refuse(*call, asked.error());
    const auto& question = asked->question;
    const auto& party = question.filter.party;
    if (!party.empty() && !cases::reads_status_of(call->caller(), party)) co_return refuse(*call, not_your_parts());
    cases::CaseList list{question.filter, question.sort, asked->page.from, asked->page.limit, question.counted};
    const auto scope = cases::Scope::of(call->caller(), services.organisations);
    std::function<Result<cases::CasePage>(cases::ReadStore&)> ask_store =
        [scope, list = std::move(list)](cases::ReadStore& store) { return store.list_cases(scope, list); };
    const auto found = co_await ask(services.registry.readers(), std::move(ask_store));
    if (!found) co_return refuse(*call, found.error());
    const std::string next =
        found->next ? encode_cursor(cases::code_of(question.sort), question.text, *found->next) : std::string();
    Response response = *form == Form::csv ? as_csv(*found, question.filter.day_began)
                                           : as_json(*found, next, services);
    response.headers.push_back({"Vary", "Accept"});
    tell_searched(*found, response);
    if (!next.empty()) {
        const std::string link = next_link("/v1/cases", repeated(question), asked->page.limit, next);
        response.headers.push_back({"Link", link});
    }
    co_return response;
}

}  // namespace

Route case_list_route(const Services& services) {
    const auto lists = status::read_lists(services.vocabulary, services.workflows, services.organisations);
    const auto codes = std::make_shared<const FilterCodes>(lists);
    // Its form is a choice, so the handler looks at what is wanted and the router does not.
    return {
        http::Method::get, "/v1/cases", Door::locked, false, {}, [&services, codes](std::shared_ptr<const Call> call) {
            return list_cases(services, codes, std::move(call));
        }};
}

}  // namespace wissel::resources
