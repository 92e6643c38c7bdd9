#include "api/http/parse_head.hpp"

#include "api/http/ascii.hpp"
#include "api/http/framing.hpp"
#include "api/http/method.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace wissel::http {

std::optional<Problem> parse_head(
    Parser& parser, std::string_view text, std::size_t fields_max, Request& request
) {
    boost::beast::error_code error;
    parser.header_limit(static_cast<std::uint32_t>(text.size()));
    parser.body_limit(boost::none);  // the route has it, and is not known yet
    parser.put(boost::asio::buffer(text), error);
    if (error == boost::beast::http::error::bad_version && names_other_version(text))
        return problems::version_not_supported();
    if (error) return problems::malformed();

    const auto& message = parser.get();
    RawHead head{message.method_string(), std::string(message.target()), message.version(), {}};
    for (const auto& field : message)
        head.fields.push_back(Header{lower(field.name_string()), std::string(field.value())});
    auto fault = check_framing(head, fields_max);

    request.method_name = std::string(message.method_string());
    request.method = method_of(request.method_name);
    const auto question = std::min(head.target.find('?'), head.target.size());
    request.path = head.target.substr(0, question);
    if (question < head.target.size()) request.query = head.target.substr(question + 1);
    request.headers = std::move(head.fields);
    return fault;
}

}  // namespace wissel::http
