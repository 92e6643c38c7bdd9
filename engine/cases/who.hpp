#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/organisations.hpp"
#include "engine/cases/principal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who is meant by a role or relation of a workflow, in one case and leg (docs/workflows.md, "Who may act").

namespace wissel::cases {

/// Whether a role is held over all cases, whichever organisation somebody is of: the coordinator's, say.
[[nodiscard]] bool is_over_all_cases(std::string_view role);

/// Whom `name` means.
struct Meant {
    std::vector<Owner> who;  ///< the coordinator, where he stands in; empty where nobody reports or holds
    bool vacant = false;     ///< nobody holds it, so that the coordinator stands in
};

/// `leg` is null for the lifecycle.
[[nodiscard]] Meant meant_by(
    std::string_view name, const CaseState& state, const Leg* leg, const Organisations& organisations
);

/// Everybody who answers for something there: the owner of `leg` (null: of none), the case's, the coordinator.
[[nodiscard]] std::vector<Owner> answerable(
    const CaseState& state, const Leg* leg, const Organisations& organisations
);

/// The role in which `by` may act where `name` is allowed; no value: it is not meant.
[[nodiscard]] std::optional<std::string> acts_as(
    const Principal& by,
    std::string_view name,
    const CaseState& state,
    const Leg* leg,
    const Organisations& organisations
);

/// Whether `by` acts for this owner: its organisation, in its role; of a role over all cases the role alone.
[[nodiscard]] bool is_owner(const Principal& by, const Owner& owner);

/// The organisations that the standing reports name as holders and that take part.
[[nodiscard]] std::vector<Oin> holders_of(const CaseState& state, const Organisations& organisations);

/// The organisations whose report stands.
[[nodiscard]] std::vector<Oin> reporters_of(const CaseState& state);

}  // namespace wissel::cases
