#pragma once

#include "engine/cases/valid_report.hpp"
#include "engine/runtime/execute.hpp"
#include "tools/wissel/demo_stories.hpp"

#include <functional>
#include <string>
#include <vector>

namespace wissel::tool {

/// A clock that its owner moves; it never runs back.
class DemoClock : public Clock {
public:
    explicit DemoClock(Instant start) : now_(start) {}
    [[nodiscard]] Instant now() const override { return now_; }
    void move_to(Instant moment) { now_ = std::max(now_, moment); }

private:
    Instant now_;
};

/// What became of the stories.
struct DemoTally {
    std::size_t reported = 0;
    std::size_t steps = 0;
    std::vector<std::string> broken_off;  ///< a line for each story in which something was not possible
};

/// Plays the stories into an empty register, as commands like any other: each at its moment, on a working day, and
/// between them what the clock brings by itself. Fails where the store does; a step that is not possible ends its
/// story, and is told.
class DemoPlayer {
public:
    /// All of them outlive the player; `domain.clock` is `clock`.
    DemoPlayer(
        cases::WriteStore& store,
        const runtime::Domain& domain,
        DemoClock& clock,
        const cases::Intake& intake
    );

    /// Until `end`. `progress` is called after each step with how many of how many are done.
    [[nodiscard]] Result<DemoTally> play(
        const DemoStories& stories, Instant end, const std::function<void(std::size_t, std::size_t)>& progress
    );

private:
    /// One story on its way.
    struct Told {
        const DemoCase* story = nullptr;
        const std::vector<DemoStep>* way = nullptr;
        cases::CaseId id;
        bool begun = false;
        bool confirmed = true;  ///< a proposal has to be confirmed first
        std::size_t step = 0;
        Instant next{};
    };

    Result<void> report(Told& told, const DemoStories& stories);
    Result<void> take_step(Told& told);
    Result<bool> move(const Told& told, const DemoStep& step);
    Result<void> let_time_pass(Instant until);
    Result<runtime::Done> run(runtime::Command command);
    void plan_next(Told& told) const;
    [[nodiscard]] Instant working_moment(Instant after, int days, std::size_t salt) const;
    [[nodiscard]] std::vector<cases::Principal> people_of(const cases::CaseState& state) const;

    cases::WriteStore& store_;
    const runtime::Domain& domain_;
    DemoClock& clock_;
    const cases::Intake& intake_;
    DemoTally tally_;
    Instant end_{};
};

}  // namespace wissel::tool
