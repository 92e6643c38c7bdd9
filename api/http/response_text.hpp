#pragma once

#include "api/http/response.hpp"

#include <string>
#include <string_view>

namespace wissel::http {

/// What the connection knows and an answer does not.
struct Envelope {
    std::string_view api_version;
    std::string_view request_id;
    bool head = false;            ///< the body is left out, its length stays
    bool close = false;           ///< announce the end of the connection
    bool keep_alive_1_0 = false;  ///< HTTP/1.0 has to be told that the connection stays
    bool dated = true;            ///< a text that is made once and sent often has no Date (RFC 9110, 6.6.1)
};

/// The answer as it goes over the wire, in one buffer (RFC 9112), with the fields that every answer carries.
/// A field of the answer's own takes the place of the general one of that name. One with a control character
/// is left out, and so are Content-Length, Transfer-Encoding, Connection and Date.
[[nodiscard]] std::string response_text(const Response& response, const Envelope& envelope);

}  // namespace wissel::http
