#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/json_position.hpp"
#include "engine/schema/schema.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace wissel::tool {

/// The bytes of a file. Fails (`unavailable`) with its path where it cannot be read.
[[nodiscard]] Result<std::string> read_file(const std::string& path);

/// A JSON file that fits `schema`. Fails with every fault, each told with path, line and column of the file.
[[nodiscard]] Result<nlohmann::json> read_json_file(const std::string& path, const schema::Schema& schema);

/// A JSON Schema from a file.
[[nodiscard]] Result<schema::Schema> read_schema_file(
    const std::string& path, nlohmann::json* document = nullptr
);

/// Where the value of a pointer stands in JSON `text`; one that is absent is told where its parent stands.
[[nodiscard]] Position nearest_position(std::string_view text, std::string_view pointer);

/// Turns the issues of a failure about the JSON `text` of `path` into one message with a line for each.
[[nodiscard]] Failure located(const Failure& failure, const std::string& path, const std::string& text);

}  // namespace wissel::tool
