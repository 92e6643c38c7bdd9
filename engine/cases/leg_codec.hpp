#pragma once

#include "engine/cases/leg.hpp"

namespace wissel {
class JsonWriter;
}

namespace wissel::cases {

// How the parts of a case that people move are kept beside the events (case_codec.cpp has the rest). Writing puts
// members in the order of their names. Reading throws what JSON throws, or LogicError, on what writing did not write.

[[nodiscard]] nlohmann::json encode_owner(const Owner& owner);
void write(JsonWriter& to, const Owner& owner);
[[nodiscard]] Owner decode_owner(const nlohmann::json& read);

void write(JsonWriter& to, const Offer& offer);
[[nodiscard]] Offer decode_offer(const nlohmann::json& read);

void write(JsonWriter& to, const MachineState& machine);
[[nodiscard]] MachineState decode_machine(const nlohmann::json& read);

void write(JsonWriter& to, const Leg& leg);
[[nodiscard]] Leg decode_leg(const nlohmann::json& read);

/// Null where there is none.
void write(JsonWriter& to, const std::optional<LegId>& id);

[[nodiscard]] nlohmann::json encode_leg_id(const std::optional<LegId>& id);
[[nodiscard]] std::optional<LegId> decode_leg_id(const nlohmann::json& read);

/// A member, left out where there is no moment.
void write_instant(JsonWriter& to, std::string_view name, const std::optional<Instant>& instant);

/// A moment as the codecs write it. Throws LogicError on any other text.
[[nodiscard]] Instant decode_instant(const nlohmann::json& read);

}  // namespace wissel::cases
