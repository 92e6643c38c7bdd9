#pragma once

#include "engine/base/words.hpp"
#include "engine/schema/node.hpp"

#include <cstdint>
#include <string>
#include <vector>

// The words of each fault in a value. None repeats a value: it may hold what belongs to a person. What the
// schema itself says (its enum, its names) may be told.

namespace wissel::schema::messages {

[[nodiscard]] Words wrong_type(Types types);
[[nodiscard]] Words not_allowed(const std::vector<nlohmann::json>& allowed);

[[nodiscard]] Words too_short(std::uint64_t min);
[[nodiscard]] Words too_long(std::uint64_t max);
[[nodiscard]] Words bad_format(Format format);

[[nodiscard]] Words below(const Bound& min);
[[nodiscard]] Words not_above(const Bound& limit);
[[nodiscard]] Words above(const Bound& max);
[[nodiscard]] Words not_below(const Bound& limit);
[[nodiscard]] Words no_multiple(const nlohmann::json& of);

[[nodiscard]] Words too_few_items(std::uint64_t min);
[[nodiscard]] Words too_many_items(std::uint64_t max);
[[nodiscard]] Words not_unique();
[[nodiscard]] Words too_few_of_a_kind(std::uint64_t min);
[[nodiscard]] Words too_many_of_a_kind(std::uint64_t max);

[[nodiscard]] Words too_few_members(std::uint64_t min);
[[nodiscard]] Words too_many_members(std::uint64_t max);
[[nodiscard]] Words missing();
[[nodiscard]] Words missing_with(const std::string& other);
[[nodiscard]] Words unknown_member();
[[nodiscard]] Words bad_name();
[[nodiscard]] Words forbidden();

[[nodiscard]] Words no_alternative();
[[nodiscard]] Words several_alternatives();
[[nodiscard]] Words any_missing(const std::vector<std::string>& names);
[[nodiscard]] Words one_missing(const std::vector<std::string>& names);
[[nodiscard]] Words several_given(const std::vector<std::string>& names);
[[nodiscard]] Words negated();
[[nodiscard]] Words too_deep();

}  // namespace wissel::schema::messages
