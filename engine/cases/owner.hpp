#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/ids.hpp"

#include <optional>
#include <string>

namespace wissel::cases {

/// Who answers for something: of a case the regiehouder, of a leg the actiehouder.
struct Owner {
    Oin organisation;
    std::string role;

    bool operator==(const Owner&) const = default;
};

/// A hand-over that was offered and not yet answered. Until it is, the old owner stays.
struct Offer {
    Owner to;
    Owner from;
    Instant at{};
    /// Of a hand-over by people: the role whose part the new owner takes over. Empty: the workflow itself offers it.
    std::string stands_in_for{};

    bool operator==(const Offer&) const = default;
};

/// A line of the ledger: who held what from when to when.
struct Tenure {
    std::optional<LegId> leg;  ///< none: the case itself
    Owner owner;
    Instant from{};
    std::optional<Instant> until;  ///< none: to this day

    bool operator==(const Tenure&) const = default;
};

}  // namespace wissel::cases
