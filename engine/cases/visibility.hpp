#pragma once

#include "engine/cases/case_state.hpp"
#include "engine/cases/organisations.hpp"

#include <string_view>
#include <vector>

// Who may see a case (docs/visibility.md): all that take part, the parties, or fewer. A case that nobody closed off is
// open to all once its holders were heard.

namespace wissel::cases {

/// As in the vocabulary's list `visibility`.
[[nodiscard]] std::string_view code_of(Visibility visibility);
[[nodiscard]] std::optional<Visibility> read_visibility(std::string_view code);

/// Which organisations see the case in its own right, sorted; wide roles do beside them, and of an open case all that
/// take part. Open, or of its parties: whoever reports it, holds data for it or was asked to treat it. Confidential:
/// of those who report it, who own or owned it or a leg of it, and for whom it waits now as anything but a holder.
[[nodiscard]] std::vector<Oin> seen_by(const CaseState& state);

/// Whether the case has left triage, so that its holders are to be heard: it was offered to a route, or closed for
/// another reason than that everybody took the report back.
[[nodiscard]] bool was_routed(const CaseState& state);

/// Whether the holders are being heard now.
[[nodiscard]] bool hears(const CaseState& state);

/// Who is still waited for while they are: who gave no position and reports nothing.
[[nodiscard]] std::vector<Oin> not_heard_yet(const CaseState& state);

/// The data of an event that begins to hear the holders, as `hearing`: whom, until when. Whoever spoke before is not
/// asked again; nobody left: it ends as it begins.
[[nodiscard]] nlohmann::json begin_hearing(
    const CaseState& state, const Organisations& organisations, Instant now, const Almanac& almanac
);

/// When the hearing ends by silence on this almanac.
[[nodiscard]] Instant hearing_ends(const Hearing& hearing, const Almanac& almanac);

/// The data of a `confidentialityChanged` that tells how the case stands: what was chosen, what holds now, and until
/// when its holders are heard. `because`: `chosen`, `heard`, `silence` or `calendar`.
[[nodiscard]] nlohmann::json tell_visibility(
    std::string_view because, const VisibilityState& visibility
);

/// What the clock brings here: the end of the hearing, and the day on which somebody has to look again. Ids:
inline constexpr std::uint64_t hearing_timer = stillness_timer - 1;
inline constexpr std::uint64_t review_timer = stillness_timer - 2;
[[nodiscard]] std::vector<DueTimer> watched_of_visibility(const CaseState& state);

/// What the signal on that day is about.
inline constexpr std::string_view about_review = "visibilityReview";

}  // namespace wissel::cases
