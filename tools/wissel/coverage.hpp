#pragma once

#include "engine/statechart/script.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace wissel::tool {

/// Which states and transitions of a machine some scripts take.
class Coverage {
public:
    explicit Coverage(const statechart::Definition& machine);

    void add(const statechart::Replay& replay);

    struct Missing {
        std::string pointer;
        std::string name;  ///< of a state its name; of a transition `state: event → targets`
        bool is_state = true;
    };
    /// In the order of the file. History states, which are never active, are left out.
    [[nodiscard]] std::vector<Missing> missing() const;

    [[nodiscard]] std::size_t states() const;
    [[nodiscard]] std::size_t states_taken() const;
    [[nodiscard]] std::size_t transitions() const { return machine_.transitions.size(); }
    [[nodiscard]] std::size_t transitions_taken() const;

private:
    const statechart::Definition& machine_;
    statechart::StateSet entered_;
    std::vector<bool> taken_;
};

/// As `wissel replay --json` and the API tell it: how many, and which are missing.
[[nodiscard]] nlohmann::json json_of(const Coverage& coverage);

}  // namespace wissel::tool
