#include "api/http/client_address.hpp"

#include <algorithm>

namespace wissel::http {
namespace {

/// An address as a proxy writes it: without quotes, brackets and port.
std::string bare(std::string_view text) {
    const auto start = text.find_first_not_of(" \t\"");
    if (start == std::string_view::npos) return {};
    text = text.substr(start, text.find_last_not_of(" \t\"") + 1 - start);
    if (text.starts_with('[')) return std::string(text.substr(1, text.find(']') - 1));
    // One colon parts an IPv4 address from its port; more are an IPv6 address.
    if (std::count(text.begin(), text.end(), ':') == 1) text = text.substr(0, text.find(':'));
    return std::string(text);
}

std::vector<std::string> forwarded_hops(const Request& request) {
    std::vector<std::string> hops;
    for (const auto& header : request.headers) {
        const bool standard = header.name == "forwarded";
        if (!standard && header.name != "x-forwarded-for") continue;
        std::string_view list = header.value;
        while (!list.empty()) {
            const auto end = std::min(list.find(','), list.size());
            std::string_view hop = list.substr(0, end);
            list.remove_prefix(std::min(end + 1, list.size()));
            if (standard) {
                const auto named = hop.find("for=");
                if (named == std::string_view::npos) continue;
                hop = hop.substr(named + 4, hop.find(';', named) - named - 4);
            }
            if (auto address = bare(hop); !address.empty()) hops.push_back(std::move(address));
        }
    }
    return hops;
}

}  // namespace

std::string forwarded_client(
    const Request& request, const std::string& peer, const std::vector<std::string>& trusted_proxies
) {
    const auto hops = forwarded_hops(request);
    const auto last_stranger =
        std::find_if(hops.rbegin(), hops.rend(), [&trusted_proxies](const std::string& hop) {
            return std::find(trusted_proxies.begin(), trusted_proxies.end(), hop) == trusted_proxies.end();
        });
    return last_stranger == hops.rend() ? peer : *last_stranger;
}

}  // namespace wissel::http
