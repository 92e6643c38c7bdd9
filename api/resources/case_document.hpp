#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/store.hpp"

#include <string>
#include <vector>

namespace wissel::resources {

/// The tag of a case: its version (design.md, section 7).
[[nodiscard]] std::string case_tag(const cases::CaseState& state);

/// The case in full, as JSON text. The same for every language.
[[nodiscard]] std::string case_document(
    const cases::CaseView& view, const cases::Organisations& organisations
);

/// The same with `warnings`: what a reporter may want to look at again.
[[nodiscard]] std::string case_document(
    const cases::CaseView& view, const cases::Organisations& organisations, const std::vector<Issue>& warnings
);

/// What a list shows of a case.
[[nodiscard]] std::string case_summary(
    const cases::CaseView& view, const cases::Organisations& organisations
);

}  // namespace wissel::resources
