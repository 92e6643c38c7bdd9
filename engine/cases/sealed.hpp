#pragma once

#include "engine/base/entropy.hpp"
#include "engine/base/instant.hpp"
#include "engine/cases/ids.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace wissel::cases {

/// A value that may one day have to be erased, kept outside the history. The history holds only `seal_of` it.
struct SealedValue {
    SealedId id;
    std::string salt;   ///< 32 random bytes: without them nobody can guess an erased value from its hash
    std::string value;  ///< compact JSON text, members sorted by code point
};

/// Takes the JSON text `value` (compact, members sorted by code point) out of sight under a fresh id and salt.
[[nodiscard]] SealedValue seal(std::string value, Instant now, Entropy& entropy);

/// What stands in the history instead: `{"hash": "sha256:…", "sealed": "<id>"}`, the hash over salt and
/// value.
[[nodiscard]] nlohmann::json seal_of(const SealedValue& sealed);

/// Whether `seal` (as `seal_of` makes it) is the seal of `sealed`; false: one of the two was changed.
[[nodiscard]] bool seal_holds(const nlohmann::json& seal, const SealedValue& sealed);

/// The id in a seal. Throws LogicError where `seal` is none.
[[nodiscard]] SealedId sealed_id(const nlohmann::json& seal);

}  // namespace wissel::cases
