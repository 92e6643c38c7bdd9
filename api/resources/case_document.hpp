#pragma once

#include "api/resources/services.hpp"
#include "api/resources/treatment_document.hpp"
#include "engine/cases/store.hpp"

#include <nlohmann/json_fwd.hpp>

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

/// The same for whoever just reported it: with `decision`, what the routing table said in full, and
/// `warnings`, what a reporter may want to look at again.
[[nodiscard]] std::string case_document(
    const cases::CaseView& view,
    const Services& services,
    const std::string& decision,
    const std::vector<Issue>& warnings
);

/// The answer to a report that was only tried: the decision and the warnings.
[[nodiscard]] std::string dry_run_document(const std::string& decision, const std::vector<Issue>& warnings);

/// Which route a case has, and who says so; null where it has no decision yet.
[[nodiscard]] nlohmann::ordered_json routing_summary(const cases::CaseState& state);

/// What a list shows of a case.
[[nodiscard]] std::string case_summary(
    const cases::CaseView& view, const Services& services
);

}  // namespace wissel::resources
