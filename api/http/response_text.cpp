#include "api/http/response_text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

namespace wissel::http {
namespace {

/// The fields of the API Design Rules (transport/security-headers).
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> on_every_answer = {{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
}};

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "";
    }
}

/// `Tue, 24 Nov 2026 09:30:00 GMT`; made anew once a second.
std::string_view date_now() {
    thread_local std::time_t made_at = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != made_at || text.empty()) {
        text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now));
        made_at = now;
    }
    return text;
}

bool same_name(std::string_view left, std::string_view right) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [low](char a, char b) {
        return low(a) == low(b);
    });
}

bool clean(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

void put(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string response_text(const Response& response, const Envelope& envelope) {
    const bool bodiless = response.status == 204 || response.status == 304;
    std::string text;
    text.reserve(640 + response.body.size());
    text.append("HTTP/1.1 ")
        .append(std::to_string(response.status))
        .append(" ")
        .append(reason(response.status))
        .append("\r\n");
    put(text, "Date", date_now());
    if (!bodiless) {
        if (!response.content_type.empty()) put(text, "Content-Type", response.content_type);
        put(text, "Content-Length", std::to_string(response.body.size()));
    }
    if (envelope.close) put(text, "Connection", "close");
    if (!envelope.close && envelope.keep_alive_1_0) put(text, "Connection", "keep-alive");
    put(text, "API-Version", envelope.api_version);
    put(text, "X-Request-Id", envelope.request_id);
    for (const auto& header : response.headers) {
        if (clean(header.name) && clean(header.value)) put(text, header.name, header.value);
    }
    for (const auto& [name, value] : on_every_answer) {
        const bool set =
            std::any_of(response.headers.begin(), response.headers.end(), [name = name](const Header& own) {
                return same_name(own.name, name);
            });
        if (!set) put(text, name, value);
    }
    text += "\r\n";
    if (!envelope.head && !bodiless) text += response.body;
    return text;
}

}  // namespace wissel::http
