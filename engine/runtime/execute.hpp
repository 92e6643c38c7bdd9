#pragma once

#include "engine/base/clock.hpp"
#include "engine/base/entropy.hpp"
#include "engine/runtime/work.hpp"

#include <string>
#include <vector>

namespace wissel::runtime {

/// What commands are decided with; all of it outlives the lanes.
struct Domain {
    const cases::Organisations& organisations;
    const cases::RoutingDesk& desk;
    const cases::Workflows& workflows;
    const Almanac& almanac;
    const std::vector<std::string>& known_roles;
    const Clock& clock;
    SeedSource& seeds;
};

/// One unit of work: decides the command and writes what came of it, inside the store's open savepoint.
/// Everything of it is there afterwards, or (after the caller's undo) nothing.
[[nodiscard]] Result<Done> execute(cases::WriteStore& store, Command command, const Domain& domain);

/// Whether the caller may still do this: asked anew before a kept answer is repeated.
[[nodiscard]] Result<void> still_allowed(const Command& command);

}  // namespace wissel::runtime
