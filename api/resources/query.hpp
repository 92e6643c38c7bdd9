#pragma once

#include "engine/base/failure.hpp"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace wissel::resources {

/// The query of a request, resolved: names and values without percent-escapes.
class Query {
public:
    /// Fails (`invalid`, one issue a fault) on a name outside `known`, a name given twice, and an escape that
    /// is none: a parameter that is silently ignored gives an answer to another question than the one asked.
    [[nodiscard]] static Result<Query> parse(
        std::string_view text, std::initializer_list<std::string_view> known
    );

    /// Empty where it was not given.
    [[nodiscard]] std::string get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }

private:
    std::map<std::string, std::string, std::less<>> values_;
};

/// A fault of a query parameter.
[[nodiscard]] Issue parameter_issue(std::string_view name, std::string code, Words message);

}  // namespace wissel::resources
