#pragma once

#include "engine/schema/formats.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The compiled form of a schema: one flat array of nodes that know each other by index. Once compiled,
// nobody asks the schema's JSON a question.

namespace wissel::schema {

inline constexpr std::size_t no_node = static_cast<std::size_t>(-1);

/// How deep a schema, a value and the way through both may lead. Deeper than any document that `read_json`
/// lets in, and shallow enough for every stack.
inline constexpr std::size_t depth_max = 256;

/// The types of JSON Schema as a set; a whole number is both `number` and `integer`.
using Types = std::uint8_t;

namespace type {
inline constexpr Types string = 1, integer = 2, number = 4, boolean = 8, array = 16, object = 32, null = 64;
inline constexpr Types every = 127;
}  // namespace type

/// How many there may be.
struct Range {
    std::optional<std::uint64_t> min, max;
};

/// A bound of a number; null where there is none.
using Bound = nlohmann::json;

/// One schema; children are indexes into Program::nodes.
struct Node {
    bool never = false;         ///< the schema `false`
    bool shared = false;        ///< a $ref points here, so several ways may lead to it with one value
    std::string only_requires;  ///< the schema is nothing but `required` with this one name
    Types types = type::every;
    std::optional<std::vector<nlohmann::json>> allowed;  ///< enum
    std::vector<nlohmann::json> constant;                ///< const, as a list of one or none

    Range length;
    Format format = Format::none;

    Bound minimum, maximum, above, below;
    nlohmann::json multiple;

    Range count;  ///< of items
    bool unique = false;
    std::vector<std::size_t> prefix;
    std::size_t items = no_node;
    std::size_t contains = no_node;
    Range contained;

    Range members;
    std::vector<std::string> required;
    std::map<std::string, std::size_t, std::less<>> properties;
    std::size_t additional = no_node;
    std::size_t names = no_node;
    std::map<std::string, std::vector<std::string>> dependent_required;
    std::map<std::string, std::size_t, std::less<>> dependent_schemas;

    std::size_t reference = no_node;
    std::vector<std::size_t> all_of, any_of, one_of;
    std::size_t negated = no_node, condition = no_node, consequence = no_node, alternative = no_node;
};

struct Program {
    std::vector<Node> nodes;
    std::size_t root = 0;
};

}  // namespace wissel::schema
