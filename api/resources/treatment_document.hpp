#pragma once

#include "api/resources/services.hpp"
#include "engine/cases/store.hpp"

#include <nlohmann/json.hpp>

namespace wissel::resources {

/// A text in both languages, as documents tell it.
[[nodiscard]] nlohmann::ordered_json words_document(const Words& words);

/// An organisation as documents tell it: its OIN, and its name where it takes part.
[[nodiscard]] nlohmann::ordered_json organisation_document(
    const cases::Oin& oin, const cases::Organisations& organisations
);

/// An owner as documents tell it: organisation, role, and the function mailbox where one is known.
[[nodiscard]] nlohmann::ordered_json owner_document(
    const cases::Owner& owner, const cases::Organisations& organisations
);

/// Takes every `mailbox` out of a document, however deep: for who reads the case from outside.
void leave_out_mailboxes(nlohmann::ordered_json& document);

/// Who may see the case: what holds now, what was chosen, until when its holders are heard and who they are.
[[nodiscard]] nlohmann::ordered_json visibility_document(const cases::CaseState& state, const Services& services);

/// Where the case stands: what the lifecycle and each leg are at, whose turn it is, until when; with titles in
/// both languages.
[[nodiscard]] nlohmann::ordered_json lifecycle_document(
    const cases::CaseState& state, const Services& services
);
[[nodiscard]] nlohmann::ordered_json legs_document(const cases::CaseState& state, const Services& services);

/// Members of the case's document that tell what was recorded and said, texts and all; empty lists left out.
[[nodiscard]] nlohmann::ordered_json records_document(
    const cases::CaseView& view, const Services& services
);

}  // namespace wissel::resources
