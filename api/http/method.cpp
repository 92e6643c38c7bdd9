#include "api/http/method.hpp"

#include "api/http/ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace wissel::http {
namespace {

constexpr std::array<std::pair<std::string_view, Method>, 7> known = {{
    {"GET", Method::get},
    {"HEAD", Method::head},
    {"POST", Method::post},
    {"PUT", Method::put},
    {"PATCH", Method::patch},
    {"DELETE", Method::del},
    {"OPTIONS", Method::options},
}};

}  // namespace

Method method_of(std::string_view name) {
    const auto* found =
        std::find_if(known.begin(), known.end(), [name](const auto& one) { return one.first == name; });
    return found == known.end() ? Method::other : found->second;
}

std::string_view name_of(Method method) {
    const auto* found =
        std::find_if(known.begin(), known.end(), [method](const auto& one) { return one.second == method; });
    return found == known.end() ? "other" : found->first;
}

bool names_other_version(std::string_view head) {
    const auto line = head.substr(0, head.find("\r\n"));
    if (std::count(line.begin(), line.end(), ' ') != 2) return false;
    const auto version = line.substr(line.rfind(' ') + 1);
    return version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) && version[6] == '.' &&
           is_digit(version[7]) && version != "HTTP/1.0" && version != "HTTP/1.1";
}

}  // namespace wissel::http
