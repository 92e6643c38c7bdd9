#pragma once

#include "engine/base/instant.hpp"
#include "engine/calendar/term.hpp"
#include "engine/cases/ids.hpp"
#include "engine/cases/owner.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
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

/// Something that the clock brings to a machine, so that somebody watches it.
struct DueTimer {
    std::uint64_t id = 0;
    Instant due_at{};
    Instant started_at{};
    std::vector<Stop> stops = {};  ///< in which it stood still

    bool operator==(const DueTimer&) const = default;
};

/// The ids of what is watched beside the timers of a machine, which count from 1 (term_state.hpp, `watched`).
inline constexpr std::uint64_t term_timer = 0;
inline constexpr std::uint64_t stillness_timer = std::numeric_limits<std::int64_t>::max();

/// What the signal is about that the last of these gives.
inline constexpr std::string_view about_stillness = "stalled";

/// A timer of a state that was left by a suspension, to go on when that state is entered again.
struct HeldTimer {
    std::string state;
    std::string event;
    Instant started_at{};
    std::vector<Stop> stops;

    bool operator==(const HeldTimer&) const = default;
};

/// The period in which a state is to be left (`due` of the workflow).
struct Term {
    struct Suspension {
        Stop stop;
        std::string kind;  ///< a code of the vocabulary's list `waiting`
        std::string on;

        bool operator==(const Suspension&) const = default;
    };
    struct Extension {
        std::string by;  ///< ISO 8601
        Instant at{};

        bool operator==(const Extension&) const = default;
    };

    std::string state;
    std::string within;    ///< ISO 8601
    std::string calendar;  ///< by its code
    std::string basis;
    Instant started_at{};
    std::vector<Suspension> suspensions;  ///< in which it stood still
    std::vector<Extension> extensions;
    bool held = false;     ///< its state was left by a suspension
    bool reached = false;  ///< it was passed, and that stands in the history

    bool operator==(const Term&) const = default;
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
    std::optional<Term> term;            ///< how `due_at` came about; none: this state has no term
    std::vector<HeldTimer> held_timers;  ///< while it is suspended
    std::int64_t terms_reached = 0;      ///< how many terms were passed, one that was extended counts again
    std::optional<Instant> stalls_at;    ///< when it will have stood still for too long

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
