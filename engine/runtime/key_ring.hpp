#pragma once

#include "engine/cases/api_key.hpp"

#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wissel::runtime {

/// The API keys in force, in memory: whoever calls is found without asking the store. Safe from any thread.
class KeyRing {
public:
    /// Replaces all; revoked keys are left out.
    void load(const std::vector<cases::ApiKey>& keys);

    void add(const cases::ApiKey& key);
    void revoke(const std::string& prefix);

    /// Who holds the key with this text. Found by its prefix, compared by its hash in constant time. No
    /// value: no such key, or it was revoked.
    [[nodiscard]] std::optional<cases::Principal> find(std::string_view text) const;

    /// Who holds the key with this prefix. No value: no such key, or it was revoked.
    [[nodiscard]] std::optional<cases::Principal> holder(const std::string& prefix) const;

private:
    mutable std::shared_mutex mutex_;
    std::unordered_map<std::string, cases::ApiKey> keys_;
};

}  // namespace wissel::runtime
