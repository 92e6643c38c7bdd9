#pragma once

#include "engine/base/instant.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/status/counts.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

// What the read model keeps of a case: small facts, with numbers for names (names.hpp).

namespace wissel::status {

/// Has no such thing: no term, no route.
inline constexpr std::uint16_t none = 0xffff;
inline constexpr Day no_day = std::numeric_limits<Day>::max();

/// How a leg stands, in the order in which it is told.
enum class LegStatus : std::uint8_t { offered, running, done, refused, handed_back, withdrawn };
inline constexpr std::array<std::string_view, 6> leg_status_codes = {
    "offered", "running", "done", "refused", "handedBack", "withdrawn"};

/// A term: when it ends, and on which day it counts as passed.
struct Term {
    Instant due = Instant::max();
    Day passed_on = no_day;

    [[nodiscard]] bool runs() const { return passed_on != no_day; }
};

/// A leaf in which a machine stands. Machine 0 is the lifecycle, the others are the legs from 1.
struct Standing {
    std::uint16_t machine = 0;
    std::uint16_t state = 0;
    Day since = 0;
};

struct TrackedLeg {
    cases::LegId id;
    std::uint16_t route = none;
    std::uint16_t ministry = none;
    std::uint16_t outcome = none;
    LegStatus status = LegStatus::offered;
    bool beside = false;
    bool overlay = false;
    std::uint32_t owner = 0;
    Day began = 0;
    Day ended = no_day;
    Term term;

    [[nodiscard]] bool open() const { return ended == no_day; }
};

/// Something that was and stays so.
struct Past {
    enum class Kind : std::uint8_t { closed, reopened, stayed };

    Kind kind = Kind::closed;
    std::uint16_t state = 0;  ///< in which it stayed
    Day day = 0;              ///< on which it happened, or how many days it stayed
};

struct TrackedCase {
    cases::CaseId id;
    cases::CaseNumber number;
    cases::ReportId first_report;
    Day reported = 0;
    Day closed = no_day;
    std::uint32_t reports = 0;
    std::uint32_t owner = 0;
    std::uint32_t seen_by = 0;  ///< which set of organisations
    cases::Visibility visibility = cases::Visibility::parties;
    std::uint16_t phase = 0;
    std::uint16_t closed_as = none;
    std::uint16_t routed = none;  ///< by the table or a coordinator
    std::uint64_t barriers = 0;   ///< a bit for each
    std::uint64_t outcomes = 0;
    Term term;  ///< of the lifecycle
    std::vector<Standing> standing;
    std::vector<TrackedLeg> legs;
    std::vector<Past> past;

    [[nodiscard]] bool open() const { return closed == no_day; }
    /// Confidential cases are left out of every number.
    [[nodiscard]] bool counts() const { return visibility != cases::Visibility::confidential; }
    /// Whether all may know which case it is that a number is about.
    [[nodiscard]] bool is_named() const { return visibility == cases::Visibility::open; }
    /// The last route on which it was to be treated; beside others none counts. `none`: it never had one.
    [[nodiscard]] std::uint16_t main_route() const {
        for (auto leg = legs.rbegin(); leg != legs.rend(); ++leg) {
            if (!leg->overlay && !leg->beside) return leg->route;
        }
        return routed;
    }
};

}  // namespace wissel::status
