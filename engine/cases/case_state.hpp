#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/event.hpp"
#include "engine/cases/ids.hpp"
#include "engine/cases/leg.hpp"
#include "engine/cases/owner.hpp"
#include "engine/cases/routing_state.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// What one service provider said. Texts stand outside, behind their seals.
struct ReportState {
    ReportId id;
    Instant at;
    Actor by;
    nlohmann::json facts;
    nlohmann::json seals;  ///< `texts`, `opinion`, `contact`, each a seal; absent where the report had none
    nlohmann::json corrections =
        nlohmann::json::array();  ///< facts that were added or corrected later, in turn

    bool operator==(const ReportState&) const = default;
};

/// Something that somebody has to look at, until the machine that raised it moves on.
struct Signal {
    std::optional<LegId> leg;  ///< none: of the lifecycle
    std::string about;
    std::vector<Owner> to;
    Instant at{};

    bool operator==(const Signal&) const = default;
};

/// What came of the case, or of one of its legs.
struct Outcome {
    std::optional<LegId> leg;
    std::string code;
    Instant at{};

    bool operator==(const Outcome&) const = default;
};

/// A temporary arrangement while something better is made.
struct Bridge {
    std::optional<LegId> leg;
    std::string from;   ///< a date
    std::string until;  ///< a date; empty: open

    bool operator==(const Bridge&) const = default;
};

/// Another case that this one is tied to.
struct Link {
    CaseId to;
    std::string kind;

    bool operator==(const Link&) const = default;
};

/// A holder's view of the case: the last one of each organisation counts.
struct Position {
    Oin organisation;
    Instant at{};
    nlohmann::json seal;

    bool operator==(const Position&) const = default;
};

/// A remark by somebody who sees the case.
struct Comment {
    Actor by;
    Instant at{};
    nlohmann::json seal;

    bool operator==(const Comment&) const = default;
};

/// What somebody wrote with something that he did: the reason of a refusal, the text of an outcome.
struct Note {
    std::optional<LegId> leg;  ///< none: with the case or its lifecycle
    std::string event;         ///< of the workflow, or the type of the event in the history
    Actor by;
    Instant at{};
    nlohmann::json seals;  ///< `texts`, `contact`, each a seal

    bool operator==(const Note&) const = default;
};

/// What the reporters were asked.
struct Request {
    Instant at{};
    std::vector<std::string> fields;
    bool open = true;

    bool operator==(const Request&) const = default;
};

/// Who may see a case, beside those who see all (visibility.hpp). The vocabulary's list `visibility` has the words.
enum class Visibility : std::uint8_t { open, parties, confidential };

/// The holders are told of the case and may give their position before all that take part see it.
struct Hearing {
    std::vector<Oin> holders;  ///< who were asked
    std::string within;        ///< ISO 8601; empty, as the next two: nobody was to be asked
    std::string calendar;      ///< by its code
    std::string basis;
    Instant started_at{};
    Instant ends_at{};  ///< by silence
    bool over = false;

    bool operator==(const Hearing&) const = default;
};

struct VisibilityState {
    Visibility chosen = Visibility::open;  ///< by a coordinator; open where nobody chose
    std::string ground;                    ///< of what is not open: a code of the vocabulary's list `wooGrounds`
    std::string review_on;                 ///< a date, on which somebody has to look at it again; empty: none
    std::optional<Instant> review_at;      ///< when that will be signalled; none: there is no day, or it was
    std::optional<Hearing> hearing;        ///< none: it has not begun

    /// What holds: an open case is its parties' only until the holders were heard.
    [[nodiscard]] Visibility now() const {
        if (chosen != Visibility::open) return chosen;
        return hearing && hearing->over ? Visibility::open : Visibility::parties;
    }

    bool operator==(const VisibilityState&) const = default;
};

/// Where a case stands: the fold of its events.
struct CaseState {
    CaseId id;
    CaseNumber number;  ///< told as its reference
    std::int64_t version = 0;
    std::string phase;
    Owner owner;
    Instant created_at;
    Instant changed_at;
    std::vector<ReportState> reports;     ///< in the order in which they came
    std::vector<Oin> parties;             ///< organisations as whose report it counts; sorted, each once
    std::optional<RoutingState> routing;  ///< none: a case from before there was a routing table

    std::optional<MachineState> lifecycle;  ///< none: a case from before there were workflows
    std::vector<Leg> legs;                  ///< in the order in which they began; overlays too
    std::optional<Offer> offer;             ///< of the case itself
    std::vector<Tenure> ledger;
    std::vector<Oin> viewers;     ///< organisations that take part in it: parties, routes, holders; sorted
    VisibilityState visibility;   ///< who sees it: its viewers, fewer, or all that take part in the register
    std::vector<Oin> withdrawn;   ///< parties that took their report away; sorted
    std::map<Oin, std::string> says;  ///< what each reporter says of the outcome
    std::vector<Signal> signals;
    std::vector<Outcome> outcomes;
    std::vector<Bridge> bridges;
    std::vector<Link> links;
    std::vector<std::string> labels;
    std::vector<Position> positions;
    std::vector<Comment> comments;
    std::vector<Note> notes;  ///< in the order in which they came
    std::vector<Request> requests;
    std::string closed_as;  ///< empty: open
    std::optional<Instant> closed_at;
    std::int64_t reroutes = 0;  ///< how often it changed routes

    /// nullptr: it has no such leg.
    [[nodiscard]] const Leg* find(const LegId& leg_id) const;
    [[nodiscard]] Leg* find(const LegId& leg_id);
    [[nodiscard]] bool closed() const { return phase == "closed"; }
    /// For good: nothing is added any more.
    [[nodiscard]] bool archived() const {
        return lifecycle && lifecycle->configuration == std::vector<std::string>{"archived"};
    }

    bool operator==(const CaseState&) const = default;
};

/// Applies one event. Throws LogicError where the event does not follow on the state: a history with a hole.
void evolve(CaseState& state, const Event& event);

/// The state as the store keeps it beside the events, and back. `decode_case` throws LogicError on a text
/// that `encode_case` did not write.
[[nodiscard]] std::string encode_case(const CaseState& state);
[[nodiscard]] CaseState decode_case(std::string_view text);

/// What is known of the bottleneck: the facts of its first report, as they were corrected since. Routing goes
/// by these.
[[nodiscard]] nlohmann::json known_facts(const CaseState& state);

/// The organisations that the facts of a report name as holders of the data, as far as they give their OIN.
[[nodiscard]] std::vector<Oin> named_holders(const nlohmann::json& facts);

/// The reporter's own reference of `report`; empty where it has none.
[[nodiscard]] std::string own_reference(const ReportState& report);

}  // namespace wissel::cases
