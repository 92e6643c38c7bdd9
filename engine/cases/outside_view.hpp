#pragma once

#include "engine/cases/store.hpp"

namespace wissel::cases {

/// The case as this scope reads it. Who is inside reads all of it. Who sees it only because it is open reads what was
/// reported, where it stands, on which routes, who owns it and until when, and its history; not the reporter's opinion
/// and mailboxes, nor positions, comments, and what people wrote with what they did, nor signals to those concerned.
/// Texts that are not read are not in the view either, so that no document can show them. Pure.
[[nodiscard]] CaseView as_seen(CaseView view, const Scope& scope);

}  // namespace wissel::cases
