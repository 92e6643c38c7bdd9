#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/ids.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

struct RoleHeld {
    std::string role;
    std::string mailbox;
};

struct Organisation {
    Oin oin;
    Words name;
    std::string short_name;
    std::string kind;
    std::string tooi;  ///< TOOI URI; empty where not known
    std::vector<RoleHeld> roles;
};

/// The organisations that take part and the roles that they hold, as `config/organisations.json` says.
/// Immutable.
class Organisations {
public:
    /// Reads a document that fits `config/schemas/organisations.schema.json`. Fails (`invalid`) where an OIN
    /// or a TOOI URI stands twice, or nobody is coordinator: every case needs an owner from its first moment.
    [[nodiscard]] static Result<Organisations> parse(const nlohmann::json& document);

    [[nodiscard]] const std::vector<Organisation>& all() const { return all_; }

    /// nullptr where there is none; the pointer lives as long as this object.
    [[nodiscard]] const Organisation* find(std::string_view oin) const;
    [[nodiscard]] const Organisation* ministry(std::string_view tooi) const;

    /// The programme's coordinator: the first organisation that holds the role.
    [[nodiscard]] const Organisation& coordinator() const;

private:
    std::vector<Organisation> all_;
    std::size_t coordinator_ = 0;
};

}  // namespace wissel::cases
