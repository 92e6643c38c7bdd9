#include "api/http/client_address.hpp"

#include "api/http/ascii.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace wissel::http {
namespace {

/// The members of a list, the last one first. Quotes are not heeded on purpose: one that a client leaves open
/// would swallow what the proxy writes after it.
std::vector<std::string_view> backwards(std::string_view list) {
    std::vector<std::string_view> members;
    while (!list.empty()) {
        const auto comma = list.rfind(',');
        const auto start = comma == std::string_view::npos ? 0 : comma + 1;
        members.push_back(trimmed(list.substr(start)));
        list = list.substr(0, start == 0 ? 0 : comma);
    }
    return members;
}

/// The value of `for` in a member of `Forwarded`, without its quotes; empty where it has none.
std::string_view for_of(std::string_view member) {
    while (!member.empty()) {
        const auto end = std::min(member.find(';'), member.size());
        const auto pair = trimmed(member.substr(0, end));
        member.remove_prefix(std::min(end + 1, member.size()));
        if (pair.size() < 4 || !same_name(pair.substr(0, 4), "for=")) continue;
        auto value = pair.substr(4);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        return value;
    }
    return {};
}

/// An address as a proxy writes it: perhaps with brackets and a port.
std::optional<std::string> address_of(std::string_view text) {
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        text = text.substr(1, end - 1);
    } else if (std::count(text.begin(), text.end(), ':') == 1) {
        // One colon parts an IPv4 address from its port; more are an IPv6 address.
        text = text.substr(0, text.find(':'));
    }
    return plain_address(std::string(text));
}

struct Named {
    bool present = false;
    std::string client;  ///< empty: nobody that can be relied on
};

Named client_named_by(
    const Request& request, std::string_view header, const std::vector<std::string>& trusted
) {
    Named named;
    for (auto line = request.headers.rbegin(); line != request.headers.rend(); ++line) {
        if (line->name != header) continue;
        named.present = true;
        for (const auto member : backwards(line->value)) {
            const auto hop = address_of(header == "forwarded" ? for_of(member) : member);
            if (!hop) return named;
            if (std::find(trusted.begin(), trusted.end(), *hop) != trusted.end()) continue;
            named.client = *hop;
            return named;
        }
    }
    return named;
}

}  // namespace

std::optional<std::string> plain_address(const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    std::array<char, INET6_ADDRSTRLEN> told{};
    constexpr std::array<unsigned char, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const void* v4 = nullptr;
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
        v4 = bytes.data();
    } else if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
        return std::nullopt;
    } else if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) {
        v4 = bytes.data() + mapped.size();
    }
    inet_ntop(
        v4 != nullptr ? AF_INET : AF_INET6, v4 != nullptr ? v4 : bytes.data(), told.data(), told.size()
    );
    return std::string(told.data());
}

std::string forwarded_client(
    const Request& request, const std::string& peer, const std::vector<std::string>& trusted_proxies
) {
    const Named standard = client_named_by(request, "forwarded", trusted_proxies);
    const Named common = client_named_by(request, "x-forwarded-for", trusted_proxies);
    if (standard.present && common.present && standard.client != common.client) return peer;
    const std::string& client = standard.present ? standard.client : common.client;
    return client.empty() ? peer : client;
}

}  // namespace wissel::http
