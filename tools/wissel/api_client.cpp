#include "tools/wissel/api_client.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/json_text.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::tool {
namespace {

constexpr long connect_timeout_s = 10;
constexpr long total_timeout_s = 60;

std::size_t collect_body(char* bytes, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(bytes, size * count);
    return size * count;
}

/// A list of header lines that curl only borrows.
class HeaderLines {
public:
    ~HeaderLines() { curl_slist_free_all(lines_); }
    HeaderLines() = default;
    HeaderLines(const HeaderLines&) = delete;
    HeaderLines& operator=(const HeaderLines&) = delete;

    void add(const std::string& line) { lines_ = curl_slist_append(lines_, line.c_str()); }
    [[nodiscard]] curl_slist* get() const { return lines_; }

private:
    curl_slist* lines_ = nullptr;
};

std::string header_of(CURL* curl, const char* name) {
    curl_header* found = nullptr;
    return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? found->value : "";
}

}  // namespace

struct ApiClient::Handle {
    CURL* curl = curl_easy_init();
    ~Handle() { curl_easy_cleanup(curl); }
};

ApiClient::ApiClient(std::string url, std::string key)
    : url_(std::move(url)), key_(std::move(key)), handle_(std::make_unique<Handle>()) {
    ensure(handle_->curl != nullptr, "curl has memory for a handle");
    while (url_.ends_with('/')) url_.pop_back();
}

ApiClient::~ApiClient() = default;

Result<ApiAnswer> ApiClient::send(
    const char* method, const std::string& path, std::string_view body, const std::string& idempotency_key
) {
    CURL* const curl = handle_->curl;
    curl_easy_reset(curl);
    ApiAnswer answer;
    HeaderLines lines;
    lines.add("Authorization: Bearer " + key_);
    lines.add("Accept: application/json");
    lines.add("Accept-Language: en");
    lines.add("Expect:");
    if (!idempotency_key.empty()) lines.add("Idempotency-Key: " + idempotency_key);
    if (!body.empty()) lines.add("Content-Type: application/json");
    curl_easy_setopt(curl, CURLOPT_URL, (url_ + path).c_str());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.get());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_timeout_s);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, total_timeout_s);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
    if (!body.empty()) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    }
    const CURLcode done = curl_easy_perform(curl);
    if (done != CURLE_OK) {
        return fail(
            FailureCode::unavailable,
            {fmt::format("{} antwoordt niet: {}.", url_, curl_easy_strerror(done)),
             fmt::format("{} does not answer: {}.", url_, curl_easy_strerror(done))}
        );
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    answer.retry_after = header_of(curl, "Retry-After");
    answer.replayed = header_of(curl, "Idempotency-Replayed") == "true";
    return answer;
}

std::string tell_problem(const ApiAnswer& answer) {
    const auto problem = nlohmann::json::parse(answer.body, nullptr, false);
    if (!problem.is_object()) return fmt::format("status {}", answer.status);
    std::string told = problem.value("detail", fmt::format("status {}", answer.status));
    for (const auto& error : problem.value("errors", nlohmann::json::array())) {
        const std::string where =
            error.value("pointer", error.value("parameter", error.value("header", std::string())));
        told += fmt::format("\n    {}: {} [{}]", where, error.value("message", ""), error.value("code", ""));
    }
    return told;
}

}  // namespace wissel::tool
