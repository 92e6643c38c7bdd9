#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/organisations.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// Which ministry an act belongs to, and when, as `config/remits.json` says: remits move with each cabinet.
/// Immutable.
class Remits {
public:
    /// Reads a document that fits `config/schemas/remits.schema.json`. Fails (`invalid`) with every ministry
    /// that `organisations` does not know, every period that ends before it began, every blank name, and
    /// every name that would belong to two ministries on one day.
    [[nodiscard]] static Result<Remits> parse(
        const nlohmann::json& document, const Organisations& organisations
    );

    /// The TOOI URI of the ministry that `act` belongs to on `date` (yyyy-mm-dd); empty where we know none.
    /// Neither case nor surrounding and doubled spaces make a difference; all else does.
    [[nodiscard]] std::string ministry_of(std::string_view act, std::string_view date) const;

private:
    /// From the first day on, up to and without the last; an empty `until` is no end.
    struct Period {
        std::string from;
        std::string until;
        std::string ministry;
    };

    [[nodiscard]] static bool overlap(const Period& left, const Period& right);

    std::map<std::string, std::vector<Period>> by_name_;
};

}  // namespace wissel::cases
