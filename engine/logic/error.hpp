#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace wissel::logic {

/// How an evaluation ended that came to no value.
struct Error {
    std::string type;      ///< one of `error_types`, or what a rule threw
    nlohmann::json value;  ///< what was thrown: an object with at least `type`
    std::string pointer;   ///< JSON Pointer into the rule: the node that gave up
};

namespace error_types {

// As the json-logic organisation spells them.
inline constexpr std::string_view not_a_number = "NaN";
inline constexpr std::string_view invalid_arguments = "Invalid Arguments";
inline constexpr std::string_view unknown_operator = "Unknown Operator";

// Ours: a limit was passed. `try` does not catch these.
inline constexpr std::string_view too_deep = "Too Deep";
inline constexpr std::string_view too_many_operations = "Too Many Operations";
inline constexpr std::string_view too_large = "Too Large";

}  // namespace error_types

}  // namespace wissel::logic
