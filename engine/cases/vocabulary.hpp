#pragma once

#include "engine/statechart/draw.hpp"
#include "engine/statechart/workflow.hpp"

#include <nlohmann/json_fwd.hpp>

namespace wissel::cases {

/// What a workflow may name: the codes of the vocabulary's lists `roles`, `routes` and `waiting`.
[[nodiscard]] statechart::KnownNames known_names(const nlohmann::json& vocabulary);

/// How people call roles, from the vocabulary's list `roles`.
[[nodiscard]] statechart::RoleWords role_words(const nlohmann::json& vocabulary);

}  // namespace wissel::cases
