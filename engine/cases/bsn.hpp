#pragma once

#include <string_view>

namespace wissel::cases {

/// Whether `text` holds what looks like a citizen service number (BSN): a number of 8 or 9 digits that passes
/// the eleven-test, dots and spaces inside it left out, and not part of a longer number. About one in eleven
/// other numbers of that length passes too, so this is a reason to ask, never to refuse for good.
[[nodiscard]] bool looks_like_bsn(std::string_view text);

/// Whether what stands before the @ of a mailbox looks like a person's name (`j.jansen`, `an.de.boer`) rather
/// than a function. A guess; a reason for a warning.
[[nodiscard]] bool looks_personal(std::string_view mailbox);

}  // namespace wissel::cases
