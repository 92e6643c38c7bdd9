#pragma once

#include "engine/base/uuid.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace wissel::cases {

using CaseId = Id<struct CaseTag>;
using ReportId = Id<struct ReportTag>;
using SealedId = Id<struct SealedTag>;
using LegId = Id<struct LegTag>;

/// An organisation's identification number, 20 characters (Logius, OIN-stelsel).
using Oin = std::string;

/// The number of a case within the year in which it was reported; `GD-2026-000042` is what people call it.
struct CaseNumber {
    int year = 0;
    int number = 0;

    [[nodiscard]] std::string str() const;

    /// No value: not such a text.
    [[nodiscard]] static std::optional<CaseNumber> parse(std::string_view text);

    bool operator==(const CaseNumber&) const = default;
};

}  // namespace wissel::cases
