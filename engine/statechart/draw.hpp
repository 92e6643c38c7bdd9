#pragma once

#include "engine/statechart/drawing.hpp"
#include "engine/statechart/machine.hpp"
#include "engine/statechart/workflow.hpp"

#include <map>
#include <string>

namespace wissel::statechart {

/// How people call roles and relations, by their code; what is not there stands as its code.
using RoleWords = std::map<std::string, Words, std::less<>>;

/// The drawing of a workflow: its states with owner, term and whom they wait on, its transitions with who may
/// cause them.
[[nodiscard]] Drawing draw(const Workflow& workflow, const RoleWords& roles, Language language);

}  // namespace wissel::statechart
