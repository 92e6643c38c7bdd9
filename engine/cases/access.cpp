#include "engine/cases/access.hpp"

#include "engine/cases/visibility.hpp"

#include <algorithm>
#include <array>

namespace wissel::cases {
namespace {

constexpr std::array see_all = {
    roles::coordinator, roles::programme_lead, roles::auditor, roles::records_manager};
constexpr std::array report = {roles::reporter, roles::coordinator, roles::programme_lead};

}  // namespace

bool sees_all_cases(const Principal& principal) {
    return std::any_of(see_all.begin(), see_all.end(), [&](std::string_view role) { return principal.has(role); });
}

Scope Scope::of(const Principal& principal, const Organisations& organisations) {
    if (sees_all_cases(principal)) return {std::nullopt, true};
    return {principal.organisation, organisations.find(principal.organisation) != nullptr};
}

bool Scope::is_inside(const CaseState& state) const {
    if (sees_all()) return true;
    const auto inside = seen_by(state);
    return std::binary_search(inside.begin(), inside.end(), *organisation_);
}

bool Scope::sees(const CaseState& state) const {
    return (sees_open() && state.visibility.now() == Visibility::open) || is_inside(state);
}

bool is_inside(const Principal& principal, const CaseState& state) {
    if (sees_all_cases(principal)) return true;
    const auto inside = seen_by(state);
    return std::binary_search(inside.begin(), inside.end(), principal.organisation);
}

Result<void> may_take_part(const Principal& principal, const CaseState& state) {
    if (is_inside(principal, state)) return {};
    return fail(
        FailureCode::forbidden,
        {"Uw organisatie leest dit knelpunt mee omdat het open is. Speelt het ook bij u? Voeg dan een melding toe "
         "(joins).",
         "Your organisation may read this case because it is open. Does it concern you too? Then add a report (joins)."}
    );
}

std::optional<std::string_view> reporting_role(const Principal& principal) {
    for (const auto role : report) {
        if (principal.has(role)) return role;
    }
    return std::nullopt;
}

bool reports_for_others(const Principal& principal) {
    return principal.has(roles::coordinator);
}

bool manages_keys(const Principal& principal) {
    return principal.has(roles::administrator);
}

bool reads_status_of(const Principal& principal, const Oin& organisation) {
    return principal.organisation == organisation || sees_all_cases(principal);
}

}  // namespace wissel::cases
