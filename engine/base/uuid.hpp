#pragma once

#include "engine/base/entropy.hpp"
#include "engine/base/instant.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace wissel {

/// A UUID; ours are version 7 (RFC 9562, section 5.7), so they sort by the time at which they were made.
class Uuid {
public:
    constexpr Uuid() = default;

    [[nodiscard]] static Uuid v7(Instant now, Entropy& entropy);

    /// The usual 36 characters, upper or lower case, any version. No value: anything else.
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);

    /// From its 16 bytes, as `bytes` gives them. No value: another length.
    [[nodiscard]] static std::optional<Uuid> from_bytes(std::string_view bytes);

    /// Lower case, with hyphens.
    [[nodiscard]] std::string str() const;

    /// Its 16 bytes; a view that lives as long as the UUID.
    [[nodiscard]] std::string_view bytes() const {
        return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
    }

    auto operator<=>(const Uuid&) const = default;

private:
    std::array<std::uint8_t, 16> bytes_{};
};

/// A UUID that says what it names, so that one kind cannot be passed for another.
template <class Tag>
class Id {
public:
    constexpr Id() = default;
    explicit constexpr Id(Uuid uuid) : uuid_(uuid) {}

    [[nodiscard]] static Id fresh(Instant now, Entropy& entropy) { return Id(Uuid::v7(now, entropy)); }

    [[nodiscard]] static std::optional<Id> parse(std::string_view text) {
        const auto uuid = Uuid::parse(text);
        if (!uuid) return std::nullopt;
        return Id(*uuid);
    }

    [[nodiscard]] const Uuid& uuid() const { return uuid_; }
    [[nodiscard]] std::string str() const { return uuid_.str(); }

    auto operator<=>(const Id&) const = default;

private:
    Uuid uuid_;
};

}  // namespace wissel
