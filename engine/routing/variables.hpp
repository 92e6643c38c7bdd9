#pragma once

#include "engine/routing/table.hpp"
#include "engine/routing/terms.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

// What a table asks about, as variables with a few values each, so that the whole of it can be analysed: a
// field with enumerated answers has these (and "left out"); a number or a date has one value for each
// interval between the values that rules compare it with; a list of codes has a variable for each code that
// rules look for; whatever else a rule asks is simply so or not so.

namespace wissel::routing {

struct Variable {
    enum class Kind : std::uint8_t {
        choice,      ///< a field with enumerated answers
        value,       ///< a field, or something the register knows, in intervals
        computed,    ///< an expression over one field, such as a count, in intervals
        holds_code,  ///< whether a list of codes has `code`
        opaque       ///< an atom that is so or not so
    };
    Kind kind = Kind::choice;
    std::string path;              ///< what it reads, `report.scope`; of an opaque one: the first of several
    nlohmann::json subject;        ///< the expression, for `computed` and `opaque`
    std::string code;              ///< for `holds_code`
    const Field* field = nullptr;  ///< nullptr: not of the report, or within a list
    std::vector<nlohmann::json> asked;   ///< of `computed`: what is asked of it, over `value`
    std::vector<nlohmann::json> values;  ///< of the path, of the expression, or true and false
                                         ///< any others
};

/// The variables of a table at a moment, and its rules as terms over them.
struct Model {
    std::vector<Variable> variables;
    std::vector<std::optional<std::vector<Term>>> routing;  ///< by rule; no value: beyond `terms_max`
    std::vector<std::optional<std::vector<Term>>> urgency;
};

/// `table` outlives it. `now` is what `now` and `today` mean: intervals between dates move with it.
[[nodiscard]] Model make_model(const Table& table, Instant now);

}  // namespace wissel::routing
