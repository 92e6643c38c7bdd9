#pragma once

#include "engine/cases/organisations.hpp"
#include "engine/cases/remits.hpp"
#include "engine/routing/decision.hpp"
#include "engine/routing/table.hpp"
#include "engine/schema/schema.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <vector>

namespace wissel::cases {

/// Where it is decided which route a case takes: the table in force, and who is responsible for which act.
/// Immutable; safe to use from any thread.
class RoutingDesk {
public:
    /// Fails (`invalid`) where the table reads what a report keeps sealed: a decision is kept in the history,
    /// and what it saw could never be erased again. `report_schema` is the document of the intake form.
    [[nodiscard]] static Result<RoutingDesk> open(
        routing::Table table, Remits remits, const nlohmann::json& report_schema
    );

    [[nodiscard]] const routing::Table& table() const { return *table_; }

    /// What the table says of `facts`, reported by so many organisations.
    [[nodiscard]] routing::Decision decide(const nlohmann::json& facts, std::size_t reporters, Instant now)
        const;

    /// The same as it is kept in the history and told: JSON text.
    [[nodiscard]] std::string decide_in_words(const nlohmann::json& facts, std::size_t reporters, Instant now)
        const;

    /// Whether `answers` are members of the intake form that a coordinator may fill in or correct: facts,
    /// each whole. Every fault at once, by its pointer within `answers`.
    [[nodiscard]] std::vector<Issue> check_answers(
        const nlohmann::json& answers, const Organisations& organisations
    ) const;

private:
    RoutingDesk(std::unique_ptr<const routing::Table> table, Remits remits, schema::Schema answers);

    std::unique_ptr<const routing::Table> table_;
    Remits remits_;
    schema::Schema answers_;
};

}  // namespace wissel::cases
