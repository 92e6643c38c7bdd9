#pragma once

#include "engine/logic/error.hpp"
#include "engine/logic/program.hpp"
#include "engine/logic/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace wissel::logic {

class Tracer;

/// What a part of a rule sees as its data. They lie on the stack, each linked to the one around it.
struct Scope {
    enum class Kind : std::uint8_t {
        top,    ///< the data
        item,   ///< `current`, one of `iterated`
        fold,   ///< `{"accumulator", "current"}`, for one of `iterated`
        error,  ///< `current`, what was thrown
    };

    Kind kind = Kind::top;
    Value current;
    Value accumulator;
    Value iterated;
    std::size_t index = 0;
    const Scope* around = nullptr;

    [[nodiscard]] static Scope within(Kind kind, const Scope& around) {
        Scope made;
        made.kind = kind;
        made.around = &around;
        return made;
    }
};

/// One evaluation of one rule. A failure is a value of the kind `failed`, which every operation hands on at
/// once; what went wrong is kept here until it is caught or told.
class Evaluation {
public:
    Evaluation(const Program& program, const Data& data, Tracer* tracer = nullptr);
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    /// The value of the whole rule.
    [[nodiscard]] Value run();

    /// The value of one node in `scope`.
    [[nodiscard]] Value run(std::uint32_t index, const Scope& scope) {
        const Node& node = program_.nodes[index];
        if (tracer_ != nullptr) return run_traced(node, index, scope);
        return node.kind == Node::Kind::constant ? node.value : run_node(node, index, scope);
    }

    // Failing (evaluation.cpp).
    Value fail(std::uint32_t index, std::string_view type);
    Value fail_with(std::uint32_t index, const Value& thrown);
    /// A limit was passed: nothing catches that.
    Value stop(std::uint32_t index, std::string_view type);
    [[nodiscard]] bool has_failed() const { return failed_; }
    [[nodiscard]] bool is_at_limit() const { return at_limit_; }
    /// Forgets the failure. What was thrown, as an object; failed where there is no room for it.
    [[nodiscard]] Value caught(std::uint32_t index);
    /// The failure for the caller, with all that was thrown.
    [[nodiscard]] Error error();
    /// The same, told by its type alone.
    [[nodiscard]] Error told() const;

    // Limits: each says whether it may go on, and has failed where it may not.
    [[nodiscard]] bool charge(std::uint32_t index, std::size_t operations) {
        if (operations > operations_left_) return has_no_operations(index);
        operations_left_ -= operations;
        return true;
    }
    [[nodiscard]] bool make_room(std::uint32_t index, std::size_t size);

    // Making values (evaluation.cpp); what they return lives as long as the evaluation.
    [[nodiscard]] std::span<Value> make_list(std::uint32_t index, std::size_t count);
    [[nodiscard]] std::string_view keep_text(std::string_view text);
    [[nodiscard]] Value keep_object(nlohmann::json object);
    [[nodiscard]] std::pmr::memory_resource& arena() { return arena_; }
    /// A JSON value of its own; no value: it failed.
    [[nodiscard]] std::optional<nlohmann::json> to_json(std::uint32_t index, const Value& value);

    [[nodiscard]] const Program& program() const { return program_; }
    [[nodiscard]] const Data& data() const { return data_; }

private:
    [[nodiscard]] bool has_no_operations(std::uint32_t index);
    [[nodiscard]] Value run_node(const Node& node, std::uint32_t index, const Scope& scope);
    [[nodiscard]] Value run_traced(const Node& node, std::uint32_t index, const Scope& scope);
    [[nodiscard]] Value run_list(const Node& node, std::uint32_t index, const Scope& scope);
    [[nodiscard]] Value run_eager(const Node& node, std::uint32_t index, const Scope& scope);
    [[nodiscard]] Value run_spread(const Node& node, std::uint32_t index, const Scope& scope);

    const Program& program_;
    const Data& data_;
    Tracer* tracer_;
    std::size_t operations_left_;
    std::size_t size_left_;

    bool failed_ = false;
    bool at_limit_ = false;
    std::uint32_t failed_at_ = 0;
    std::string_view type_;
    Value thrown_;

    std::array<std::byte, 1024> first_;
    std::pmr::monotonic_buffer_resource arena_;
    std::vector<std::unique_ptr<nlohmann::json>> kept_;
};

}  // namespace wissel::logic
