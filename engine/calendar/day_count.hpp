#pragma once

#include "engine/calendar/term.hpp"

namespace wissel {

/// Counts the days of one term, from the day of its start to its last. It belongs to one call.
class DayCount {
public:
    /// `lines`, where there are any, gets what the days are; it outlives this.
    DayCount(
        std::chrono::sys_days start,
        const TermCourse& course,
        const Almanac& almanac,
        std::vector<TermLine>* lines
    );

    /// The last day. No value: the term stands still before it is reached, or it ends beyond the year 9999.
    [[nodiscard]] std::optional<std::chrono::sys_days> last_day();

    /// Of a term that stands still: how many days it still has, not counting what the law may add.
    [[nodiscard]] int days_left() const { return left_; }
    [[nodiscard]] bool stands_still() const { return stands_still_; }

private:
    void count(const Duration& part);
    void count_working_days(int number);
    void count_dates(std::chrono::sys_days last);
    void lengthen();
    bool take(std::chrono::sys_days day);
    [[nodiscard]] const Stop* stop_at(std::chrono::sys_days day) const;
    void note(TermLine::Kind kind, std::chrono::sys_days day, const Words& why = {});

    std::chrono::sys_days start_;
    const TermCourse& course_;
    const Almanac& almanac_;
    std::vector<TermLine>* lines_;
    std::chrono::sys_days last_;
    int left_ = 0;
    bool stands_still_ = false;
    bool too_late_ = false;
};

}  // namespace wissel
