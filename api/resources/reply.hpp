#pragma once

#include "api/http/response.hpp"
#include "engine/cases/store.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wissel::resources {

/// JSON text that a reader lane made, with the tag of its version (empty: it has none).
struct Document {
    std::string body;
    std::string etag;
};

inline constexpr const char* json_type = "application/json";

/// 200 with a JSON body.
[[nodiscard]] http::Response json_response(std::string body);

/// Whether `If-None-Match` of `request` names the tag (RFC 9110, 13.1.2).
[[nodiscard]] bool has_already(const http::Request& request, std::string_view etag);

/// A document with its tag, or 304 without it where `If-None-Match` of `request` names the tag (RFC
/// 9110, 13.1.2).
[[nodiscard]] http::Response tagged_response(
    const http::Request& request, std::string body, const std::string& etag
);

/// A list: `{"items": […], "next": cursor or null}`; `items` are JSON texts, put in as they are.
[[nodiscard]] std::string list_body(const std::vector<std::string>& items, const std::string& next_cursor);

/// What a command answered.
[[nodiscard]] http::Response kept_response(const cases::KeptAnswer& answer, bool replayed);

/// The tag of a document that never changes while the server runs: a hash over it.
[[nodiscard]] std::string content_tag(std::string_view body);

/// Compact JSON, members in the order in which they were put.
[[nodiscard]] std::string dump(const nlohmann::ordered_json& value);

}  // namespace wissel::resources
