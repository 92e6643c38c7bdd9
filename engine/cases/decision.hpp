#pragma once

#include "engine/base/entropy.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/organisations.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/sealed.hpp"
#include "engine/cases/workflows.hpp"

#include <optional>
#include <vector>

namespace wissel::cases {

/// What a command comes to: facts for the history, not yet in it. Events carry no sequence yet.
struct Decision {
    std::vector<Event> events;
    std::vector<SealedValue> sealed;
    CaseState after;  ///< the case with these events folded in
};

/// What comes in from outside while deciding.
struct Surroundings {
    Instant now;                         ///< never before the last event of the register
    Entropy& entropy;                    ///< for identifiers and salts
    const Organisations& organisations;  ///< who holds which role
    const RoutingDesk& desk;             ///< which route a case takes
    const Workflows& workflows;          ///< what cases run
    const Almanac& almanac;              ///< on which days terms count
    int next_number;                     ///< of a case in this year, for its reference
    std::optional<CaseState> named_case{};  ///< the case that the command names, where there is one to be seen
};

}  // namespace wissel::cases
