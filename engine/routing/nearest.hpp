#pragma once

#include "engine/routing/decision.hpp"

#include <optional>
#include <string>
#include <vector>

// What would have to be different. For each route that a case does not take: the smallest set of other
// answers that leads there. It is exact, since it is found over the table's terms, and not by trying reports.

namespace wissel::routing {

inline constexpr std::size_t changes_max = 3;

/// One situation held against the terms of its table.
class Neighbourhood {
public:
    /// `table` and `evaluation` outlive it; the table's choices are complete.
    Neighbourhood(const Table& table, Evaluation& evaluation);

    /// For each route but `route`, in the order in which the rules name them, the smallest set of at most
    /// `changes_max` changes after which the table gives it. Of several equally small ones it takes the one
    /// that changes most questions nobody answered yet, then the earliest rule, then the earliest fields and
    /// answers of the form.
    [[nodiscard]] std::vector<NearestChange> nearest(const std::optional<std::string>& route);

    /// The questions that decide: those of `nearest` and, alone, of any rule, which nobody answered yet (or
    /// only with "unknown"); where all of them are answered, those of `nearest`.
    [[nodiscard]] std::vector<DecidingQuestion> questions(const std::vector<NearestChange>& nearest);

    /// The rule that decides once `changes` (choice, value) are made; no value: none.
    using Assignment = std::vector<std::pair<std::size_t, std::size_t>>;
    [[nodiscard]] std::optional<std::size_t> rule_after(const Assignment& changes) const;

private:
    /// A term as this situation leaves it: what it asks of the choices, and which of these the situation
    /// violates.
    struct Live {
        std::size_t rule = 0;
        std::vector<Limit> limits;
        Mask violated = 0;
    };
    struct Best {
        std::size_t size = changes_max + 1;
        std::size_t answered = 0;
        Assignment changes;
        std::size_t rule = 0;
    };

    [[nodiscard]] bool holds(const Question& question) const;
    [[nodiscard]] Mask values_for(const Question& question) const;
    void add_live(std::size_t rule, const Term& term);
    [[nodiscard]] bool holds_after(const Live& live, Mask changed, const Assignment& changes) const;
    void search(const Live& target, Best& best) const;
    void extend(
        const Live& target, const std::vector<std::size_t>& extras, Mask changed, std::size_t from, Best& best
    ) const;
    void try_values(const Live& target, Assignment& changes, Mask rest, Best& best) const;
    void consider(const Live& target, const Assignment& changes, Best& best) const;
    [[nodiscard]] Mask allowed_by(const Live& live, std::size_t choice) const;
    [[nodiscard]] std::vector<std::size_t> extras_for(const Live& target) const;
    [[nodiscard]] bool unanswered(std::size_t choice) const;
    [[nodiscard]] NearestChange told(const std::string& route, const Best& best) const;

    const Table& table_;
    Evaluation& evaluation_;
    std::vector<std::size_t> current_;  ///< the value of each choice
    std::vector<Live> live_;            ///< by rising rule
};

}  // namespace wissel::routing
