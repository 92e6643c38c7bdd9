#pragma once

#include "engine/base/failure.hpp"
#include "engine/logic/error.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::logic {

struct Program;
struct TraceNode;
struct Traced;

/// Each has an error of its own (`error_types`).
struct Limits {
    std::size_t depth_max = 64;            ///< operations and lists within each other in a rule; 512 at most
    std::size_t value_depth_max = 256;     ///< lists and objects within each other in a value
    std::size_t operations_max = 100'000;  ///< steps of one evaluation; long lists and texts count as more
    std::size_t size_max = 1'000'000;      ///< values and bytes that one evaluation may make
};

enum class Strictness : std::uint8_t {
    file,    ///< for workflow files: what could never come to a value is a fault of the rule
    lenient  ///< it becomes an error when it is reached
};

/// A JSON value that rules see under `name` at the top level, beside the members of the data and before them.
struct Named {
    std::string_view name;
    const nlohmann::json* value;  ///< never null
};

/// What the operation `inState` asks.
class World {
public:
    virtual ~World() = default;
    [[nodiscard]] virtual bool in_state(std::string_view name) const = 0;
};

/// What a rule sees. Nothing is copied or owned; all of it outlives the evaluation.
struct Data {
    const nlohmann::json* base = nullptr;  ///< null pointer: JSON null
    std::span<const Named> beside = {};
    const World* world = nullptr;
};

/// A JsonLogic rule, compiled once (docs/logic.md has the dialect). Immutable; cheap to move and to copy;
/// safe to use from any thread. Pure.
class Rule {
public:
    /// Fails (`invalid`) with every fault, each with its pointer: `depth` in any case; under
    /// `Strictness::file` also `unknownOperator`, `severalOperators` (an object with more than one member)
    /// and `badArguments` (arguments that are no list, or too few or too many, where that can never work).
    [[nodiscard]] static Result<Rule> compile(
        const nlohmann::json& rule, Strictness strictness = Strictness::file, const Limits& limits = {}
    );

    Rule(const Rule&) noexcept;
    Rule(Rule&&) noexcept;
    Rule& operator=(const Rule&) noexcept;
    Rule& operator=(Rule&&) noexcept;
    ~Rule();

    /// The dotted paths of the data that it reads, sorted, each once. What an iterator reads of its items is
    /// told as the path of the list. A dot within a name is written `\.`.
    [[nodiscard]] const std::vector<std::string>& reads() const;

    /// Whether some path is computed, or the whole data are read, so that `reads` is not all.
    [[nodiscard]] bool reads_anything() const;

private:
    explicit Rule(std::shared_ptr<const Program> program) noexcept;

    friend std::expected<nlohmann::json, Error> evaluate(const Rule& rule, const Data& data);
    friend std::expected<bool, Error> holds(const Rule& rule, const Data& data);
    friend Traced trace(const Rule& rule, const Data& data);

    std::shared_ptr<const Program> program_;
};

/// The value; it shares nothing with the data.
[[nodiscard]] std::expected<nlohmann::json, Error> evaluate(const Rule& rule, const Data& data);

/// Only whether the value is truthy: not null, false, 0, "", [] or {}. Allocates nothing for a typical guard:
/// conditions, comparisons and `in` over paths of the data.
[[nodiscard]] std::expected<bool, Error> holds(const Rule& rule, const Data& data);

}  // namespace wissel::logic
