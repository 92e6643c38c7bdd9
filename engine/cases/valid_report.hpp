#pragma once

#include "engine/base/failure.hpp"
#include "engine/cases/organisations.hpp"
#include "engine/schema/schema.hpp"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace wissel::cases {

/// A report that fits its schema and passed the checks beside it. Only `Intake` makes one.
class ValidReport {
public:
    [[nodiscard]] const nlohmann::json& json() const { return json_; }

    /// What deserves a second look; not a reason to refuse.
    [[nodiscard]] const std::vector<Issue>& warnings() const { return warnings_; }

private:
    friend class Intake;
    ValidReport(nlohmann::json report, std::vector<Issue> warnings)
        : json_(std::move(report)), warnings_(std::move(warnings)) {}

    nlohmann::json json_;
    std::vector<Issue> warnings_;
};

/// The counter at which reports come in. Immutable; safe to use from any thread. Both arguments of the
/// constructor outlive it.
class Intake {
public:
    Intake(const schema::Schema& report_schema, const Organisations& organisations)
        : schema_(report_schema), organisations_(organisations) {}

    /// Takes the report in, or tells every fault at once: `found_before` (such as members named twice), those
    /// of the schema, and those of `check_report`. A member that only the program sets has the code
    /// `setByServer`.
    [[nodiscard]] Result<ValidReport> check(nlohmann::json report, std::vector<Issue> found_before = {})
        const;

private:
    const schema::Schema& schema_;
    const Organisations& organisations_;
};

}  // namespace wissel::cases
