#include "engine/runtime/key_ring.hpp"

#include <mutex>

namespace wissel::runtime {

void KeyRing::load(const std::vector<cases::ApiKey>& keys) {
    const std::unique_lock lock(mutex_);
    keys_.clear();
    for (const auto& key : keys) {
        if (!key.revoked_at) keys_.insert_or_assign(key.prefix, key);
    }
}

void KeyRing::add(const cases::ApiKey& key) {
    const std::unique_lock lock(mutex_);
    keys_.insert_or_assign(key.prefix, key);
}

void KeyRing::revoke(const std::string& prefix) {
    const std::unique_lock lock(mutex_);
    keys_.erase(prefix);
}

std::optional<cases::Principal> KeyRing::find(std::string_view text) const {
    const auto prefix = cases::key_prefix(text);
    if (!prefix) return std::nullopt;
    const Digest hash = sha256({text});
    const std::shared_lock lock(mutex_);
    const auto found = keys_.find(*prefix);
    if (found == keys_.end()) return std::nullopt;
    if (!equal_in_constant_time(bytes_of(found->second.hash), bytes_of(hash))) return std::nullopt;
    return cases::principal_of(found->second);
}

std::optional<cases::Principal> KeyRing::holder(const std::string& prefix) const {
    const std::shared_lock lock(mutex_);
    const auto found = keys_.find(prefix);
    if (found == keys_.end()) return std::nullopt;
    return cases::principal_of(found->second);
}

}  // namespace wissel::runtime
