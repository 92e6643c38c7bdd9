#include "engine/cases/sealed_text.hpp"

#include "engine/base/ensure.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace wissel::cases {

nlohmann::json sealed_text(const nlohmann::json& seal, const std::vector<SealedValue>& sealed) {
    const SealedId id = sealed_id(seal);
    const auto found =
        std::lower_bound(sealed.begin(), sealed.end(), id, [](const SealedValue& one, const SealedId& wanted) {
            return one.id < wanted;
        });
    if (found == sealed.end() || found->id != id) return nullptr;
    ensure(seal_holds(seal, *found), "a text is the one that its seal was made over");
    return nlohmann::json::parse(found->value);
}

}  // namespace wissel::cases
