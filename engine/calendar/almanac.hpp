#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/words.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>

namespace wissel {

/// Which days are no working days, and why: Saturdays, Sundays, the feast days of the law, and the days that a
/// royal decree puts on a par with them (Algemene termijnenwet, article 3, subsection 3), which nobody can
/// compute. Immutable.
class Almanac {
public:
    /// The law alone, without any decree.
    Almanac() = default;

    /// Reads a document that fits `config/schemas/calendar-nl.schema.json`. Fails (`invalid`) with every date
    /// that is told twice, and every one that is no working day anyhow.
    [[nodiscard]] static Result<Almanac> parse(const nlohmann::json& document);

    /// No value: it is a working day.
    [[nodiscard]] std::optional<Words> why_off(std::chrono::sys_days day) const;

    [[nodiscard]] bool is_working_day(std::chrono::sys_days day) const;

    /// Tells these days from others: `sha256:` over the days by decree, whatever else the document says. The
    /// same for every almanac without any.
    [[nodiscard]] std::string hash() const;

private:
    std::map<std::chrono::sys_days, Words> by_decree_;
};

}  // namespace wissel
