#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/organisations.hpp"
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
    /// Coordinators, the programme's lead, auditors and records managers see all. Anybody else sees what his
    /// organisation sees in its own right (`seen_by`, visibility.hpp), and what is open where it takes part.
    [[nodiscard]] static Scope of(const Principal& principal, const Organisations& organisations);

    [[nodiscard]] bool sees_all() const { return !organisation_.has_value(); }

    /// Whether what is open is seen.
    [[nodiscard]] bool sees_open() const { return sees_all() || takes_part_; }

    [[nodiscard]] bool sees(const CaseState& state) const;

    /// Whether the case is seen as a party to it, or with all others: not only because it is open.
    [[nodiscard]] bool is_inside(const CaseState& state) const;

    /// The organisation whose cases are seen, where not all are.
    [[nodiscard]] const std::optional<Oin>& organisation() const { return organisation_; }

private:
    friend Scope system_scope();
    Scope(std::optional<Oin> organisation, bool takes_part)
        : organisation_(std::move(organisation)), takes_part_(takes_part) {}

    std::optional<Oin> organisation_;
    bool takes_part_ = false;
};

/// Whether `principal` sees every case.
[[nodiscard]] bool sees_all_cases(const Principal& principal);

/// Whether `principal` sees the case as a party to it, or with all others: not only because it is open.
[[nodiscard]] bool is_inside(const Principal& principal, const CaseState& state);

/// Who sees a case only because it is open to all may do nothing with it (`forbidden`), and reads less of it: no
/// mailboxes, no opinions, nothing that people wrote to each other.
[[nodiscard]] Result<void> may_take_part(const Principal& principal, const CaseState& state);

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
