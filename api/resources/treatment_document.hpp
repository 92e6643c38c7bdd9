#pragma once

#include "api/resources/services.hpp"
#include "engine/cases/store.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>

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

/// The same where a document is only written.
void write_organisation(JsonWriter& to, const cases::Oin& oin, const cases::Organisations& organisations);

/// Whether function mailboxes are written: not for who reads a case from outside. There is no default, so that whoever
/// writes an owner has to say.
enum class Mailboxes : std::uint8_t { told, left_out };
[[nodiscard]] Mailboxes mailboxes_in(const cases::CaseView& view);

/// An owner as documents tell it: organisation, role, and the function mailbox where one is known and told.
void write_owner(
    JsonWriter& to, const cases::Owner& owner, const cases::Organisations& organisations, Mailboxes mailboxes
);

/// Who may see the case: what holds now, what was chosen, until when its holders are heard and who they are.
void write_visibility(JsonWriter& to, const cases::CaseState& state, const cases::Organisations& organisations);

/// Where the case stands: what the lifecycle and each leg are at, whose turn it is, until when; with titles in
/// both languages. The lifecycle of a case without one is null.
void write_lifecycle(
    JsonWriter& to, const cases::CaseState& state, const Services& services, Mailboxes mailboxes
);
void write_leg(JsonWriter& to, const cases::Leg& leg, const Services& services, Mailboxes mailboxes);

/// Members of the case's document that tell what was recorded and said, texts and all; empty lists left out.
void write_records(JsonWriter& to, const cases::CaseView& view, const Services& services);

}  // namespace wissel::resources
