#pragma once

#include "engine/base/failure.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::tool {

/// One answer of a server.
struct ApiAnswer {
    int status = 0;
    std::string body;
    std::string retry_after;
    bool replayed = false;  ///< the server gave the first answer to the same request again
};

/// Talks to a running server over its public API (libcurl; http and https, certificates checked). Not
/// thread-safe; one connection is kept open between calls.
class ApiClient {
public:
    /// `url` such as `http://127.0.0.1:8080`; `key` an API key.
    ApiClient(std::string url, std::string key);
    ~ApiClient();
    ApiClient(const ApiClient&) = delete;
    ApiClient& operator=(const ApiClient&) = delete;

    /// `method` of `path`, with `body` as JSON where it is not empty. Fails (`unavailable`) where no answer
    /// came.
    [[nodiscard]] Result<ApiAnswer> send(
        const char* method,
        const std::string& path,
        std::string_view body = {},
        const std::string& idempotency_key = {}
    );

private:
    struct Handle;
    std::string url_;
    std::string key_;
    std::unique_ptr<Handle> handle_;
};

/// What a problem document says, for people: its detail and a line for each fault, in English.
[[nodiscard]] std::string tell_problem(const ApiAnswer& answer);

}  // namespace wissel::tool
