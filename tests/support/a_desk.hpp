#pragma once

#include "engine/cases/routing_desk.hpp"

#include <string_view>

namespace wissel::test {

/// A routing table with a few rules over `legalBasis` and `valuesCollide`, made without the files of the
/// repository: missing goes to a fast lane by itself, colliding values to the CCG as a proposal, the rest
/// stays in triage.
[[nodiscard]] cases::RoutingDesk a_desk(const cases::Organisations& organisations);

}  // namespace wissel::test
