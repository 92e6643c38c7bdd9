#pragma once

#include "engine/cases/leg.hpp"

namespace wissel::cases {

// How the parts of a case that people move are kept beside the events (case_codec.cpp has the rest). Reading
// throws what JSON throws, or LogicError, on what writing did not write.

[[nodiscard]] nlohmann::json encode_owner(const Owner& owner);
[[nodiscard]] Owner decode_owner(const nlohmann::json& read);

[[nodiscard]] nlohmann::json encode_offer(const Offer& offer);
[[nodiscard]] Offer decode_offer(const nlohmann::json& read);

[[nodiscard]] nlohmann::json encode_machine(const MachineState& machine);
[[nodiscard]] MachineState decode_machine(const nlohmann::json& read);

[[nodiscard]] nlohmann::json encode_leg(const Leg& leg);
[[nodiscard]] Leg decode_leg(const nlohmann::json& read);

[[nodiscard]] nlohmann::json encode_leg_id(const std::optional<LegId>& id);
[[nodiscard]] std::optional<LegId> decode_leg_id(const nlohmann::json& read);

/// A moment as the codecs write it. Throws LogicError on any other text.
[[nodiscard]] Instant decode_instant(const nlohmann::json& read);

}  // namespace wissel::cases
