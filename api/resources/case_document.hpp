#pragma once

#include "api/resources/services.hpp"
#include "api/resources/treatment_document.hpp"
#include "engine/cases/store.hpp"

#include <string>
#include <vector>

namespace wissel::resources {

/// The tag of a case: its version, and `-o` behind it for who reads it from outside (design.md, section 7).
[[nodiscard]] std::string case_tag(const cases::CaseState& state);
[[nodiscard]] std::string case_tag(const cases::CaseView& view);

/// The case, as far as the view has it, as JSON text. The same for every language.
[[nodiscard]] std::string case_document(
    const cases::CaseView& view, const Services& services
);

/// What whoever just reported a case is told beside it.
struct ReportedWith {
    const std::string& report;    ///< his own, the last of the case, as JSON text: nobody needs to unseal it
    const std::string& decision;  ///< what the routing table said in full, as JSON text
    const std::vector<Issue>& warnings;  ///< what he may want to look at again
};

/// The same for whoever just reported it.
[[nodiscard]] std::string case_document(
    const cases::CaseView& view, const Services& services, const ReportedWith& with
);

/// The answer to a report that was only tried: the decision and the warnings.
[[nodiscard]] std::string dry_run_document(const std::string& decision, const std::vector<Issue>& warnings);

/// Which route a case has, and who says so, as JSON text; null where it has no decision yet.
[[nodiscard]] std::string routing_summary(const cases::CaseState& state);

/// What a list shows of a case.
[[nodiscard]] std::string case_summary(
    const cases::CaseView& view, const Services& services
);

}  // namespace wissel::resources
