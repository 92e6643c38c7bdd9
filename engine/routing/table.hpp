#pragma once

#include "engine/routing/choices.hpp"
#include "engine/routing/condition.hpp"
#include "engine/routing/field.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

// A decision table in the sense of DMN: ordered rules over the facts of a report. `workflows/routing.json` is
// one; its schema is config/schemas/routing.schema.json.

namespace wissel::routing {

/// How many rules may match, and what then (DMN, hit policies).
enum class HitPolicy : std::uint8_t {
    first,   ///< the first that matches, in the order of the file
    unique,  ///< only one may match; where several do, no route follows and the decision says so
    collect  ///< all that match; their points add up
};

enum class Mode : std::uint8_t {
    automatic,  ///< offered at once
    proposal    ///< a coordinator confirms
};

/// A text with places to be filled in, `{date}`, in both languages.
struct Template {
    Words text;

    /// What fills a place: one rule for both languages, or one for each.
    struct Filling {
        logic::Rule nl;
        std::optional<logic::Rule> en;
    };
    std::map<std::string, Filling> say;
};

struct Rule {
    std::string id;
    Condition when;
    std::optional<std::string> route;     ///< none: the case stays in triage
    std::optional<logic::Rule> referral;  ///< gives the kind of a referral
    std::vector<std::string> with;        ///< `asTheme`, `signalProgramme`
    std::optional<logic::Rule> mode;      ///< gives `automatic` or `proposal`; none: proposal
    Template because;
    std::int64_t points = 0;     ///< under `collect`
    bool always_urgent = false;  ///< under `collect`: urgent whatever the sum
    std::string pointer;
};

/// The rules of one table and what they share.
struct RuleSet {
    HitPolicy policy = HitPolicy::first;
    std::vector<Rule> rules;
};

/// A routing table, compiled. Immutable; safe to share between threads.
struct Table {
    std::string id;
    std::string version;
    std::string hash;  ///< `sha256:…` over its compact ordered text
    std::string text;  ///< that text
    Atoms atoms;
    std::vector<NamedCondition> named;
    std::vector<logic::Rule> ministry;  ///< where a fast lane's ministry is looked for, in turn
    RuleSet routing;
    RuleSet urgency;               ///< policy `collect`; may be empty
    std::int64_t urgent_from = 0;  ///< points from which it is urgent
    Fields fields;
    Choices choices;  ///< for the nearest changes and the questions

    /// Every path of a report that it reads, without `report.`, and the pointer where it does first.
    std::map<std::string, std::string> report_reads;
};

/// Reads a table that fits its schema (the caller checked that), with every fault at once and its pointer:
/// names that do not exist, rules that JsonLogic refuses, paths that no report has, placeholders that nothing
/// fills, ids that stand twice, routes and modes that do not exist.
[[nodiscard]] Result<Table> parse_table(const nlohmann::ordered_json& document, const Fields& fields);

}  // namespace wissel::routing
