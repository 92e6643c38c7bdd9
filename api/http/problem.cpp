#include "api/http/problem.hpp"

#include <fmt/format.h>
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
    response.headers.push_back({"Content-Language", request.language == Language::nl ? "nl" : "en"});
    response.headers.push_back({"Vary", "Accept-Language"});
    if (problem.status == 503) response.headers.push_back({"Retry-After", "2"});
    return response;
}

Problem problem_of(const Failure& failure) {
    if (failure.code == FailureCode::internal) return problems::internal_error();
    if (failure.code == FailureCode::not_found && failure.slug.empty()) return problems::not_found();
    Kind kind = kind_of(failure.code);
    return {
        kind.status,
        failure.slug.empty() ? kind.slug : failure.slug,
        kind.title,
        failure.message,
        failure.issues};
}

Response failure_response(const Request& request, const Failure& failure) {
    return problem_response(request, problem_of(failure));
}

namespace problems {

Problem bad_framing(Words detail) {
    return {400, "bad-request", {"Ongeldig verzoek", "Bad request"}, std::move(detail), {}};
}

Problem request_timeout() {
    return {
        408,
        "request-timeout",
        {"Te langzaam", "Too slow"},
        {"Het verzoek kwam niet op tijd binnen. Stuur het opnieuw.",
         "The request did not arrive in time. Send it again."},
        {}};
}

Problem headers_too_large() {
    return {
        431,
        "headers-too-large",
        {"Kop te groot", "Header too large"},
        {"De kop van het verzoek is te groot.", "The header of the request is too large."},
        {}};
}

Problem content_too_large(std::size_t bytes_max) {
    return {
        413,
        "content-too-large",
        {"Te groot", "Too large"},
        {fmt::format("De inhoud is groter dan {} bytes.", bytes_max),
         fmt::format("The content is larger than {} bytes.", bytes_max)},
        {}};
}

Problem too_many_connections() {
    return {
        503,
        "too-many-connections",
        {"Te druk", "Too busy"},
        {"Er staan te veel verbindingen open; probeer het straks opnieuw.",
         "Too many connections are open; try again shortly."},
        {}};
}

Problem internal_error() {
    return {
        500,
        "internal-error",
        {"Fout in de server", "Server error"},
        {"Er ging iets mis in de server. Meld het requestId aan de beheerder.",
         "Something went wrong in the server. Tell the administrator the requestId."},
        {}};
}

Problem unauthorised(Words detail) {
    return {401, "unauthorised", {"Wie bent u?", "Who are you?"}, std::move(detail), {}};
}

Problem no_such_path() {
    return {
        404,
        "no-such-path",
        {"Niet gevonden", "Not found"},
        {"Dit adres bestaat niet. Wat er is, staat in /v1/openapi.json.",
         "There is no such address. What there is stands in /v1/openapi.json."},
        {}};
}

Problem not_found() {
    return {
        404,
        "not-found",
        {"Niet gevonden", "Not found"},
        {"Dit is er niet, of u mag het niet zien.", "This is not there, or not for you to see."},
        {}};
}

Problem method_not_allowed(std::string_view allow) {
    return {
        405,
        "method-not-allowed",
        {"Kan hier niet", "Not possible here"},
        {fmt::format("Dit adres kent alleen: {}.", allow),
         fmt::format("This address knows only: {}.", allow)},
        {}};
}

Problem not_acceptable(std::string_view media_type) {
    return {
        406,
        "not-acceptable",
        {"Niet in die vorm", "Not in that form"},
        {fmt::format("Dit is er alleen als {}.", media_type),
         fmt::format("This is there as {} only.", media_type)},
        {}};
}

Problem unsupported_media_type(Words detail) {
    return {415, "unsupported-media-type", {"Verkeerde vorm", "Wrong form"}, std::move(detail), {}};
}

}  // namespace problems

}  // namespace wissel::http
