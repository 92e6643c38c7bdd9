#pragma once

#include "engine/base/words.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace wissel::http {

/// Every bound that the server keeps; `config/wissel.json` sets them.
struct Limits {
    std::size_t header_bytes_max = 8 * 1024;
    std::size_t header_fields_max = 64;
    std::size_t connections_max = 1024;
    std::size_t connections_per_address_max = 256;
    std::chrono::milliseconds idle_timeout{10'000};    ///< between requests on a connection
    std::chrono::milliseconds header_timeout{5'000};   ///< first to last byte of the head
    std::chrono::milliseconds body_timeout{15'000};    ///< first to last byte of the body
    std::chrono::milliseconds write_timeout{10'000};   ///< the whole answer
    std::chrono::milliseconds drain_timeout{10'000};   ///< at shutdown, for answers under way
    std::size_t requests_per_connection_max = 10'000;  ///< then `Connection: close`
};

struct ServerSettings {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;  ///< 0: a free one, told by `Server::port()`
    unsigned threads = 1;
    Language language = Language::nl;          ///< where a client asks for none
    std::vector<std::string> trusted_proxies;  ///< addresses whose `Forwarded`/`X-Forwarded-For` counts
    std::string api_version;                   ///< for the `API-Version` header
    Limits limits;
};

}  // namespace wissel::http
