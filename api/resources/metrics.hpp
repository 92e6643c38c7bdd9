#pragma once

#include "api/http/figures.hpp"
#include "api/resources/router.hpp"
#include "api/resources/services.hpp"
#include "engine/runtime/data_folder.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wissel::resources {

/// Who may read the metrics. They tell how many cases there are on which route, and how busy the register is.
enum class MetricsAccess : std::uint8_t {
    key,       ///< an API key of an administrator or an auditor
    loopback,  ///< the same, and whoever asks on this machine itself (`asked_on_this_machine`) without one
    off,       ///< nobody: there is no such path
};

/// What is watched besides the register; all of it outlives the server.
struct Watched {
    const http::Figures& figures;
    const runtime::DiskMeters& disk;
    std::uint64_t free_bytes_min = 0;
    std::size_t connections_max = 0;
    std::string version;  ///< of the program
    MetricsAccess access = MetricsAccess::key;
};

/// Whether a request came over a loopback address from a client that meant this machine: no trusted proxy brought it,
/// it bears no mark of another one (`Forwarded`, `X-Forwarded-…`, `Via` and their like), and its `Host` is `localhost`
/// or a loopback address, which a page in a browser whose name was bound to 127.0.0.1 does not send. A proxy on this
/// machine that leaves no mark at all and sends its own idea of `Host` cannot be told from a local client.
[[nodiscard]] bool asked_on_this_machine(const http::Request& request);

/// `GET /metrics`, in the text format of Prometheus 0.0.4 (`docs/metrics.md`); none where `watched.access` is `off`.
[[nodiscard]] std::vector<Route> metrics_routes(const Services& services, const Watched& watched);

/// The page itself. From memory alone: neither the store nor a queue is asked, so that it comes also when they are what
/// is wrong.
[[nodiscard]] std::string metrics_page(const Services& services, const Watched& watched);

}  // namespace wissel::resources
