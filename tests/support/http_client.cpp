#include "tests/support/http_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace wissel::test {
namespace {

std::size_t collect_body(char* bytes, std::size_t size, std::size_t count, void* target) {
    static_cast<std::string*>(target)->append(bytes, size * count);
    return size * count;
}

std::size_t collect_header(char* bytes, std::size_t size, std::size_t count, void* target) {
    const std::string line(bytes, size * count);
    const auto colon = line.find(':');
    if (colon != std::string::npos) {
        std::string name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        const auto start = line.find_first_not_of(' ', colon + 1);
        (*static_cast<std::map<std::string, std::string>*>(target))[name] =
            line.substr(start, line.find_last_not_of("\r\n") + 1 - start);
    }
    return size * count;
}

}  // namespace

Reply send(
    unsigned short port,
    const std::string& method,
    const std::string& target,
    const std::vector<std::string>& header_lines,
    const std::string& body
) {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
    if (!curl) throw std::runtime_error("libcurl does not start");
    curl_slist* lines = curl_slist_append(nullptr, "Expect:");
    for (const auto& line : header_lines) lines = curl_slist_append(lines, line.c_str());
    Reply reply;
    curl_easy_setopt(curl.get(), CURLOPT_URL, ("http://127.0.0.1:" + std::to_string(port) + target).c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
    if (method == "HEAD") curl_easy_setopt(curl.get(), CURLOPT_NOBODY, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, lines);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, collect_body);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply.body);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, collect_header);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply.headers);
    if (!body.empty() || method == "POST") {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(curl.get(), CURLOPT_COPYPOSTFIELDS, body.c_str());
    }
    const CURLcode done = curl_easy_perform(curl.get());
    curl_slist_free_all(lines);
    if (done != CURLE_OK) throw std::runtime_error(method + ' ' + target + ": " + curl_easy_strerror(done));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    return reply;
}

}  // namespace wissel::test
