#pragma once

#include "engine/routing/field.hpp"
#include "engine/routing/terms.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

// The answers that could have been others. A choice is a field with enumerated answers that some rule of the
// table asks about; the rules become terms over the choices once, when the table is read. What else a rule
// asks (a date, a number, a count) is a question to the report at hand, which the nearest changes leave as it
// is.

namespace wissel::routing {

struct Choice {
    std::size_t field = 0;  ///< in `Fields::all`
    std::vector<nlohmann::json>
        values;               ///< the answers in the form's order, and null last where it may be left out
    std::size_t answers = 0;  ///< how many of the values are answers: what a change can change it into
};

/// Something that has to be asked of the report at hand: an atom's truth, with some choices taken as
/// answered. Where a choice is left open, the answer is for which of its values it holds.
struct Question {
    std::size_t atom = 0;
    bool truth = true;
    std::vector<std::pair<std::size_t, std::size_t>> taken;  ///< choice, and the value it is taken to have
    std::optional<std::size_t> open;

    bool operator==(const Question&) const = default;
};

/// One rule as terms over the choices; `given` counts questions.
struct RuleTerms {
    std::vector<Term> terms;
};

struct Choices {
    std::vector<Choice> all;
    std::vector<Question> questions;
    std::vector<RuleTerms> rules;  ///< one for each rule of the table
    bool complete = true;  ///< false: more terms or choices than the bounds allow; no nearest changes then
};

inline constexpr std::size_t terms_max = 4096;  ///< of one rule
inline constexpr std::size_t choices_max = 64;  ///< of one table

/// Makes them for `conditions`, the rules of a table in their order.
[[nodiscard]] Choices make_choices(
    const std::vector<const Condition*>& conditions, const Atoms& atoms, const Fields& fields
);

/// Which of the choice's values the report has; the last (absent) where it has none of them.
[[nodiscard]] std::size_t value_in(const Choice& choice, const Fields& fields, const nlohmann::json& report);

/// Writes `value` into `report` at `field`; null takes it out.
void put_answer(nlohmann::json& report, const Field& field, const nlohmann::json& value);

}  // namespace wissel::routing
