#pragma once

#include "engine/base/words.hpp"
#include "engine/schema/node.hpp"

#include <string>
#include <vector>

namespace wissel::schema {

// The words of each fault. None repeats a value: it may hold what belongs to a person.
namespace messages {

[[nodiscard]] Words wrong_type(const std::vector<std::string>& types);
[[nodiscard]] Words not_allowed(const std::vector<nlohmann::json>& allowed);
[[nodiscard]] Words missing();
[[nodiscard]] Words missing_with(const std::string& other);
[[nodiscard]] Words one_of_missing(const std::vector<std::string>& names);
[[nodiscard]] Words unknown_member();
[[nodiscard]] Words too_short(std::uint64_t min);
[[nodiscard]] Words too_long(std::uint64_t max);
[[nodiscard]] Words too_few_items(std::uint64_t min);
[[nodiscard]] Words too_many_items(std::uint64_t max);
[[nodiscard]] Words too_few_members(std::uint64_t min);
[[nodiscard]] Words too_many_members(std::uint64_t max);
[[nodiscard]] Words not_unique();
[[nodiscard]] Words bad_contains();
[[nodiscard]] Words below(double min, bool exclusive);
[[nodiscard]] Words above(double max, bool exclusive);
[[nodiscard]] Words no_multiple(double of);
[[nodiscard]] Words bad_format(Format format);
[[nodiscard]] Words no_alternative();
[[nodiscard]] Words several_alternatives();
[[nodiscard]] Words negated();
[[nodiscard]] Words bad_name();
[[nodiscard]] Words forbidden();
[[nodiscard]] Words too_deep();

}  // namespace messages

}  // namespace wissel::schema
