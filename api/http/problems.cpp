#include "api/http/problem.hpp"

#include <fmt/format.h>

#include <utility>

// What the transport itself finds wrong, in words that say what to do about it.

namespace wissel::http::problems {

Problem bad_framing(Words detail) {
    return {400, "bad-request", {"Ongeldig verzoek", "Bad request"}, std::move(detail)};
}

Problem malformed() {
    return bad_framing(
        {"Dit is geen geldig HTTP-verzoek. Kijk de eerste regel en de kop na.",
         "This is no valid HTTP request. Check the first line and the header."}
    );
}

Problem malformed_body() {
    return bad_framing(
        {"De inhoud is niet goed in stukken verdeeld (chunked). Stuur het verzoek opnieuw.",
         "The body is not well divided into chunks. Send the request again."}
    );
}

Problem request_timeout() {
    return {
        408,
        "request-timeout",
        {"Te langzaam", "Too slow"},
        {"Het verzoek kwam niet op tijd binnen. Stuur het opnieuw.",
         "The request did not arrive in time. Send it again."}};
}

Problem content_too_large(std::size_t bytes_max) {
    return {
        413,
        "content-too-large",
        {"Te groot", "Too large"},
        {fmt::format("De inhoud mag hoogstens {} bytes zijn. Stuur minder in één keer.", bytes_max),
         fmt::format("The content may be {} bytes at most. Send less at a time.", bytes_max)}};
}

Problem target_too_long() {
    return {
        414,
        "target-too-long",
        {"Adres te lang", "Address too long"},
        {"Het adres van het verzoek is te lang. Vraag minder tegelijk.",
         "The address of the request is too long. Ask less at a time."}};
}

Problem expectation_failed() {
    return {
        417,
        "expectation-failed",
        {"Verwachting niet gekend", "Expectation not known"},
        {"Van het veld Expect kennen wij alleen `100-continue`. Laat het anders weg.",
         "Of the field Expect we know only `100-continue`. Leave it out otherwise."}};
}

Problem headers_too_large() {
    return {
        431,
        "headers-too-large",
        {"Kop te groot", "Header too large"},
        {"De kop van het verzoek is te groot of heeft te veel velden. Stuur minder velden, of kortere.",
         "The header of the request is too large or has too many fields. Send fewer, or shorter ones."}};
}

Problem internal_error() {
    return {
        500,
        "internal-error",
        {"Fout in de server", "Server error"},
        {"Er ging iets mis in de server. Meld het requestId aan de beheerder.",
         "Something went wrong in the server. Tell the administrator the requestId."}};
}

Problem too_many_connections() {
    Problem problem{
        503,
        "too-many-connections",
        {"Te druk", "Too busy"},
        {"Er staan te veel verbindingen open. Probeer het straks opnieuw.",
         "Too many connections are open. Try again shortly."}};
    problem.retry_after_s = 1;
    return problem;
}

Problem version_not_supported() {
    return {
        505,
        "version-not-supported",
        {"Andere versie van HTTP", "Other version of HTTP"},
        {"Hier wordt HTTP/1.1 en HTTP/1.0 gesproken. Stuur het verzoek daarin.",
         "HTTP/1.1 and HTTP/1.0 are spoken here. Send the request in one of them."}};
}

Problem unauthorised(Words detail) {
    return {401, "unauthorised", {"Wie bent u?", "Who are you?"}, std::move(detail)};
}

Problem no_such_path() {
    return {
        404,
        "no-such-path",
        {"Niet gevonden", "Not found"},
        {"Dit adres bestaat niet. Wat er is, staat in /v1/openapi.json.",
         "There is no such address. What there is stands in /v1/openapi.json."}};
}

Problem not_found() {
    return {
        404,
        "not-found",
        {"Niet gevonden", "Not found"},
        {"Dit is er niet, of u mag het niet zien.", "This is not there, or not for you to see."}};
}

Problem method_not_allowed(std::string_view allow) {
    return {
        405,
        "method-not-allowed",
        {"Kan hier niet", "Not possible here"},
        {fmt::format("Dit adres kent alleen: {}.", allow),
         fmt::format("This address knows only: {}.", allow)}};
}

Problem not_acceptable(std::string_view media_type) {
    return {
        406,
        "not-acceptable",
        {"Niet in die vorm", "Not in that form"},
        {fmt::format("Dit is er alleen als {}. Vraag daarom in het veld Accept.", media_type),
         fmt::format("This is there as {} only. Ask for that in the field Accept.", media_type)}};
}

Problem unsupported_media_type(Words detail) {
    return {415, "unsupported-media-type", {"Verkeerde vorm", "Wrong form"}, std::move(detail)};
}

}  // namespace wissel::http::problems
