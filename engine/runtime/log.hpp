#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace wissel::log {

enum class Level : std::uint8_t { debug, info, warning, error };

struct Field {
    std::string_view name;
    std::variant<std::int64_t, std::string_view, bool> value;
};

/// Where lines go and from which level on; before the first call `info` to standard error.
void configure(Level from);

/// Writes one line: a JSON object with `time`, `level`, `event` and the fields, control characters escaped.
/// Never pass a text that a user wrote, a key, or a member of a report: a log is read by many.
/// Safe from any thread; never throws; a line that cannot be written is dropped.
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

}  // namespace wissel::log
