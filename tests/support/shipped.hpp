#pragma once

#include "engine/cases/access.hpp"
#include "engine/routing/decision.hpp"
#include "tools/wissel/configuration.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace wissel::test {

/// The configuration of the repository, read once.
[[nodiscard]] const tool::Configuration& shipped();

/// What somebody sees where the shipped organisations take part.
[[nodiscard]] cases::Scope scope_of(const cases::Principal& principal);

/// What the shipped table makes of a report's facts, on 24 November 2026.
[[nodiscard]] routing::Decision routed(const nlohmann::json& facts, std::size_t reporters = 1);
[[nodiscard]] Instant routing_day();

/// A table over the form's fields, from the text of a file.
[[nodiscard]] Result<routing::Table> a_table(const nlohmann::ordered_json& document);

/// A table of these rules under a policy; each is `{id, when, route}`, the rest is filled in.
[[nodiscard]] nlohmann::ordered_json table_of(const std::string& policy, const std::vector<nlohmann::json>& rules);

/// Facts with which no rule of the shipped table matches but the last: everything is known, and nothing is
/// special.
[[nodiscard]] nlohmann::json plain_facts();

}  // namespace wissel::test
