#pragma once

#include "engine/base/failure.hpp"
#include "engine/schema/schema.hpp"
#include "engine/statechart/workflow.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// A workflow as cases run it.
struct RunnableWorkflow {
    statechart::Workflow workflow;
    std::string content;                               ///< the text that its hash is over
    std::vector<std::optional<schema::Schema>> forms;  ///< by transition

    [[nodiscard]] const statechart::Definition& machine() const { return workflow.machine; }
};

/// The workflows in force, and those of before that some case still runs. Immutable once the program runs;
/// then safe from any thread. What it hands out lives as long as it does.
class Workflows {
public:
    /// The workflow that a case runs as a whole, and the overlay over a stalled one.
    static constexpr std::string_view lifecycle_id = "lifecycle";
    static constexpr std::string_view intervention_id = "intervention";

    /// Reads a workflow that fits config/schemas/workflow.schema.json and takes it in. Fails (`invalid`) with
    /// every fault, those of its forms too; `conflict` where another with its id is in force.
    [[nodiscard]] Result<void> put_in_force(
        const nlohmann::ordered_json& document, const statechart::KnownNames& known
    );

    /// The same of one that is not in force any more. One that is there already changes nothing.
    [[nodiscard]] Result<void> keep_running(
        const nlohmann::ordered_json& document, const statechart::KnownNames& known
    );

    /// nullptr where there is none.
    [[nodiscard]] const RunnableWorkflow* in_force(std::string_view id) const;
    [[nodiscard]] const RunnableWorkflow* find(std::string_view hash) const;
    [[nodiscard]] const RunnableWorkflow* lifecycle() const { return in_force(lifecycle_id); }

    /// All that are in force, in the order in which they were put there.
    [[nodiscard]] std::vector<const RunnableWorkflow*> all_in_force() const;

    /// Those of before too.
    [[nodiscard]] std::vector<const RunnableWorkflow*> all() const;

private:
    std::vector<std::unique_ptr<const RunnableWorkflow>> all_;
    std::vector<const RunnableWorkflow*> in_force_;
};

/// Reads one, with its forms compiled. Fails (`invalid`) with every fault.
[[nodiscard]] Result<RunnableWorkflow> read_runnable(
    const nlohmann::ordered_json& document, const statechart::KnownNames& known
);

}  // namespace wissel::cases
