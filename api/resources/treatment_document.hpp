#pragma once

#include "api/resources/services.hpp"
#include "engine/cases/store.hpp"

#include <nlohmann/json.hpp>

namespace wissel {
class JsonWriter;
}

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

// The same where a document is only written.

void write_organisation(JsonWriter& to, const cases::Oin& oin, const cases::Organisations& organisations);
void write_owner(JsonWriter& to, const cases::Owner& owner, const cases::Organisations& organisations);

/// Where the case stands: what the lifecycle and each leg are at, whose turn it is, until when; with titles in
/// both languages. The lifecycle of a case without one is null.
void write_lifecycle(JsonWriter& to, const cases::CaseState& state, const Services& services);
void write_leg(JsonWriter& to, const cases::Leg& leg, const Services& services);

/// Members of the case's document that tell what was recorded and said, texts and all; empty lists left out.
void write_records(JsonWriter& to, const cases::CaseView& view, const Services& services);

}  // namespace wissel::resources
