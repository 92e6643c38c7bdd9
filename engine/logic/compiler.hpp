#pragma once

#include "engine/base/failure.hpp"
#include "engine/logic/operations.hpp"
#include "engine/logic/program.hpp"
#include "engine/logic/rule.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::logic {

/// Fills a Program from its own copy of a rule, and gathers the faults of the rule on the way.
class Compiler {
public:
    Compiler(Program& program, Strictness strictness) : program_(program), strictness_(strictness) {}

    /// Every fault; empty: the program is whole.
    [[nodiscard]] std::vector<Issue> run();

private:
    std::uint32_t compile(const nlohmann::json& text, const std::string& pointer);
    std::uint32_t add(Node node, const nlohmann::json& text, const std::string& pointer);
    void compile_operation(Node& node, const nlohmann::json& text, const std::string& pointer);
    void compile_arguments(Node& node, const nlohmann::json& arguments, const std::string& pointer);
    void set_children(Node& node, const std::vector<std::uint32_t>& children);

    // Paths that the rule spells out (compile_paths.cpp). No value: it is computed.
    [[nodiscard]] std::optional<Path> known_path(const Operation& operation, const nlohmann::json& arguments);
    [[nodiscard]] std::optional<Path> known_names(const nlohmann::json& arguments);
    [[nodiscard]] std::optional<Segment> known_name(const nlohmann::json& name);

    void check_arguments(
        const Operation& operation, const nlohmann::json& arguments, const std::string& pointer
    );
    void fault(const std::string& pointer, const char* code, Words message);

    Program& program_;
    Strictness strictness_;
    std::vector<Issue> issues_;
};

/// A dotted path as its names; `program` keeps those that are written with escapes.
[[nodiscard]] Path parse_path(std::string_view text, Program& program);

/// Fills in what the program reads (reads.cpp).
void gather_reads(Program& program);

/// The pointer of the first operation, list or object of a rule that stands within more than `depth_max`
/// others.
[[nodiscard]] std::optional<std::string> too_deep_at(const nlohmann::json& rule, std::size_t depth_max);

}  // namespace wissel::logic
