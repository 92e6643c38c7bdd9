#include "api/resources/paging.hpp"

#include "api/resources/cursor.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>
#include <vector>

namespace wissel::resources {
namespace {

constexpr int most = 200;

std::optional<int> read_limit(const std::string& text, int limit_max) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > limit_max)
        return std::nullopt;
    return value;
}

/// `decode` reads the cursor, or tells by no value that it is none of this list.
template <class Page, class Decode>
Result<Page> read(const Query& query, int limit_max, const Decode& decode) {
    Page page;
    std::vector<Issue> issues;
    if (query.has("limit")) {
        if (const auto limit = read_limit(query.get("limit"), limit_max)) {
            page.limit = *limit;
        } else {
            issues.push_back(parameter_issue(
                "limit",
                "range",
                {fmt::format("Dit is een geheel getal van 1 tot en met {}.", limit_max),
                 fmt::format("This is a whole number from 1 to {}.", limit_max)}
            ));
        }
    }
    if (query.has("cursor")) {
        page.from = decode(query.get("cursor"));
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

}  // namespace

Result<PageRequest> read_page(const Query& query, std::string_view sort, std::string_view filter) {
    return read<PageRequest>(query, most, [&](const std::string& cursor) {
        return decode_cursor(cursor, sort, filter);
    });
}

Result<CasePageRequest> read_case_page(
    const Query& query, std::string_view sort, std::string_view filter, int limit_max
) {
    return read<CasePageRequest>(query, limit_max, [&](const std::string& cursor) {
        return decode_place(cursor, sort, filter);
    });
}

std::string next_link(std::string_view path, std::string_view filter, int limit, std::string_view cursor) {
    std::string target(path);
    target.append("?").append(filter);
    if (!filter.empty()) target += '&';
    target.append("limit=").append(std::to_string(limit)).append("&cursor=").append(cursor);
    return "<" + target + R"(>; rel="next")";
}

}  // namespace wissel::resources
