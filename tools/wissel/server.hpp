#pragma once

#include "api/http/server.hpp"
#include "tools/wissel/configuration.hpp"
#include "tools/wissel/settings.hpp"

#include <functional>
#include <memory>

namespace wissel::tool {

/// The whole product, put together: store, lanes, resources, HTTP. What `wissel serve` runs, and tests too.
class RunningServer {
public:
    /// Opens the register in `settings.data` and listens. `configuration` outlives it.
    /// `workflows` come into force: each is kept, and a changed one under an old version is refused; so is a
    /// folder without one that cases need. `on_fatal` is called
    /// from the writer's thread after an I/O error of the store; the process has to end then.
    [[nodiscard]] static Result<std::unique_ptr<RunningServer>> start(
        const Settings& settings,
        const Configuration& configuration,
        const std::vector<WorkflowFile>& workflows,
        std::function<void(const Failure&)> on_fatal
    );

    virtual ~RunningServer() = default;

    [[nodiscard]] virtual unsigned short port() const = 0;
    [[nodiscard]] virtual runtime::Register& registry() = 0;

    /// Stops accepting, answers what was taken, closes the store. Idempotent.
    virtual void stop() = 0;
};

}  // namespace wissel::tool
