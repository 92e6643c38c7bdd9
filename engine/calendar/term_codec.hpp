#pragma once

#include "engine/calendar/term.hpp"

#include <nlohmann/json_fwd.hpp>

namespace wissel {

/// `{"due", "lastDay", "daysLeft", "outcome", "account": [{"kind", "from", "to", "days", "text"}]}`, as the API and
/// `wissel term` tell it. Dates are days in Amsterdam; `due` is null for a term that stands still, and then
/// there are `daysLeft` and, of the last line, no `to`.
[[nodiscard]] nlohmann::json encode_account(const TermAccount& account, Calendar calendar);

}  // namespace wissel
