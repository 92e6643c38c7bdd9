#include "engine/cases/sealed.hpp"

#include "engine/base/ensure.hpp"
#include "engine/base/sha256.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace wissel::cases {

SealedValue seal(std::string value, Instant now, Entropy& entropy) {
    return {SealedId::fresh(now, entropy), entropy.bytes(32), std::move(value)};
}

nlohmann::json seal_of(const SealedValue& sealed) {
    nlohmann::json told = nlohmann::json::object();
    told["sealed"] = sealed.id.str();
    told["hash"] = tell(sha256({sealed.salt, sealed.value}));
    return told;
}

bool seal_holds(const nlohmann::json& seal, const SealedValue& sealed) {
    return seal == seal_of(sealed);
}

SealedId sealed_id(const nlohmann::json& seal) {
    ensure(
        seal.is_object() && seal.contains("sealed") && seal["sealed"].is_string(),
        "a seal names what it seals"
    );
    const auto id = SealedId::parse(seal["sealed"].get_ref<const std::string&>());
    ensure(id.has_value(), "a sealed value's id is a UUID");
    return *id;
}

}  // namespace wissel::cases
