#include "api/auth/authenticator.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace wissel::auth {
namespace {

bool is_bearer(std::string_view scheme) {
    constexpr std::string_view wanted = "bearer";
    return std::equal(scheme.begin(), scheme.end(), wanted.begin(), wanted.end(), [](char given, char lower) {
        return given == lower || (given >= 'A' && given <= 'Z' && given - 'A' + 'a' == lower);
    });
}

http::Response refusal(const http::Request& request, Words why, std::string challenge) {
    http::Response response = http::problem_response(request, http::problems::unauthorised(std::move(why)));
    response.headers.push_back({"WWW-Authenticate", std::move(challenge)});
    return response;
}

}  // namespace

std::variant<cases::Principal, http::Response> Authenticator::authenticate(const http::Request& request
) const {
    const auto header = request.header("authorization");
    if (!header) {
        return refusal(
            request,
            {"Stuur uw API-sleutel mee als `Authorization: Bearer wsl_…`.",
             "Send your API key as `Authorization: Bearer wsl_…`."},
            R"(Bearer realm="wissel")"
        );
    }
    const auto space = header->find(' ');
    if (space != std::string_view::npos && is_bearer(header->substr(0, space))) {
        if (auto principal = keys_.find(header->substr(space + 1))) return std::move(*principal);
    }
    return refusal(
        request,
        {"Deze API-sleutel klopt niet of is ingetrokken.", "This API key is not valid or was revoked."},
        R"(Bearer realm="wissel", error="invalid_token")"
    );
}

}  // namespace wissel::auth
