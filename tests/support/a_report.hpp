#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/routing_desk.hpp"
#include "engine/cases/submit.hpp"
#include "engine/cases/valid_report.hpp"
#include "engine/runtime/execute.hpp"
#include "engine/schema/schema.hpp"
#include "tests/support/ports.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace wissel::test {

namespace oins {
inline constexpr const char* coordinator = "00000099000000011000";
inline constexpr const char* tax = "00000099000000012000";
inline constexpr const char* benefits = "00000099000000013000";
inline constexpr const char* vehicles = "00000099000000014000";
}  // namespace oins

/// Somebody of `organisation` who may do what `role` may.
[[nodiscard]] cases::Principal someone(const char* organisation, const char* role = "reporter");

/// What commands are decided with, made without the files of `config/`: four organisations of the series for
/// tests, a schema that lets everything through, a simulated clock and counted seeds.
class ADomain {
public:
    /// `series`: of the seeds; two domains with the same one make the same identifiers.
    explicit ADomain(std::uint64_t series = 0);

    ADomain(const ADomain&) = delete;
    ADomain& operator=(const ADomain&) = delete;

    /// Views into this object, which outlives it.
    [[nodiscard]] runtime::Domain domain() {
        return {organisations_, desk_, workflows_, almanac_, known_roles_, clock, seeds};
    }

    [[nodiscard]] const cases::Organisations& organisations() const { return organisations_; }
    [[nodiscard]] const cases::RoutingDesk& desk() const { return desk_; }
    [[nodiscard]] const cases::Workflows& workflows() const { return workflows_; }

    /// Every field that the form asks for and no other, with what `more` adds or replaces.
    [[nodiscard]] cases::ValidReport report(const nlohmann::json& more = nlohmann::json::object()) const;

    /// `by` hands in such a report.
    [[nodiscard]] cases::SubmitReport submit(
        const cases::Principal& by, const nlohmann::json& more = nlohmann::json::object()
    ) const;

    SimulatedClock clock;
    CountingSeeds seeds;

private:
    cases::Organisations organisations_;
    cases::RoutingDesk desk_;
    Almanac almanac_;
    cases::Workflows workflows_;  ///< none: its cases are only registered and routed
    std::vector<std::string> known_roles_;
    schema::Schema schema_;
    cases::Intake intake_;
};

}  // namespace wissel::test
