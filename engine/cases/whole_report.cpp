#include "engine/cases/whole_report.hpp"

#include "engine/cases/report_parts.hpp"
#include "engine/cases/sealed_text.hpp"

namespace wissel::cases {
namespace {

/// What stands behind the seal called `name`; null where there is none, or it was erased.
nlohmann::json unsealed(const ReportState& report, const char* name, const std::vector<SealedValue>& sealed) {
    const auto seal = report.seals.find(name);
    if (seal == report.seals.end()) return nullptr;
    return sealed_text(*seal, sealed);
}

}  // namespace

nlohmann::json whole_report(const ReportState& report, const std::vector<SealedValue>& sealed) {
    return merge_report(
        {report.facts,
         unsealed(report, "texts", sealed),
         unsealed(report, "opinion", sealed),
         unsealed(report, "contact", sealed)}
    );
}

}  // namespace wissel::cases
