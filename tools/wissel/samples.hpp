#pragma once

#include "engine/routing/analysis.hpp"
#include "tools/wissel/configuration.hpp"

namespace wissel::tool {

/// What examples of a routing table are made of: the example report of the demonstration, and for each list
/// and text of the form values to try, made from the form's schema (ministries are those of the
/// organisations).
[[nodiscard]] routing::Examples examples_of(const Reference& reference);

}  // namespace wissel::tool
