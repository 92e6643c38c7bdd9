#pragma once

#include "engine/base/words.hpp"
#include "engine/statechart/definition.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// A workflow: a machine that people work by. What it says for them lies beside the machine, by the same
// indexes.

namespace wissel::statechart {

/// Who may act, besides the roles of the vocabulary: by what they are to the case or the leg.
inline constexpr std::array<std::string_view, 7> relations = {
    "system",     ///< the program itself: a term, routing, what another workflow tells
    "case.lead",  ///< the regiehouder
    "leg.owner",  ///< the actiehouder
    "sender",     ///< whoever offered the leg
    "party",      ///< any organisation that takes part in the case
    "addressee",  ///< whom an advice was sent to
    "receiver",   ///< whom a case was referred to
};

/// The actions that a workflow may have besides those of the machine; engine/cases turns them into events
/// (docs/workflows.md).
inline constexpr std::array<std::string_view, 26> case_actions = {
    "startLeg",
    "endLegs",
    "startIntervention",
    "legAccepted",
    "legRefused",
    "legHandedBack",
    "legDone",
    "assignOwner",
    "offerOwner",
    "address",
    "suspend",
    "resume",
    "requestInformation",
    "supplyInformation",
    "confirmRoute",
    "overruleRoute",
    "recordOutcome",
    "recordBridge",
    "recordSay",
    "withdrawReport",
    "link",
    "label",
    "notify",
    "signal",
    "closeCase",
    "reopenCase",
};

/// A period in which a state is to be left.
struct Due {
    Duration within;
    Calendar calendar = Calendar::days;
    std::string basis;  ///< proposed, agreed, statutory
};

struct WaitingOn {
    std::string on;    ///< a role or relation
    std::string kind;  ///< a code of the vocabulary's list `waiting`
};

struct StateWords {
    Words title;
    std::optional<Words> description;
    std::string owner;  ///< a role or relation; empty: none of its own
    std::optional<Due> due;
    std::optional<Duration> stalled_after;
    std::optional<WaitingOn> waiting_on;
};

struct TransitionWords {
    Words title;  ///< both empty: it has none
    std::optional<Words> description;
    std::vector<std::string> allow;  ///< roles and relations that may cause it
    std::vector<std::string> not_if;
    nlohmann::json form;  ///< JSON Schema of what they must supply; null: nothing
    bool says_allow = false;
};

struct Workflow {
    enum class Kind : std::uint8_t { lifecycle, route, overlay };

    Kind kind = Kind::route;
    Words title;
    std::optional<Words> description;
    Definition machine;
    std::vector<StateWords> states;            ///< by state
    std::vector<TransitionWords> transitions;  ///< by transition

    /// Whether someone outside the machine can cause this transition: a person, or the program.
    [[nodiscard]] bool comes_from_outside(std::uint32_t transition) const {
        return !transitions[transition].allow.empty();
    }
    /// Whether the case or leg is over there, although the machine goes on (`closed`).
    [[nodiscard]] bool is_closed(StateIndex state) const;
};

/// What the names in a workflow may be.
struct KnownNames {
    std::set<std::string, std::less<>> roles;
    std::set<std::string, std::less<>> routes;
    std::set<std::string, std::less<>> waiting;
};

/// Reads a workflow that fits config/schemas/workflow.schema.json. Fails (`invalid`) with every fault: those
/// of the machine, titles that are missing, roles, routes, actions, and kinds of waiting that do not exist.
[[nodiscard]] Result<Workflow> parse_workflow(
    const nlohmann::ordered_json& document, const KnownNames& known
);

}  // namespace wissel::statechart
