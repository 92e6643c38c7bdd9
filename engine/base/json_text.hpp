#pragma once

#include "engine/base/failure.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wissel {

/// Integers beyond this are not the same number for every reader of JSON (RFC 8259, section 6).
inline constexpr std::int64_t json_integer_max = std::int64_t{1} << 53;

struct JsonLimits {
    std::size_t depth_max = 32;    ///< nested arrays and objects; deeper ones crash nlohmann's dump and copy
    std::size_t issues_max = 100;  ///< parsing stops after so many faults
};

/// What came of reading JSON text from outside.
struct JsonReading {
    std::vector<Issue> issues;  ///< every fault that does not end the reading, at once
    bool whole = false;         ///< the text was read to its end, so its content can be checked further
};

/// Reads JSON text into `value`, stricter than nlohmann does. A fault is (its code in brackets): no
/// well-formed JSON or UTF-8 (`syntax`, with line and column), a member named twice (`duplicateMember`),
/// nesting beyond the limit (`depth`), U+0000 in a text or name (`nul`), a whole number outside ±2^53 or a
/// number that no double can hold (`numberRange`). A number without a fraction comes out as an integer
/// however it was written (1.0, 1e2). `value` means nothing unless the reading is `whole`.
[[nodiscard]] JsonReading read_json(
    std::string_view text, nlohmann::json& value, const JsonLimits& limits = {}
);

/// `read_json` where any fault at all is a refusal (`invalid`).
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text, const JsonLimits& limits = {});

/// `parse_json` that keeps the order of members: for workflow and routing files, where it counts, and nothing
/// else.
[[nodiscard]] Result<nlohmann::ordered_json> parse_ordered_json(
    std::string_view text, const JsonLimits& limits = {}
);

/// Compact, and never throws: bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string dump_json(const nlohmann::json& value);

/// The text by which a workflow or routing file is known, kept and hashed: compact, its members in their
/// order. How the file was laid out does not count, nor how a number was written (1.0 and 1).
[[nodiscard]] std::string definition_text(const nlohmann::ordered_json& definition);

/// `sha256:` over that text.
[[nodiscard]] std::string definition_hash(const nlohmann::ordered_json& definition);

}  // namespace wissel
