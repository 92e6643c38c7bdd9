#pragma once

#include "engine/base/entropy.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wissel::auth {

struct SessionSettings {
    std::chrono::minutes idle{30};    ///< after the last request that counts, a session has ended
    std::chrono::minutes whole{720};  ///< after its login, whatever came since
    std::size_t sessions_max = 10'000;
    std::size_t sessions_per_key_max = 32;
};

/// What browsers have instead of an API key, so that the key itself need not lie in them. In memory: a restart
/// ends them all. Of a token only its hash is kept. Time is the steady clock's, so that no jump of the wall clock
/// lengthens one. Safe from any thread.
class Sessions {
public:
    using Ticks = std::chrono::steady_clock::time_point;

    /// `seeds` outlives it. `now` is the steady clock, or a test's.
    Sessions(
        SeedSource& seeds,
        const SessionSettings& settings,
        std::function<Ticks()> now = [] { return std::chrono::steady_clock::now(); }
    );

    struct Found {
        std::string key_prefix;                  ///< of the API key that was exchanged
        std::chrono::milliseconds ends_in{};       ///< at the latest
        std::chrono::milliseconds idle_ends_in{};  ///< unless a request that counts comes before
    };

    /// A new session for the holder of a key: its token, which is told once (256 random bits, base64url). Where
    /// there are too many of this key, or in all, the one that was idle for longest ends.
    [[nodiscard]] std::string open(const std::string& key_prefix);

    /// `counts`: this is somebody at work, and not a page that asks by itself, so idleness begins anew. No value: no
    /// such session, or it has ended.
    [[nodiscard]] std::optional<Found> find(std::string_view token, bool counts);

    /// Ends it. Without one nothing happens.
    void close(std::string_view token);

private:
    struct Session {
        std::string key_prefix;
        Ticks began;
        Ticks last_used;
    };

    [[nodiscard]] Ticks end_of(const Session& session) const;
    void make_room(const std::string& key_prefix, Ticks now);

    SeedSource& seeds_;
    const SessionSettings settings_;
    const std::function<Ticks()> now_;
    std::mutex mutex_;
    std::unordered_map<std::string, Session> sessions_;  ///< by the hash of their token
};

}  // namespace wissel::auth
