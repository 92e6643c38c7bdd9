#pragma once

#include "engine/base/failure.hpp"
#include "engine/base/instant.hpp"
#include "engine/statechart/definition.hpp"
#include "engine/statechart/state_set.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wissel::statechart {

/// An event that is still to come.
struct Timer {
    std::uint64_t id = 0;         ///< unique in its machine, for ever; later ones are higher
    std::string send_id;          ///< empty: nobody can cancel it by name
    StateIndex state = no_state;  ///< whose `after` it is; it falls when that state is left
    std::string event;
    nlohmann::json data;
    Instant due_at{};
    /// Suspended: how much was left. `due_at` means nothing then.
    std::optional<std::chrono::milliseconds> left = std::nullopt;

    bool operator==(const Timer&) const = default;
};

/// A machine between two steps. A plain value; its definition stands beside it, not within it.
struct Machine {
    enum class Status : std::uint8_t { running, done };

    StateSet active;                ///< with all that lies around what is active
    std::vector<StateSet> history;  ///< by the number of the history state; empty: nothing is remembered
    nlohmann::json context = nlohmann::json::object();
    std::vector<Timer> timers;  ///< in the order in which they were started
    std::uint64_t timers_made = 0;
    Status status = Status::running;
    nlohmann::json output;

    bool operator==(const Machine&) const = default;
};

/// The active leaves, in document order.
[[nodiscard]] std::vector<std::string> configuration_of(const Definition& definition, const Machine& machine);

/// The timer that comes next: the earliest, of several at one moment the one started first. Null: none runs.
[[nodiscard]] const Timer* next_timer(const Machine& machine);

/// docs/statecharts.md, "Snapshots". The same machine gives the same bytes.
[[nodiscard]] nlohmann::json snapshot_of(const Definition& definition, const Machine& machine);

/// The machine of a snapshot. Fails (`invalid`) with every fault where it is none of this definition: another
/// id, version or hash, states that do not exist or cannot be active together, a wrong type.
[[nodiscard]] Result<Machine> read_snapshot(const Definition& definition, const nlohmann::json& snapshot);

}  // namespace wissel::statechart
