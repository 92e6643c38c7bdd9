#pragma once

#include "engine/logic/path.hpp"
#include "engine/logic/rule.hpp"
#include "engine/logic/value.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

// The compiled form of a rule: flat arrays of nodes that know each other by index.

namespace wissel::logic {

struct Operation;

/// One node of a rule. Its arguments are `Program::children[first … first + count)`.
struct Node {
    enum class Kind : std::uint8_t {
        constant,   ///< `value`; holds no operation
        list,       ///< a list of which some items are computed
        operation,  ///< `operation`
        lookup,     ///< the same, where the path is known: `Program::paths[path]`
        unknown,    ///< an object that names no operation, or several
    };

    Kind kind = Kind::constant;
    bool listed = false;  ///< the arguments were written as a list
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t path = 0;
    const Operation* operation = nullptr;
    Value value;
};

struct Program {
    nlohmann::json rule;  ///< constants point into it
    Limits limits;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
    std::uint32_t root = 0;

    std::vector<Path> paths;
    std::deque<std::string>
        names;  ///< what the segments of paths point into, where the rule does not hold it

    std::vector<std::string> pointers;         ///< of each node, into the rule
    std::vector<const nlohmann::json*> texts;  ///< of each node, within `rule`

    std::vector<std::string> reads;
    bool reads_anything = false;
};

}  // namespace wissel::logic
