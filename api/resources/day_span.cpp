#include "api/resources/day_span.hpp"

#include "engine/status/day_book.hpp"

#include <fmt/format.h>

namespace wissel::resources {
namespace {

std::optional<status::Day> read_day(const Query& query, std::string_view name, std::vector<Issue>& issues) {
    if (!query.has(name)) return std::nullopt;
    const auto date = parse_date(query.get(name));
    if (!date) {
        issues.push_back(parameter_issue(
            name, "format", {"Hier hoort een dag, zoals 2026-11-23.", "A day belongs here, such as 2026-11-23."}
        ));
        return std::nullopt;
    }
    return static_cast<status::Day>(std::chrono::sys_days(*date).time_since_epoch().count());
}

}  // namespace

std::optional<status::Days> read_day_span(
    const Query& query, std::string_view from, std::string_view to, std::vector<Issue>& issues
) {
    const auto first = read_day(query, from, issues);
    const auto last = read_day(query, to, issues);
    if (!first && !last) return std::nullopt;
    if (first && last && *last < *first) {
        issues.push_back(parameter_issue(
            to,
            "range",
            {fmt::format("{} ligt voor {}.", to, from), fmt::format("{} lies before {}.", to, from)}
        ));
    }
    const status::Days every;
    return status::Days{first.value_or(every.first), last.value_or(every.last)};
}

cases::Span span_of(const status::Days& days) {
    const status::Days every;
    cases::Span span;
    if (days.first != every.first) span.from = status::start_of(days.first);
    if (days.last != every.last) span.until = status::start_of(days.last + 1);
    return span;
}

}  // namespace wissel::resources
