#pragma once

#include "engine/routing/table.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace wissel::routing {

/// Why a rule did not match: the clause that failed, where it stands, and what it found in the report.
struct Failed {
    std::string pointer;
    std::string clause;     ///< JsonLogic, as JSON text
    std::string saw;        ///< what the paths of the clause named, by path; JSON text
    std::string condition;  ///< the named condition that the clause is part of; empty: none
    std::string error;      ///< the type of the error where it ended in one
};

struct RuleOutcome {
    std::string id;
    bool matched = false;
    std::optional<Failed> failed;
};

struct RunnerUp {
    std::string rule;
    std::optional<std::string> route;
};

/// One answer that would have to be another.
struct Change {
    std::size_t field = 0;  ///< in the table's fields
    nlohmann::json from;    ///< null: not answered
    nlohmann::json to;
};

/// The smallest set of other answers that leads to `route`.
struct NearestChange {
    std::string route;
    std::string rule;
    std::vector<Change> changes;
    Words text;
};

/// A field that decides, and where each of its answers alone would lead.
struct DecidingQuestion {
    std::size_t field = 0;
    Words text;
    struct Leads {
        std::string answer;
        std::string route;
    };
    std::vector<Leads> leads_to;
};

struct UrgencyReason {
    std::string rule;
    std::int64_t points = 0;
    Words because;
};

struct Urgency {
    std::int64_t points = 0;
    bool urgent = false;
    std::vector<UrgencyReason> reasons;
};

/// What a table says of a report, and why (design.md, section 5).
struct Decision {
    Mode mode = Mode::proposal;
    std::string rule;                  ///< empty: none matched, or under `unique` several did
    std::optional<std::string> route;  ///< none: stays in triage
    std::string referral;              ///< the kind of a referral
    std::string ministry;              ///< of a fast lane; empty: nobody could be found, and it is a proposal
    std::vector<std::string> with;
    Words because;
    Instant now;
    std::vector<RuleOutcome> rules;
    std::vector<RunnerUp> runners_up;
    std::vector<NearestChange> nearest;
    bool nearest_known = true;  ///< false: the table is beyond the bounds of that analysis
    std::vector<DecidingQuestion> questions;
    Urgency urgency;
};

/// Decides. Pure: the same table and situation give the same decision, whatever the order of the report's
/// members.
[[nodiscard]] Decision decide(const Table& table, const Situation& situation);

/// The decision as it is kept and told (design.md, section 5): compact JSON text in format 1, that is without
/// floating point and with its members sorted. Written in one go, since each report that comes in has one.
[[nodiscard]] std::string encode_decision(const Table& table, const Decision& decision);

}  // namespace wissel::routing
