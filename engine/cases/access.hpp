#pragma once

#include "engine/cases/principal.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace wissel::cases {

/// Which cases somebody sees. Every store function that reads cases asks for one, so none can forget it.
/// Made by `of` here, and by `system_scope` (system_scope.hpp) for the program's own work.
class Scope {
public:
    /// An organisation sees the cases that it reports, holds data for, or is asked to treat; coordinators, the
    /// programme's lead, auditors and records managers see all.
    [[nodiscard]] static Scope of(const Principal& principal);

    [[nodiscard]] bool sees_all() const { return !organisation_.has_value(); }

    /// Whether a case that `viewers` see is seen.
    [[nodiscard]] bool sees(const std::vector<Oin>& viewers) const;

    /// The organisation whose cases are seen, where not all are.
    [[nodiscard]] const std::optional<Oin>& organisation() const { return organisation_; }

private:
    friend Scope system_scope();
    explicit Scope(std::optional<Oin> organisation) : organisation_(std::move(organisation)) {}

    std::optional<Oin> organisation_;
};

/// In which role `principal` reports a bottleneck; no value: none of its roles may.
[[nodiscard]] std::optional<std::string_view> reporting_role(const Principal& principal);

/// Whether `principal` may name the organisations that a report counts for (`onBehalfOf`): a coordinator who
/// enters what others sent in. For anybody else these names only inform.
[[nodiscard]] bool reports_for_others(const Principal& principal);

/// Whether `principal` may make and revoke the API keys of `organisation`.
[[nodiscard]] bool manages_keys(const Principal& principal);

/// Whether `principal` may read how the cases of `organisation` stand: its own, or where it sees all cases.
[[nodiscard]] bool reads_status_of(const Principal& principal, const Oin& organisation);

}  // namespace wissel::cases
