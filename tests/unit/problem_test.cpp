#include "api/http/problem.hpp"

#include "api/http/response_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <ctime>
#include <string>
#include <vector>

using namespace wissel;
using Json = nlohmann::ordered_json;

namespace {

http::Request asking(Language language) {
    http::Request request;
    request.id = "0190-x";
    request.language = language;
    return request;
}

std::string header(const http::Response& response, const std::string& name) {
    for (const auto& one : response.headers) {
        if (one.name == name) return one.value;
    }
    return {};
}

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a problem is one document with its members in order", "[unit][problem]") {
    http::Problem problem{400, "invalid-input", {"Titel", "Title"}, {"Uitleg", "Detail"}};
    problem.issues = {
        {"/a/0", "required", {"ontbreekt", "is missing"}},
        {"limit", "range", {"te groot", "too large"}, Issue::Place::parameter},
        {"If-Match", "syntax", {"geen tag", "no tag"}, Issue::Place::header}};
    const auto english = http::problem_response(asking(Language::en), problem);
    CHECK(english.status == 400);
    CHECK(english.content_type == "application/problem+json");
    CHECK(header(english, "Content-Language") == "en");
    CHECK(header(english, "Vary") == "Accept-Language");
    CHECK(
        english.body ==
        R"({"type":"/problems/invalid-input","title":"Title","status":400,"detail":"Detail","requestId":"0190-x",)"
        R"("errors":[{"pointer":"/a/0","code":"required","message":"is missing"},)"
        R"({"parameter":"limit","code":"range","message":"too large"},)"
        R"({"header":"If-Match","code":"syntax","message":"no tag"}]})"
    );
    problem.issues.clear();
    const auto dutch = http::problem_response(asking(Language::nl), problem);
    CHECK(header(dutch, "Content-Language") == "nl");
    CHECK(
        dutch.body ==
        R"({"type":"/problems/invalid-input","title":"Titel","status":400,"detail":"Uitleg","requestId":"0190-x"})"
    );
}

TEST_CASE("each kind of failure has its status", "[unit][problem]") {
    const auto [code, status, slug] = GENERATE(table<FailureCode, int, std::string>({
        {FailureCode::invalid, 400, "invalid-input"},
        {FailureCode::forbidden, 403, "forbidden"},
        {FailureCode::not_found, 404, "not-found"},
        {FailureCode::conflict, 409, "conflict"},
        {FailureCode::stale, 412, "stale"},
        {FailureCode::unavailable, 503, "unavailable"},
        {FailureCode::internal, 500, "internal-error"},
    }));
    const Failure failure{code, {"Waarom", "Why"}, {}, {}};
    const auto response = http::failure_response(asking(Language::en), failure);
    CHECK(response.status == status);
    CHECK(Json::parse(response.body)["type"] == "/problems/" + slug);
    CHECK((header(response, "Retry-After").empty() == (status != 503)));
    CHECK(http::problem_of({code, {"Waarom", "Why"}, {}, "own"}).slug == (status == 500 ? slug : "own"));
}

TEST_CASE("a fault of ours tells nothing of its cause", "[unit][problem]") {
    const Failure failure{
        FailureCode::internal, {"geheim", "secret"}, {{"/secret", "secret", {"geheim", "secret"}}}, "secret"};
    for (const Language language : {Language::nl, Language::en}) {
        const auto response = http::failure_response(asking(language), failure);
        CHECK(response.body.find("secret") == std::string::npos);
        CHECK(response.body.find("geheim") == std::string::npos);
    }
}

TEST_CASE("text that is no UTF-8 does not break a problem", "[unit][problem]") {
    const Failure failure{FailureCode::conflict, {"\xff\xfe", "\xc3"}, {}, {}};
    const auto response = http::failure_response(asking(Language::en), failure);
    CHECK(Json::parse(response.body)["detail"] == "\xef\xbf\xbd");
}

TEST_CASE("an answer carries what every answer carries, each once", "[unit][response]") {
    http::Response response;
    response.content_type = "application/json";
    response.body = "{}";
    response.headers = {{"etag", "\"7\""}, {"CACHE-CONTROL", "max-age=60"}};
    http::Envelope envelope;
    envelope.api_version = "1.0.0";
    envelope.request_id = "id";
    const std::string text = http::response_text(response, envelope);
    CHECK(text.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(text.ends_with("\r\n\r\n{}"));
    for (const std::string line :
         {"Content-Type: application/json",
          "Content-Length: 2",
          "API-Version: 1.0.0",
          "X-Request-Id: id",
          "etag: \"7\"",
          "CACHE-CONTROL: max-age=60",
          "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
          "Strict-Transport-Security: max-age=31536000; includeSubDomains",
          "X-Content-Type-Options: nosniff",
          "X-Frame-Options: DENY",
          "Referrer-Policy: no-referrer"}) {
        CAPTURE(line);
        CHECK(times(text, "\r\n" + line + "\r\n") == 1);
    }
    CHECK(times(text, "Cache-Control: no-store") == 0);
    CHECK(times(text, "Connection:") == 0);
    const auto date = text.find("\r\nDate: ");
    REQUIRE(date != std::string::npos);
    std::tm told{};
    const std::string line = text.substr(date + 8, text.find("\r\n", date + 2) - date - 8);
    const char* rest = strptime(line.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &told);
    REQUIRE(rest != nullptr);
    CHECK(*rest == '\0');
    CHECK(line.size() == 29);
    CHECK(std::abs(std::difftime(timegm(&told), std::time(nullptr))) <= 2);
}

TEST_CASE("an answer has no body where HTTP says so", "[unit][response]") {
    http::Response response;
    response.content_type = "text/plain";
    response.body = "0123456789";
    http::Envelope envelope;
    envelope.head = true;
    const std::string head = http::response_text(response, envelope);
    CHECK(head.ends_with("\r\n\r\n"));
    CHECK(times(head, "Content-Length: 10\r\n") == 1);
    envelope.head = false;
    for (const int status : {204, 304}) {
        response.status = status;
        const std::string text = http::response_text(response, envelope);
        CHECK(text.ends_with("\r\n\r\n"));
        CHECK(times(text, "Content-Length") == 0);
        CHECK(times(text, "Content-Type: ") == 0);
    }
    response.status = 200;
    response.body.clear();
    response.content_type.clear();
    CHECK(times(http::response_text(response, envelope), "Content-Length: 0\r\n") == 1);
}

TEST_CASE("a header can neither split an answer nor say where it ends", "[unit][response]") {
    http::Response response;
    response.body = "x";
    response.headers = {
        {"Location", "/a\r\nSet-Cookie: b"},
        {"X-A\r\nX-B", "c"},
        {"X-Nul", std::string("d\0e", 3)},
        {"content-length", "100"},
        {"Transfer-Encoding", "chunked"},
        {"CONNECTION", "upgrade"},
        {"date", "never"},
        {"X-Fine", "g"}};
    response.content_type = "text/plain\r\nX-D: h";
    const std::string text = http::response_text(response, {});
    for (const std::string part :
         {"Set-Cookie", "X-B", "X-Nul", "100", "chunked", "upgrade", "never", "X-D"}) {
        CAPTURE(part);
        CHECK(times(text, part) == 0);
    }
    CHECK(times(text, "\r\nX-Fine: g\r\n") == 1);
    CHECK(times(text, "Content-Length: 1\r\n") == 1);
}

TEST_CASE("a connection's end or stay is announced", "[unit][response]") {
    http::Envelope envelope;
    envelope.keep_alive_1_0 = true;
    CHECK(times(http::response_text({}, envelope), "\r\nConnection: keep-alive\r\n") == 1);
    envelope.close = true;
    CHECK(times(http::response_text({}, envelope), "\r\nConnection: close\r\n") == 1);
    CHECK(times(http::response_text({}, envelope), "keep-alive") == 0);
    envelope.dated = false;
    CHECK(times(http::response_text({}, envelope), "\r\nDate: ") == 0);
}
