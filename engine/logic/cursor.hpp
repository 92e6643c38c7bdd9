#pragma once

#include "engine/logic/evaluation.hpp"
#include "engine/logic/operations.hpp"
#include "engine/logic/path.hpp"
#include "engine/logic/value.hpp"

#include <cstddef>

namespace wissel::logic {

/// Walks from what a scope sees down to one value of it. What a scope sees need not exist as one value (the
/// data and the names beside them; accumulator and current), and is put together only where it is asked for
/// as a whole.
class Cursor {
public:
    Cursor(const Call& call, std::size_t climb);

    /// False: nothing stands there; the value is null from then on.
    bool step(const Segment& segment);

    /// The value where it stands; failed where there is no room to put it together.
    [[nodiscard]] Value value();

    /// Whether it stands at something.
    [[nodiscard]] bool is_there() const { return at_ != At::nowhere; }

private:
    enum class At : std::uint8_t { nowhere, scope, iteration, value };

    [[nodiscard]] bool stand_at(const Value& value);
    [[nodiscard]] Value whole_top();
    [[nodiscard]] Value pair(const char* first, const Value& one, const char* second, const Value& other);

    const Call& call_;
    const Scope* scope_;
    At at_ = At::scope;
    Value value_;
};

/// One step down from a value; false where nothing stands there.
[[nodiscard]] bool step_into(Value& value, const Segment& segment);

/// One step down within JSON; null where nothing stands there.
[[nodiscard]] const nlohmann::json* step_into(const nlohmann::json& value, const Segment& segment);

/// What a name leads to from the top: one beside the data, or a member of them. Null: nothing.
[[nodiscard]] const nlohmann::json* step_from_top(const Data& data, const Segment& segment);

/// The value of a node whose path is known (access.cpp).
[[nodiscard]] Value look_up(const Call& call);

}  // namespace wissel::logic
