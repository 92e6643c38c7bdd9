#pragma once

#include "api/http/request.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wissel::http {

/// One answer. The connection adds what every answer carries (Date, Content-Length, API-Version, the security
/// headers, the request id) and leaves the body out where HTTP says so (HEAD, 204, 304).
struct Response {
    int status = 200;
    std::string content_type;  ///< empty: no body is described
    std::vector<Header> headers;
    std::string body;
    bool close = false;    ///< announce `Connection: close` and end the connection after this answer
    std::string route{};   ///< the route's pattern, for the log and figures; never the path that was sent
    std::size_t operation = 0;  ///< of a refusal: which of the application's operations was asked; 0: none
    std::string caller{};  ///< who called, for the log: organisation and key, never a secret
};

}  // namespace wissel::http
