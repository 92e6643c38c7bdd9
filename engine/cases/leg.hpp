#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/ids.hpp"
#include "engine/cases/owner.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::cases {

/// Whose turn it is at a machine, and what for.
struct Turn {
    std::string kind;   ///< `act`: the owner moves it on; `accept`: it is offered; `answer`: it waits for them
    Oin organisation;   ///< empty: of `act` the owner's, of `answer` that of each reporter
    std::string role;

    bool operator==(const Turn&) const = default;
};

/// An event that a machine will get by itself, so that somebody watches the clock for it.
struct DueTimer {
    std::uint64_t id = 0;
    Instant due_at{};

    bool operator==(const DueTimer&) const = default;
};

/// Where the lifecycle or a leg stands. The snapshot is all of the machine; the rest is told from it.
struct MachineState {
    nlohmann::json snapshot;                 ///< docs/statecharts.md, "Snapshots"
    std::string workflow;
    std::string hash;                        ///< of the workflow's content, which it stays on
    std::vector<std::string> configuration;  ///< names of the active leaves
    Instant since{};                         ///< in this configuration
    std::optional<Instant> due_at;           ///< when the term to leave it is passed
    std::vector<Turn> turns;
    std::vector<DueTimer> timers;

    bool operator==(const MachineState&) const = default;
};

/// What a suspended leg waits for.
struct Waiting {
    std::string kind;      ///< a code of the vocabulary's list `waiting`
    std::string on;        ///< an organisation or body, by name
    std::string expected;  ///< a date; empty: nobody said
    Instant since{};

    bool operator==(const Waiting&) const = default;
};

/// How a leg stands.
namespace leg_status {
inline constexpr std::string_view offered = "offered";
inline constexpr std::string_view running = "running";
inline constexpr std::string_view done = "done";
inline constexpr std::string_view refused = "refused";
inline constexpr std::string_view handed_back = "handedBack";
inline constexpr std::string_view withdrawn = "withdrawn";
}  // namespace leg_status

/// One run of one route's workflow for a case; or of an overlay, which is no route.
struct Leg {
    LegId id;
    std::string route;     ///< of an overlay its workflow
    std::string ministry;  ///< of a fast lane, by its TOOI URI
    std::string referral;  ///< of a referral, its kind
    bool beside = false;   ///< it runs beside another, and does not decide how the case goes on
    bool overlay = false;
    std::optional<LegId> started_by;  ///< the leg that asked for it
    std::string status;               ///< of `leg_status`
    Owner sender;                     ///< who offered it
    Owner owner;                      ///< the actiehouder; of one that has ended, the last
    Oin organisation;                 ///< that accepted it; empty before
    std::vector<Oin> addressees;      ///< whom it was sent to
    /// Who took a role over by a hand-over, by that role.
    std::map<std::string, Owner> stand_ins;
    std::optional<Offer> offer;
    std::optional<Waiting> waiting;
    std::string outcome;  ///< code; empty: none yet
    std::string code;     ///< of a refusal
    MachineState machine;
    Instant started_at{};
    std::optional<Instant> ended_at;

    [[nodiscard]] bool open() const {
        return status == leg_status::offered || status == leg_status::running;
    }

    bool operator==(const Leg&) const = default;
};

}  // namespace wissel::cases
