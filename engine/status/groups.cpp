#include "engine/status/groups.hpp"

#include "engine/status/day_book.hpp"

namespace wissel::status {

const std::array<Group, 6>& age_groups() {
    static const std::array<Group, 6> all = {{
        {"week", {"minder dan een week", "less than a week"}, 0, 6},
        {"month", {"een week tot 30 dagen", "a week to 30 days"}, 7, 29},
        {"quarter", {"30 tot 90 dagen", "30 to 90 days"}, 30, 89},
        {"halfYear", {"90 tot 180 dagen", "90 to 180 days"}, 90, 179},
        {"year", {"180 dagen tot een jaar", "180 days to a year"}, 180, 364},
        {"longer", {"een jaar of langer", "a year or longer"}, 365, no_limit},
    }};
    return all;
}

const std::array<Group, 5>& term_groups() {
    static const std::array<Group, 5> all = {{
        {"overdue", {"over de termijn", "overdue"}, -no_limit, 0},
        {"today", {"loopt vandaag af", "ends today"}, 1, 1},
        {"week", {"binnen een week", "within a week"}, 2, 7},
        {"month", {"binnen 30 dagen", "within 30 days"}, 8, 30},
        {"later", {"later dan 30 dagen", "later than 30 days"}, 31, no_limit},
    }};
    return all;
}

cases::Span began_in(const Group& age, Day today) {
    cases::Span span;
    if (age.to != no_limit) span.from = start_of(today - age.to);
    // What an altered clock dates in the future is no older than today.
    if (age.from != 0) span.until = start_of(today - age.from + 1);
    return span;
}

cases::Span ends_in(const Group& term, Day today) {
    // A term counts as passed on the first day that begins at or after its end.
    constexpr std::chrono::milliseconds behind(1);
    cases::Span span;
    if (term.from != -no_limit) span.from = start_of(today + term.from - 1) + behind;
    if (term.to != no_limit) span.until = start_of(today + term.to) + behind;
    return span;
}

const Coded& without_term() {
    static const Coded none = {"none", {"geen termijn", "no term"}};
    return none;
}

}  // namespace wissel::status
