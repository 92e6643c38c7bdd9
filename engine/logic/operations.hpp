#pragma once

#include "engine/logic/evaluation.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

// What each operation does. The tables of the standard ones stand by family in the files named below; ours
// have one of their own.

namespace wissel::logic {

inline constexpr std::size_t bytes_for_an_operation = 64;

/// One operation that runs: where it stands, and what it sees.
struct Call {
    Evaluation& evaluation;
    const Node& node;
    std::uint32_t index;
    const Scope& scope;

    [[nodiscard]] std::size_t count() const { return node.count; }
    [[nodiscard]] std::uint32_t child(std::size_t at) const {
        return evaluation.program().children[node.first + at];
    }
    [[nodiscard]] Value run(std::size_t at) const { return evaluation.run(child(at), scope); }
    [[nodiscard]] Value run_in(const Scope& inner, std::size_t at) const {
        return evaluation.run(child(at), inner);
    }
    Value fail(std::string_view type) const { return evaluation.fail(index, type); }
    [[nodiscard]] bool charge(std::size_t operations) const { return evaluation.charge(index, operations); }
    /// Reading a long text is more than one step.
    [[nodiscard]] bool charge_text(const Value& value) const {
        return !value.is_text() || charge(value.as_text().size() / bytes_for_an_operation);
    }
};

using Arguments = std::span<const Value>;

inline constexpr std::uint8_t any_count = 255;

struct Operation {
    enum class Style : std::uint8_t {
        spread,  ///< `apply` gets its arguments' values; one written without a list gives its items, if a
                 ///< list
        plain,   ///< the same, but a list stays one argument
        lazy,    ///< `run` asks for the values that it needs
        listed,  ///< the same, and the arguments have to be written as a list
    };
    /// Which arguments see something else than the operation itself does.
    enum class Inner : std::uint8_t { none, second, all_but_first };

    std::string_view name;
    Style style;
    Value (*apply)(const Call& call, Arguments arguments) = nullptr;
    Value (*run)(const Call& call) = nullptr;
    Inner inner = Inner::none;
    std::uint8_t count_min = 0;  ///< with fewer arguments, or more than `count_max`, it can only fail
    std::uint8_t count_max = any_count;
};

// The standard ones.
[[nodiscard]] std::span<const Operation> control_operations();     // control.cpp
[[nodiscard]] std::span<const Operation> comparison_operations();  // comparison.cpp
[[nodiscard]] std::span<const Operation> arithmetic_operations();  // arithmetic.cpp
[[nodiscard]] std::span<const Operation> text_operations();        // text.cpp
[[nodiscard]] std::span<const Operation> list_operations();        // lists.cpp
[[nodiscard]] std::span<const Operation> iterator_operations();    // iterators.cpp
[[nodiscard]] std::span<const Operation> access_operations();      // access.cpp

/// Wissel's own: dates and `inState`.
[[nodiscard]] std::span<const Operation> own_operations();  // own.cpp

/// Null: there is none of that name.
[[nodiscard]] const Operation* find_operation(std::string_view name);

// Those that a compiler treats in a way of their own.
inline constexpr std::string_view var_name = "var";
inline constexpr std::string_view val_name = "val";
inline constexpr std::string_view exists_name = "exists";
inline constexpr std::string_view missing_name = "missing";
inline constexpr std::string_view missing_some_name = "missing_some";
inline constexpr std::string_view preserve_name = "preserve";

}  // namespace wissel::logic
