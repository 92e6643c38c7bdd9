#pragma once

#include <map>
#include <string>
#include <vector>

namespace wissel::test {

struct Reply {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
};

/// Sends one request to a server on 127.0.0.1 by libcurl and reads the answer. Throws where none comes, and
/// asserts nothing: tests call it from several threads, and Catch2 is for one.
[[nodiscard]] Reply send(
    unsigned short port,
    const std::string& method,
    const std::string& target,
    const std::vector<std::string>& header_lines = {},
    const std::string& body = {}
);

}  // namespace wissel::test
