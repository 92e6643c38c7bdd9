#include "api/resources/query.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace wissel::resources {
namespace {

/// A name or value without its escapes; a plus is a space, as forms send it.
std::optional<std::string> resolved(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    auto plain = from_percent(spaced);
    if (!plain || !is_utf8(*plain) || plain->find('\0') != std::string::npos) return std::nullopt;
    return plain;
}

}  // namespace

Issue parameter_issue(std::string_view name, std::string code, Words message) {
    return {std::string(name), std::move(code), std::move(message), Issue::Place::parameter};
}

Result<Query> Query::parse(std::string_view text, std::initializer_list<std::string_view> known) {
    Query query;
    std::vector<Issue> issues;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        const auto name = resolved(pair.substr(0, equals));
        const auto value = resolved(equals < pair.size() ? pair.substr(equals + 1) : std::string_view());
        if (!name || !value) {
            issues.push_back(parameter_issue(
                name.value_or("?"),
                "encoding",
                {"De waarde is geen geldige UTF-8 met %-tekens.",
                 "The value is no valid percent-encoded UTF-8."}
            ));
        } else if (std::find(known.begin(), known.end(), *name) == known.end()) {
            issues.push_back(parameter_issue(
                *name,
                "unknownParameter",
                {fmt::format("Deze parameter bestaat hier niet. Wel: {}.", fmt::join(known, ", ")),
                 fmt::format("There is no such parameter here. There are: {}.", fmt::join(known, ", "))}
            ));
        } else if (!query.values_.emplace(*name, *value).second) {
            issues.push_back(parameter_issue(
                *name,
                "duplicateParameter",
                {"Deze parameter staat er meer dan eens.", "This parameter stands here more than once."}
            ));
        }
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    return query;
}

std::string Query::get(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string() : found->second;
}

}  // namespace wissel::resources
