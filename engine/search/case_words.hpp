#pragma once

#include "engine/cases/store.hpp"
#include "engine/search/question.hpp"

namespace wissel::search {

/// What a case can be found by: its reference, and of each of its reports the title and the other texts, the
/// reporter's own reference, the law and the organisations as far as they are named in words. Never what somebody who
/// sees the case may not read (outside_view.hpp), as who finds by a word knows that it is there: the reporter's
/// opinion, a mailbox or who stands behind a report. And nothing that was erased: only what `view.sealed` still has.
/// Throws LogicError where a text is not the one that its seal was made over.
[[nodiscard]] Terms terms_of(const cases::CaseView& view);

}  // namespace wissel::search
