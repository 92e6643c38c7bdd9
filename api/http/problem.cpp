#include "api/http/problem.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::http {
namespace {

using Json = nlohmann::ordered_json;

const char* member_of(Issue::Place place) {
    switch (place) {
        case Issue::Place::pointer:
            return "pointer";
        case Issue::Place::parameter:
            return "parameter";
        case Issue::Place::header:
            return "header";
    }
    return "pointer";
}

constexpr int unavailable_for_s = 2;

struct Kind {
    int status;
    const char* slug;
    Words title;
};

Kind kind_of(FailureCode code) {
    switch (code) {
        case FailureCode::invalid:
            return {400, "invalid-input", {"Ongeldige invoer", "Invalid input"}};
        case FailureCode::forbidden:
            return {403, "forbidden", {"Niet toegestaan", "Not allowed"}};
        case FailureCode::not_found:
            return {404, "not-found", {"Niet gevonden", "Not found"}};
        case FailureCode::conflict:
            return {409, "conflict", {"Kan nu niet", "Not possible now"}};
        case FailureCode::stale:
            return {412, "stale", {"Intussen gewijzigd", "Changed since"}};
        case FailureCode::unavailable:
            return {503, "unavailable", {"Even niet beschikbaar", "Not available now"}};
        case FailureCode::bug:
        case FailureCode::internal:
            break;
    }
    return {500, "internal-error", {"Fout in de server", "Server error"}};
}

}  // namespace

Response problem_response(const Request& request, const Problem& problem) {
    Json document = {
        {"type", "/problems/" + problem.slug},
        {"title", in(request.language, problem.title)},
        {"status", problem.status},
        {"detail", in(request.language, problem.detail)},
        {"requestId", request.id},
    };
    for (const auto& issue : problem.issues) {
        document["errors"].push_back(
            {{member_of(issue.place), issue.path},
             {"code", issue.code},
             {"message", in(request.language, issue.message)}}
        );
    }
    Response response;
    response.status = problem.status;
    response.content_type = "application/problem+json";
    response.body = document.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (!problem.more.empty()) {
        response.body.back() = ',';
        response.body += problem.more + '}';
    }
    response.headers.push_back({"Content-Language", request.language == Language::nl ? "nl" : "en"});
    response.headers.push_back({"Vary", "Accept-Language"});
    if (problem.retry_after_s > 0)
        response.headers.push_back({"Retry-After", std::to_string(problem.retry_after_s)});
    return response;
}

Problem problem_of(const Failure& failure) {
    if (failure.code == FailureCode::bug || failure.code == FailureCode::internal) return problems::internal_error();
    if (failure.code == FailureCode::not_found && failure.slug.empty()) return problems::not_found();
    Kind kind = kind_of(failure.code);
    return {
        kind.status,
        failure.slug.empty() ? kind.slug : failure.slug,
        std::move(kind.title),
        failure.message,
        failure.issues,
        failure.code == FailureCode::unavailable ? unavailable_for_s : 0};
}

Response failure_response(const Request& request, const Failure& failure) {
    return problem_response(request, problem_of(failure));
}

}  // namespace wissel::http
