#include "engine/cases/whole_report.hpp"

#include "engine/base/ensure.hpp"
#include "engine/cases/report_parts.hpp"

#include <algorithm>

namespace wissel::cases {
namespace {

/// What stands behind the seal called `name`; null where there is none, or it was erased.
nlohmann::json unsealed(const ReportState& report, const char* name, const std::vector<SealedValue>& sealed) {
    const auto seal = report.seals.find(name);
    if (seal == report.seals.end()) return nullptr;
    const SealedId id = sealed_id(*seal);
    const auto found =
        std::find_if(sealed.begin(), sealed.end(), [&id](const SealedValue& one) { return one.id == id; });
    if (found == sealed.end()) return nullptr;
    ensure(seal_holds(*seal, *found), "a text is the one that its seal was made over");
    return nlohmann::json::parse(found->value);
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
