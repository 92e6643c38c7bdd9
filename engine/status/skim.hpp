#pragma once

#include "engine/base/ensure.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// Reads a few members of a stored event without taking the rest of it apart: a million events are read when a
// register is opened, and most of their bytes are snapshots and explanations that nobody asks for here. Works on
// JSON that the program itself wrote (format 1: compact and well-formed); what is not throws LogicError, or is
// passed over.

namespace wissel::status {

/// One past the value that begins at `at`.
[[nodiscard]] std::size_t end_of_value(std::string_view text, std::size_t at);

/// What a JSON string says, and whether a value is one.
[[nodiscard]] std::string skim_text(std::string_view value);
[[nodiscard]] inline bool is_text(std::string_view value) {
    return value.starts_with('"');
}

/// Calls `each(name, value)` for every member of `object`, with the value as it is written. Names of ours have
/// nothing to unescape.
template <class Each>
void skim_members(std::string_view object, const Each& each) {
    ensure(object.starts_with('{'), "an event's members stand in an object");
    for (std::size_t at = 1; at < object.size() && object[at] != '}';) {
        const std::size_t named = end_of_value(object, at);
        const std::size_t ended = end_of_value(object, named + 1);
        each(object.substr(at + 1, named - at - 2), object.substr(named + 1, ended - named - 1));
        at = ended + (ended < object.size() && object[ended] == ',' ? 1 : 0);
    }
}

/// Calls `each(value)` for every value of `array`.
template <class Each>
void skim_values(std::string_view array, const Each& each) {
    ensure(array.starts_with('['), "an event's lists are arrays");
    for (std::size_t at = 1; at < array.size() && array[at] != ']';) {
        const std::size_t ended = end_of_value(array, at);
        each(array.substr(at, ended - at));
        at = ended + (ended < array.size() && array[ended] == ',' ? 1 : 0);
    }
}

}  // namespace wissel::status
