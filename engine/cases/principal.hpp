#pragma once

#include "engine/cases/ids.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// The words for roles that the code itself asks about; the vocabulary has them all.
namespace roles {
inline constexpr std::string_view reporter = "reporter";
inline constexpr std::string_view coordinator = "coordinator";
inline constexpr std::string_view programme_lead = "programme.lead";
inline constexpr std::string_view auditor = "auditor";
inline constexpr std::string_view records_manager = "recordsManager";
inline constexpr std::string_view administrator = "administrator";
}  // namespace roles

/// Who is calling: an organisation, through one person or system, with roles. Comes from a key, never from
/// what the caller wrote.
struct Principal {
    Oin organisation;
    std::string actor;  ///< reference of the key or person, such as `key:a1b2c3d4`; never a name
    std::vector<std::string> roles;

    [[nodiscard]] bool has(std::string_view role) const {
        return std::find(roles.begin(), roles.end(), role) != roles.end();
    }
};

}  // namespace wissel::cases
