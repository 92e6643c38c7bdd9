#include "api/resources/preconditions.hpp"

#include "api/http/problem.hpp"

#include <charconv>
#include <string_view>

namespace wissel::resources {
namespace {

http::Response required(const http::Request& request) {
    const http::Problem problem{
        428,
        "precondition-required",
        {"Noem de versie", "Name the version"},
        {"Stuur in If-Match de ETag van het knelpunt zoals u het zag, zodat niemand een ander overschrijft.",
         "Send in If-Match the ETag of the case as you saw it, so that nobody overwrites another."}};
    return http::problem_response(request, problem);
}

http::Response never_matches(const http::Request& request) {
    const http::Problem problem{
        412,
        "stale",
        {"Intussen gewijzigd", "Changed since"},
        {"If-Match noemt geen versie van dit knelpunt. Lees het knelpunt opnieuw en stuur zijn ETag.",
         "If-Match names no version of this case. Read the case again and send its ETag."}};
    return http::problem_response(request, problem);
}

}  // namespace

std::variant<std::int64_t, http::Response> read_if_match(const http::Request& request) {
    const auto header = request.header("if-match");
    if (!header) return required(request);
    std::string_view tag = *header;
    if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return never_matches(request);
    tag = tag.substr(1, tag.size() - 2);
    tag = tag.substr(0, tag.find('-'));
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (error != std::errc() || end != tag.data() + tag.size() || version < 1) return never_matches(request);
    return version;
}

}  // namespace wissel::resources
