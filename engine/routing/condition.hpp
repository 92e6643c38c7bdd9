#pragma once

#include "engine/base/failure.hpp"
#include "engine/logic/rule.hpp"
#include "engine/routing/situation.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// A rule's `when` is read as a tree: `and`, `or` and `!` are its branches, everything else an atom, that is
// one comparison (JsonLogic, compiled by engine/logic). Equal atoms are one atom, whatever rules they stand
// in, and are evaluated once for a decision. `{"holds": "oneLead"}` stands for a condition of that name in
// the table.

namespace wissel::routing {

/// What an atom or a condition comes to. An error in a rule is neither true nor false: the rule does not
/// match, and the decision says so.
enum class Truth : std::uint8_t { no, yes, error };

struct Atom {
    logic::Rule rule;
    nlohmann::json text;  ///< as it stands in the table
    std::string pointer;  ///< where it stands first
};

struct Condition {
    enum class Kind : std::uint8_t { all, any, negation, atom };

    Kind kind = Kind::all;  ///< `all` without parts is always true
    std::string pointer;    ///< where it stands in the file
    std::string name;       ///< of a named condition
    std::size_t atom = 0;
    std::vector<Condition> parts;

    /// What a decision tells of it, written once when the table is read (`annotate`): itself as JsonLogic,
    /// its names resolved, and the paths that it reads.
    std::string text{};
    std::vector<std::string> reads{};
};

struct NamedCondition {
    std::string name;
    Words title;
    Condition when;
};

/// The atoms of a table, each once.
class Atoms {
public:
    [[nodiscard]] const std::vector<Atom>& all() const { return all_; }
    [[nodiscard]] const Atom& operator[](std::size_t index) const { return all_[index]; }
    [[nodiscard]] std::size_t size() const { return all_.size(); }

    /// The index of the atom `text`, compiled where it is new; faults go to `issues`.
    std::size_t add(const nlohmann::json& text, const std::string& pointer, std::vector<Issue>& issues);

private:
    std::vector<Atom> all_;
    std::map<std::string, std::size_t> known_;
};

/// Reads conditions of one table.
class ConditionReader {
public:
    ConditionReader(Atoms& atoms, const std::vector<NamedCondition>& named, std::vector<Issue>& issues)
        : atoms_(atoms), named_(named), issues_(issues) {}

    /// Names that are used stand before the conditions that use them, so there are no circles.
    [[nodiscard]] Condition read(
        const nlohmann::json& text, const std::string& pointer, std::size_t depth = 0
    );

private:
    [[nodiscard]] Condition read_parts(
        Condition::Kind kind, const nlohmann::json& parts, const std::string& pointer, std::size_t depth
    );
    [[nodiscard]] Condition read_name(const nlohmann::json& name, const std::string& pointer);

    Atoms& atoms_;
    const std::vector<NamedCondition>& named_;
    std::vector<Issue>& issues_;
};

/// The atoms in one situation: each is evaluated when it is first asked for. The atoms and the situation
/// outlive it.
class Evaluation {
public:
    Evaluation(const Atoms& atoms, const Situation& situation)
        : atoms_(atoms), situation_(situation), known_(atoms.size(), not_asked) {}

    [[nodiscard]] Truth of(std::size_t atom);

    /// `and` and `or` from the left, lazily, as JsonLogic has them.
    [[nodiscard]] Truth of(const Condition& condition);

    /// Why `condition`, which does not hold, does not: the first part of an `and` that fails, and so on down;
    /// with the innermost named condition that it is part of, if any.
    struct Culprit {
        const Condition* clause = nullptr;
        const Condition* named = nullptr;
    };
    [[nodiscard]] Culprit culprit(const Condition& condition);

    /// The error of an atom that ended in one.
    [[nodiscard]] std::string error_of(const Condition& condition);

    [[nodiscard]] const Situation& situation() const { return situation_; }

private:
    static constexpr std::uint8_t not_asked = 255;

    const Atoms& atoms_;
    const Situation& situation_;
    std::vector<std::uint8_t> known_;
};

/// Fills in `text` and `reads` of the condition and its parts. Every atom in it was compiled.
void annotate(Condition& condition, const Atoms& atoms);

/// Every path that the atoms of `condition` read, sorted, each once.
[[nodiscard]] std::vector<std::string> reads_of(const Condition& condition, const Atoms& atoms);

}  // namespace wissel::routing
