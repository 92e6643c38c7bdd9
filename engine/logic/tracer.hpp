#pragma once

#include "engine/logic/copy.hpp"
#include "engine/logic/evaluation.hpp"
#include "engine/logic/program.hpp"
#include "engine/logic/trace.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace wissel::logic {

/// Writes down what an evaluation does. It has room of its own, so that being watched changes nothing; where
/// that is used up, what follows is left out.
class Tracer {
public:
    explicit Tracer(const Program& program);

    void enter(std::uint32_t index, const Scope& scope);
    void leave(Evaluation& evaluation, const Value& value);

    /// The whole tree, once the evaluation is done.
    [[nodiscard]] TraceNode finish();

private:
    /// One node that runs.
    struct Open {
        std::uint32_t index;
        const Scope* scope;
        TraceNode node;
        std::vector<std::uint32_t> ran;  ///< which node each of the children is
        bool shown = true;
    };

    [[nodiscard]] TraceNode begin(std::uint32_t index);
    void put_in_order(Open& open);

    const Program& program_;
    Room room_;
    std::size_t nodes_left_;
    std::vector<Open> open_;
    std::optional<TraceNode> root_;
};

}  // namespace wissel::logic
