#pragma once

#include "engine/cases/case_state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace wissel::cases {

/// Something in a case that waits for somebody.
struct Task {
    enum class Kind : std::uint8_t {
        act,     ///< the owner moves it on
        accept,  ///< a leg or a hand-over is offered
        answer,  ///< it waits for them: reporters, holders, an addressee
        signal,  ///< somebody has to look at it
    };

    Kind kind = Kind::act;
    std::optional<LegId> leg;  ///< none: the case itself
    Owner who;
    std::string about;  ///< of a signal
    std::optional<Instant> due_at;
    Instant since{};
};

[[nodiscard]] std::string_view code_of(Task::Kind kind);

/// All that waits in this case, for anybody. Pure.
[[nodiscard]] std::vector<Task> tasks_of(const CaseState& state);

/// Where a case stands in the worklists of the organisations that it waits for: the most urgent and the earliest
/// term first.
struct TurnRow {
    Oin organisation;
    bool urgent = false;
    std::optional<Instant> due_at;

    bool operator==(const TurnRow&) const = default;
};

/// One row for each organisation, in their order.
[[nodiscard]] std::vector<TurnRow> turn_rows(const CaseState& state);

}  // namespace wissel::cases
