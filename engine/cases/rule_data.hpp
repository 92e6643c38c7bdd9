#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/principal.hpp"
#include "engine/logic/rule.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <span>

namespace wissel::cases {

/// What the rules of a workflow see beside its context (docs/workflows.md, "What rules see"). Owns the
/// values; `beside` lives as long as it.
class RuleData {
public:
    /// `leg` is null for the lifecycle; `by` is null where the program itself acts, as `system`.
    RuleData(
        const CaseState& state, const Leg* leg, const Principal* by, std::string_view system, Instant now
    );
    RuleData(const RuleData&) = delete;
    RuleData& operator=(const RuleData&) = delete;

    [[nodiscard]] std::span<const logic::Named> beside() const { return named_; }

private:
    nlohmann::json case_;
    nlohmann::json leg_;
    nlohmann::json principal_;
    nlohmann::json now_;
    std::array<logic::Named, 4> named_;
};

}  // namespace wissel::cases
