#include "api/resources/paging.hpp"

#include "api/resources/cursor.hpp"

#include <charconv>
#include <utility>
#include <vector>

namespace wissel::resources {
namespace {

constexpr int limit_max = 200;

std::optional<int> read_limit(const std::string& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > limit_max)
        return std::nullopt;
    return value;
}

}  // namespace

Result<PageRequest> read_page(const Query& query, std::string_view sort, std::string_view filter) {
    PageRequest page;
    std::vector<Issue> issues;
    if (query.has("limit")) {
        const auto limit = read_limit(query.get("limit"));
        if (limit) {
            page.limit = *limit;
        } else {
            issues.push_back(parameter_issue(
                "limit",
                "range",
                {"Dit is een geheel getal van 1 tot en met 200.", "This is a whole number from 1 to 200."}
            ));
        }
    }
    if (query.has("cursor")) {
        page.from = decode_cursor(query.get("cursor"), sort, filter);
        if (!page.from) {
            issues.push_back(parameter_issue(
                "cursor",
                "cursor",
                {"Deze cursor hoort niet bij deze lijst. Begin opnieuw zonder cursor.",
                 "This cursor does not belong to this list. Start again without a cursor."}
            ));
        }
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return page;
}

std::string next_link(std::string_view path, std::string_view filter, int limit, std::string_view cursor) {
    std::string target(path);
    target.append("?").append(filter);
    if (!filter.empty()) target += '&';
    target.append("limit=").append(std::to_string(limit)).append("&cursor=").append(cursor);
    return "<" + target + R"(>; rel="next")";
}

}  // namespace wissel::resources
