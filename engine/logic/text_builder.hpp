#pragma once

#include "engine/logic/operations.hpp"

#include <cstddef>
#include <memory_resource>
#include <string_view>
#include <vector>

namespace wissel::logic {

/// Puts a text together in the arena of an evaluation.
class TextBuilder {
public:
    explicit TextBuilder(const Call& call) : call_(call), bytes_(&call.evaluation.arena()) {}

    /// As JavaScript makes a text of a value: null is empty, the items of a list have commas between them.
    /// False: it failed; an object has no text (Invalid Arguments).
    bool add(const Value& value);

    /// Lives as long as the evaluation; the builder is done then.
    [[nodiscard]] std::string_view text() const { return {bytes_.data(), bytes_.size()}; }

private:
    bool add(const Value& value, std::size_t depth);
    bool add_list(const Items& items, std::size_t depth);
    bool add_bytes(std::string_view bytes);

    const Call& call_;
    std::pmr::vector<char> bytes_;  // the arena gives nothing back, so what it holds outlives it
};

/// The text of one value; no value: it failed.
[[nodiscard]] std::optional<std::string_view> text_of(const Call& call, const Value& value);

}  // namespace wissel::logic
