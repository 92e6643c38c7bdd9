#include "engine/cases/access.hpp"

#include <algorithm>
#include <array>

namespace wissel::cases {
namespace {

constexpr std::array see_all = {
    roles::coordinator, roles::programme_lead, roles::auditor, roles::records_manager};
constexpr std::array report = {roles::reporter, roles::coordinator, roles::programme_lead};

}  // namespace

Scope Scope::of(const Principal& principal) {
    for (const auto role : see_all) {
        if (principal.has(role)) return Scope(std::nullopt);
    }
    return Scope(principal.organisation);
}

bool Scope::sees(const std::vector<Oin>& viewers) const {
    return sees_all() || std::find(viewers.begin(), viewers.end(), *organisation_) != viewers.end();
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
    return principal.organisation == organisation || Scope::of(principal).sees_all();
}

}  // namespace wissel::cases
