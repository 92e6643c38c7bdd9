#include "api/resources/web.hpp"

#include "api/resources/refusal.hpp"
#include "api/resources/reply.hpp"
#include "api/web/files.hpp"
#include "engine/base/ensure.hpp"
#include "engine/runtime/gzip.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace wissel::resources {
namespace {

namespace asio = boost::asio;
using http::Response;

/// Where the screen shows a page of its own.
constexpr std::array<const char*, 11> pages = {
    "/", "/work", "/cases", "/cases/{id}", "/report", "/workflows", "/workflows/{id}", "/routing", "/admin", "/help",
    "/accessibility"};

/// All that a page of this server may load or ask: its own. `data:` is for images that it makes itself.
constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Something to send, plain and packed.
struct Content {
    std::string media_type;
    std::string body;
    std::string gzip;  ///< empty: only plain
    std::string tag;
};

Response respond(const Call& call, const Content& content, const char* caching) {
    const auto codings = call.request.header("accept-encoding");
    const bool packed = !content.gzip.empty() && codings && http::asks_for_coding(*codings, "gzip");
    const std::string tag = '"' + content.tag + (packed ? "-gzip\"" : "\"");
    Response response;
    response.headers.push_back({"ETag", tag});
    response.headers.push_back({"Cache-Control", caching});
    response.headers.push_back({"Content-Security-Policy", policy});
    if (!content.gzip.empty()) response.headers.push_back({"Vary", "Accept-Encoding"});
    if (has_already(call.request, tag)) {
        response.status = 304;
        return response;
    }
    response.content_type = content.media_type;
    response.body = packed ? content.gzip : content.body;
    if (packed) response.headers.push_back({"Content-Encoding", "gzip"});
    return response;
}

Content content_of(const web::File& file) {
    return {
        std::string(file.media_type), std::string(file.body), std::string(file.gzip), std::string(file.tag)};
}

/// The one page of the screen. That this is a demonstration stands in it, since nobody may be logged in yet.
Content page(const Services& services) {
    const auto& files = web::files();
    const auto index =
        std::find_if(files.begin(), files.end(), [](const web::File& file) { return file.path == "index.html"; });
    ensure(index != files.end(), "the screen has a page");
    Content content = content_of(*index);
    if (!services.demonstration) return content;
    constexpr std::string_view root = "<html";
    content.body.insert(content.body.find(root) + root.size(), " data-demonstration");
    content.gzip = runtime::gzip(content.body);
    content.tag += "-demonstration";
    return content;
}

Handler page_handler(const Services& services, int status) {
    return [content = page(services), status](std::shared_ptr<const Call> call) -> asio::awaitable<Response> {
        Response response = respond(*call, content, "no-cache");
        if (status != 200) {
            // A page that is not there has no version either.
            response = respond(Call{}, content, "no-cache");
            response.status = status;
        }
        co_return response;
    };
}

asio::awaitable<Response> get_asset(std::shared_ptr<const Call> call) {
    const std::string path = "assets/" + call->arguments.at(0);
    const auto& files = web::files();
    const auto file =
        std::find_if(files.begin(), files.end(), [&path](const web::File& one) { return one.path == path; });
    if (file == files.end()) co_return not_found(*call);
    co_return respond(*call, content_of(*file), "public, max-age=31536000, immutable");
}

}  // namespace

std::vector<Route> web_routes(const Services& services) {
    std::vector<Route> routes;
    for (const char* pattern : pages) {
        routes.push_back({http::Method::get, pattern, Door::open, false, "text/html", page_handler(services, 200)});
    }
    routes.push_back({http::Method::get, "/assets/{file}", Door::open, false, "", get_asset});
    return routes;
}

Handler lost_page(const Services& services) {
    return page_handler(services, 404);
}

}  // namespace wissel::resources
