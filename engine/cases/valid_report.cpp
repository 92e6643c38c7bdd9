#include "engine/cases/valid_report.hpp"

#include "engine/cases/report_checks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace wissel::cases {
namespace {

/// What the register says about a case, and a report cannot.
constexpr std::array<std::string_view, 18> set_by_server = {
    "/id",
    "/reference",
    "/version",
    "/phase",
    "/state",
    "/status",
    "/owner",
    "/role",
    "/roles",
    "/parties",
    "/reporter",
    "/route",
    "/decision",
    "/urgency",
    "/organisation",
    "/submittedAt",
    "/changedAt",
    "/legs"};

/// Whether the fault is of how many there are: what is inside may be right or wrong by itself.
bool of_number(const Issue& fault) {
    return fault.code == "tooManyItems" || fault.code == "tooFewItems";
}

}  // namespace

Result<ValidReport> Intake::check(nlohmann::json report, std::vector<Issue> found_before) const {
    std::vector<Issue> issues = std::move(found_before);
    Pointers told;
    for (const Issue& fault : issues) told.insert(fault.path);
    Pointers refused;
    for (Issue& fault : schema_.validate(report, report_issues_max)) {
        const bool reserved =
            std::find(set_by_server.begin(), set_by_server.end(), fault.path) != set_by_server.end();
        if (fault.code == "unknownMember" && reserved) {
            fault.code = "setByServer";
            fault.message = {
                "Dit veld vult het register zelf; laat het weg.",
                "The register sets this member itself; leave it out."};
        }
        told.insert(fault.path);
        if (!of_number(fault)) refused.insert(fault.path);
        issues.push_back(std::move(fault));
    }
    // With so many faults the schema did not look at the rest of the report, and nobody else needs to.
    if (issues.size() >= report_issues_max) return fail_invalid(std::move(issues));
    // One mistake is told once: a member that the schema refuses is not held against the other checks as
    // well.
    for (Issue& fault : check_report(report, organisations_, refused)) {
        if (!told.contains(fault.path)) issues.push_back(std::move(fault));
    }
    if (!issues.empty()) return fail_invalid(std::move(issues));
    std::vector<Issue> warnings = warn_of(report);
    return ValidReport(std::move(report), std::move(warnings));
}

}  // namespace wissel::cases
