#include "api/http/response_text.hpp"

#include "api/http/ascii.hpp"

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
        case 202:
            return "Accepted";
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
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
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

bool clean(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

void put(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
}

/// What says where the message ends is the transport's to say; a field with a control character would say
/// more than it should.
bool may_stand(const Header& header) {
    constexpr std::array<std::string_view, 4> ours = {
        "content-length", "transfer-encoding", "connection", "date"};
    return clean(header.name) && clean(header.value) &&
           std::none_of(ours.begin(), ours.end(), [&header](std::string_view one) {
               return same_name(one, header.name);
           });
}

bool sets(const Response& response, std::string_view name) {
    return std::any_of(response.headers.begin(), response.headers.end(), [name](const Header& own) {
        return same_name(own.name, name);
    });
}

void put_general(std::string& text, const Response& response, const Envelope& envelope) {
    const auto put_unless_set = [&text, &response](std::string_view name, std::string_view value) {
        if (!value.empty() && !sets(response, name)) put(text, name, value);
    };
    put_unless_set("API-Version", envelope.api_version);
    put_unless_set("X-Request-Id", envelope.request_id);
    for (const auto& [name, value] : on_every_answer) put_unless_set(name, value);
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
    if (envelope.dated) put(text, "Date", date_now());
    if (!bodiless) {
        if (!response.content_type.empty() && clean(response.content_type))
            put(text, "Content-Type", response.content_type);
        put(text, "Content-Length", std::to_string(response.body.size()));
    }
    if (envelope.close) put(text, "Connection", "close");
    if (!envelope.close && envelope.keep_alive_1_0) put(text, "Connection", "keep-alive");
    for (const auto& header : response.headers) {
        if (may_stand(header)) put(text, header.name, header.value);
    }
    put_general(text, response, envelope);
    text += "\r\n";
    if (!envelope.head && !bodiless) text += response.body;
    return text;
}

}  // namespace wissel::http
