#pragma once

#include "engine/routing/analysis.hpp"
#include "engine/routing/boxes.hpp"
#include "engine/routing/variables.hpp"

#include <optional>

namespace wissel::routing {

/// A report in a situation, as far as an example needs it.
struct Example {
    nlohmann::json report;
    int reporters = 1;
    std::string act_ministry;
};

/// Makes reports out of combinations.
class ExampleMaker {
public:
    /// All of them outlive it.
    ExampleMaker(const Table& table, const Model& model, const Examples& examples, Instant now)
        : table_(table), model_(model), examples_(examples), now_(now) {}

    /// A report that lies in `box`. No value: none was found (an expression that no sample gives the value it
    /// needs).
    [[nodiscard]] std::optional<Example> make(const Box& box) const;

    /// The rules of the table that match the example, in their order.
    [[nodiscard]] std::vector<std::size_t> matching(const Example& example, const RuleSet& rules) const;

private:
    [[nodiscard]] bool fill(const Variable& variable, Mask allowed, Example& example) const;
    [[nodiscard]] bool fill_codes(const Box& box, Example& example) const;
    [[nodiscard]] bool fill_computed(const Box& box, std::size_t variable, Example& example) const;

    const Table& table_;
    const Model& model_;
    const Examples& examples_;
    Instant now_;
};

/// The combinations of a box in words, as far as they are limited: "grondslag: ontbreekt of botst; …".
[[nodiscard]] Words box_words(const Model& model, const Box& box);

/// Every combination there is.
[[nodiscard]] Box universe_of(const Model& model);

}  // namespace wissel::routing
