#include "api/auth/sessions.hpp"

#include "engine/base/encoding.hpp"
#include "engine/base/sha256.hpp"

#include <algorithm>
#include <utility>

namespace wissel::auth {
namespace {

std::string hash_of(std::string_view token) {
    return std::string(bytes_of(sha256({token})));
}

std::chrono::milliseconds between(Sessions::Ticks from, Sessions::Ticks to) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from);
}

}  // namespace

Sessions::Sessions(SeedSource& seeds, const SessionSettings& settings, std::function<Ticks()> now)
    : seeds_(seeds), settings_(settings), now_(std::move(now)) {}

std::string Sessions::open(const std::string& key_prefix) {
    Entropy entropy(seeds_.next_seed());
    std::string token = to_base64url(entropy.bytes(32));
    const Ticks now = now_();
    const std::lock_guard lock(mutex_);
    make_room(key_prefix, now);
    sessions_.insert_or_assign(hash_of(token), Session{key_prefix, now, now});
    return token;
}

std::optional<Sessions::Found> Sessions::find(std::string_view token, bool counts) {
    const std::string hash = hash_of(token);
    const Ticks now = now_();
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(hash);
    if (found == sessions_.end()) return std::nullopt;
    Session& session = found->second;
    if (end_of(session) <= now) {
        sessions_.erase(found);
        return std::nullopt;
    }
    if (counts) session.last_used = now;
    return Found{
        session.key_prefix,
        between(now, session.began + settings_.whole),
        between(now, session.last_used + settings_.idle)};
}

void Sessions::close(std::string_view token) {
    const std::string hash = hash_of(token);
    const std::lock_guard lock(mutex_);
    sessions_.erase(hash);
}

Sessions::Ticks Sessions::end_of(const Session& session) const {
    return std::min(session.began + settings_.whole, session.last_used + settings_.idle);
}

void Sessions::make_room(const std::string& key_prefix, Ticks now) {
    std::erase_if(sessions_, [&](const auto& one) { return end_of(one.second) <= now; });
    const auto end_idlest = [&](std::size_t allowed, auto&& counts) {
        const auto count = static_cast<std::size_t>(std::count_if(sessions_.begin(), sessions_.end(), counts));
        if (count < allowed) return;
        auto idlest = sessions_.end();
        for (auto one = sessions_.begin(); one != sessions_.end(); ++one) {
            if (!counts(*one)) continue;
            if (idlest == sessions_.end() || one->second.last_used < idlest->second.last_used) idlest = one;
        }
        if (idlest != sessions_.end()) sessions_.erase(idlest);
    };
    end_idlest(settings_.sessions_per_key_max, [&](const auto& one) { return one.second.key_prefix == key_prefix; });
    end_idlest(settings_.sessions_max, [](const auto&) { return true; });
}

}  // namespace wissel::auth
