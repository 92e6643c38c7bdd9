#include "api/resources/reply.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/json_writer.hpp"
#include "engine/base/sha256.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace wissel::resources {
namespace {

/// Whether a list of entity tags names `etag`; weak comparison, as a conditional GET wants it.
bool names_tag(std::string_view list, std::string_view etag) {
    while (!list.empty()) {
        const auto start = list.find_first_not_of(" \t,");
        if (start == std::string_view::npos) return false;
        list.remove_prefix(start);
        if (list.starts_with('*')) return true;
        if (list.starts_with("W/")) list.remove_prefix(2);
        if (!list.starts_with('"')) return false;
        const auto end = list.find('"', 1);
        if (end == std::string_view::npos) return false;
        if (list.substr(0, end + 1) == etag) return true;
        list.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace

http::Response json_response(std::string body) {
    http::Response response;
    response.content_type = json_type;
    response.body = std::move(body);
    return response;
}

bool has_already(const http::Request& request, std::string_view etag) {
    const auto known = request.header("if-none-match");
    return known && names_tag(*known, etag);
}

http::Response tagged_response(const http::Request& request, std::string body, const std::string& etag) {
    http::Response response;
    if (has_already(request, etag)) {
        response.status = 304;
    } else {
        response = json_response(std::move(body));
    }
    response.headers.push_back({"ETag", etag});
    return response;
}

std::string list_body(const std::vector<std::string>& items, const std::string& next_cursor) {
    std::string body = R"({"items":[)";
    for (const auto& item : items) {
        if (body.back() != '[') body += ',';
        body += item;
    }
    // A cursor is base64url, so it needs no escaping.
    return body + R"(],"next":)" + (next_cursor.empty() ? "null" : '"' + next_cursor + '"') + "}";
}

http::Response kept_response(const cases::KeptAnswer& answer, bool replayed) {
    http::Response response;
    response.status = answer.status;
    if (!answer.body.empty()) response.content_type = json_type;
    response.body = answer.body;
    if (!answer.location.empty()) response.headers.push_back({"Location", answer.location});
    if (!answer.etag.empty()) response.headers.push_back({"ETag", answer.etag});
    if (replayed) response.headers.push_back({"Idempotency-Replayed", "true"});
    return response;
}

std::string content_tag(std::string_view body) {
    const Digest hash = sha256({body});
    return '"' + to_hex(bytes_of(hash).substr(0, 16)) + '"';
}

std::string dump(const nlohmann::ordered_json& value) {
    JsonWriter to;
    to.value(value);
    return std::move(to).take();
}

}  // namespace wissel::resources
