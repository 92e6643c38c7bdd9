#pragma once

#include "engine/status/case_index.hpp"
#include "engine/status/day_book.hpp"
#include "engine/status/fact.hpp"
#include "engine/status/names.hpp"
#include "engine/status/totals.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

// The read model behind the status document: a fold of the register's events, in their order, that keeps a few small
// facts a case and running totals. What an event costs does not depend on how many there were, and neither does what
// a document costs, but for the days and states that there are.

namespace wissel::status {

/// Of which moment a document is: it changes with every event, and with every day.
struct Version {
    std::int64_t sequence = 0;
    Day day = 0;

    bool operator==(const Version&) const = default;
};

/// Names by their numbers in the totals.
struct NameBook {
    Names phases;
    Names routes;
    Names ministries;
    Names closed_as;
    Names outcomes;
    Names barriers;
    Names owners;  ///< organisation, a line end, role
    Names states;  ///< workflow, a line end, state
};

/// A case, or a machine of one, that stands in a list.
struct Listed {
    cases::CaseId case_id;
    cases::CaseNumber number;
    std::optional<cases::LegId> leg;  ///< none: the lifecycle
    std::string route;                ///< of the leg
    Instant due{};                    ///< of what is overdue
    Day since = 0;                    ///< on which it was called stuck, or its term counted as passed
};

/// What a document is about.
struct Subject {
    enum class Kind : std::uint8_t { all, route, organisation };

    Kind kind = Kind::all;
    std::string name;       ///< a route's code, an OIN
    bool with_ids = false;  ///< of open cases, for who may see those; an organisation's page has all that it sees
    std::optional<Days> reported = std::nullopt;  ///< only cases that were reported first on these days
    /// Of a period: only cases that are open to all. A day may have one case, and who does not see it learns nothing
    /// of it by a number.
    bool only_open = false;

    auto operator<=>(const Subject&) const = default;
};

/// How many open cases stand in a phase and are treated on a route.
struct OpenCases {
    std::string route;  ///< empty: on none yet
    std::string phase;
    std::int64_t cases = 0;
};

/// All that a document is worded from, copied at one moment.
struct Snapshot {
    Subject subject;
    Version version;
    Instant as_of{};
    Totals totals;
    NameBook names;
    std::vector<Listed> stuck;    ///< the longest first; at most `listed_max`
    std::vector<Listed> overdue;  ///< the earliest term first; at most `listed_max`
};

inline constexpr std::size_t listed_max = 500;

class Model {
public:
    /// Folds in what events tell, in their order and without gaps. Throws LogicError where they do not follow on
    /// what was folded in before; the model must not be used again then.
    void apply(std::span<const Fact> facts);

    /// The day is `day` now. A day that is past changes nothing.
    void turn_to(Day day) { day_ = std::max(day_, day); }

    [[nodiscard]] Version version() const { return {sequence_, day_}; }
    [[nodiscard]] std::size_t cases() const { return cases_.size(); }

    /// Whether some case is seen by this organisation.
    [[nodiscard]] bool knows(const cases::Oin& organisation) const;

    /// Of cases reported in a period it costs what its months and the cases in months that are not whole cost; of one
    /// organisation what the cases cost that this one sees.
    [[nodiscard]] Snapshot take(const Subject& subject) const;

    /// Open cases by main route and phase, those only where there is or was one. Costs what there are of these two.
    [[nodiscard]] std::vector<OpenCases> open_cases() const;

    /// Cases that were called stuck.
    [[nodiscard]] std::int64_t stuck() const { return all_.stuck; }

private:
    using Overdue = std::tuple<Instant, std::uint32_t, std::uint16_t>;  ///< due, case, machine
    using Stuck = std::pair<Day, std::uint32_t>;                        ///< since, case

    void apply_to_case(std::uint32_t at, std::span<const Fact> facts);
    void put_in(std::uint32_t at, std::int64_t by);
    void put_in_order(std::uint32_t at, bool in);
    /// How a case was put in, before it changes.
    struct Counted {
        std::uint32_t seen_by = 0;
        std::size_t past = 0;       ///< so much of what was
        std::size_t open_past = 0;  ///< and so much of it where only cases count that are open to all
    };
    [[nodiscard]] static Counted counted_of(const TrackedCase& one);
    void recount_past(std::uint32_t at, const Counted& before);
    [[nodiscard]] Totals& of(std::uint32_t organisation);
    [[nodiscard]] Totals reported_on(const Days& days, bool only_open) const;
    [[nodiscard]] Totals reported_on(const Days& days, std::uint32_t organisation) const;
    void count_whole(Totals& totals, const TrackedCase& one) const;
    [[nodiscard]] std::optional<Day> stuck_since(const TrackedCase& one) const;

    void fold(TrackedCase& one, const Fact& fact);
    void begin(TrackedCase& one, const Fact& fact);
    void move(TrackedCase& one, const Fact& fact, Day day);
    static void see_as(TrackedCase& one, const Fact& fact);
    void move_leg(TrackedCase& one, std::uint16_t machine, const Fact& fact, Day day);
    void move_lifecycle(TrackedCase& one, const Fact& fact, Day day);
    void stand(TrackedCase& one, std::uint16_t machine, const Fact& fact, Day day);
    void leave(TrackedCase& one, std::uint16_t machine, const std::vector<std::uint16_t>& to, Day day);
    void add_viewers(TrackedCase& one, const std::vector<cases::Oin>& more);
    [[nodiscard]] std::uint64_t bits_of(Names& names, const std::vector<std::string>& codes);
    [[nodiscard]] Term term_of(const Fact& fact);
    [[nodiscard]] std::uint32_t owner_of(const cases::Owner& owner);
    [[nodiscard]] std::uint16_t machine_of(const TrackedCase& one, const cases::LegId& leg) const;

    void list_all(Snapshot& into) const;
    void list_seen(Snapshot& into, std::uint32_t organisation) const;
    [[nodiscard]] bool treats(const Subject& subject, const TrackedCase& one) const;
    [[nodiscard]] Listed listed(const Stuck& one) const;
    [[nodiscard]] Listed listed(const Overdue& one) const;

    NameBook names_;
    Names organisations_;  ///< by OIN
    DayBook days_;
    std::vector<TrackedCase> cases_;
    CaseIndex index_;
    std::vector<std::vector<std::uint32_t>> viewers_ = {{}};  ///< sets of organisations, sorted; many cases share one
    std::map<std::vector<std::uint32_t>, std::uint32_t> viewer_sets_ = {{{}, 0}};
    Totals all_;
    /// Of the cases that were reported in one month.
    struct Month {
        Totals all;
        Totals open;  ///< of those that are open to all
    };
    std::map<Day, Month> by_month_;  ///< by its first day
    std::vector<std::unique_ptr<Totals>> by_organisation_;
    std::vector<std::vector<std::uint32_t>> seen_;  ///< by organisation, its cases
    std::set<Overdue> by_term_;
    std::set<Stuck> stuck_;
    std::int64_t sequence_ = 0;
    Instant last_at_{};
    Day day_ = std::numeric_limits<Day>::min();
};

}  // namespace wissel::status
