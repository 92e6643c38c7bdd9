#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"

#include <string>

namespace wissel::cases {

/// A version of a file that cases run on (a workflow, a routing table), as it was when it came into use. A
/// file in use never changes: whoever reads an old decision finds by its hash what it rested on.
struct Definition {
    std::string kind;  ///< `routing` or `workflow`
    std::string id;
    std::string version;
    std::string hash;     ///< `sha256:` over `content`
    std::string content;  ///< the exact text that was hashed
    Instant kept_at;      ///< when it came into use

    bool operator==(const Definition&) const = default;
};

/// The refusal of a version that is in use with another hash: `conflict`, slug `definition-changed`.
[[nodiscard]] Failure definition_changed(const Definition& changed);

}  // namespace wissel::cases
