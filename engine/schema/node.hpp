#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wissel::schema {

/// Which of the formats a string has to have.
enum class Format : std::uint8_t { none, date, date_time, uri, uuid, email, duration, oin };

inline constexpr std::size_t no_node = static_cast<std::size_t>(-1);

/// One compiled schema object; children are indexes into Program::nodes.
struct Node {
    bool never = false;  ///< the schema `false`
    std::vector<std::string> types;
    std::optional<std::vector<nlohmann::json>> allowed;  ///< enum, or const as one value
    bool is_const = false;
    std::map<std::string, std::size_t> properties;
    std::vector<std::string> required;
    std::size_t additional = no_node;
    std::size_t names = no_node;
    std::map<std::string, std::vector<std::string>> dependent_required;
    std::map<std::string, std::size_t> dependent_schemas;
    std::vector<std::size_t> prefix;
    std::size_t items = no_node;
    std::size_t contains = no_node;
    std::optional<std::uint64_t> contains_min, contains_max;
    std::optional<std::uint64_t> items_min, items_max, length_min, length_max, members_min, members_max;
    bool unique = false;
    std::optional<double> minimum, maximum, above, below, multiple;
    Format format = Format::none;
    std::vector<std::size_t> all_of, any_of, one_of;
    std::size_t negated = no_node, condition = no_node, consequence = no_node, alternative = no_node;
    std::size_t reference = no_node;
};

struct Program {
    std::vector<Node> nodes;
    std::size_t root = 0;
};

}  // namespace wissel::schema
