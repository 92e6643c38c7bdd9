#include "api/resources/contract.hpp"

#include "api/resources/reply.hpp"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace wissel::embedded {
extern const std::string_view openapi_json;
}

namespace wissel::resources {

nlohmann::ordered_json contract_document(const Services& services) {
    auto document = nlohmann::ordered_json::parse(embedded::openapi_json);
    document["info"]["version"] = services.api_version;
    document["components"]["schemas"]["Report"] = services.report_schema;
    return document;
}

std::vector<Route> contract_routes(const Services& services) {
    Handler handler = [body = dump(contract_document(services))](std::shared_ptr<const Call> call
                      ) -> boost::asio::awaitable<http::Response> {
        http::Response response = tagged_response(call->request, body, content_tag(body));
        response.headers.push_back({"Access-Control-Allow-Origin", "*"});
        co_return response;
    };
    return {{http::Method::get, "/v1/openapi.json", Door::open, false, json_type, std::move(handler)}};
}

}  // namespace wissel::resources
