#pragma once

#include "engine/cases/event.hpp"
#include "engine/cases/owner.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wissel::status {

/// What one event of a history tells the status, and no more. Most of it is empty for most events.
struct Fact {
    enum class Kind : std::uint8_t {
        other,  ///< changes nothing that is counted
        reported,
        report_added,
        corrected,
        routed,  ///< by the table or by a coordinator
        moved,   ///< the lifecycle or a leg
        owner_offered,
        owner_accepted,
        term,  ///< of the lifecycle or a leg, which ends at another moment now
        outcome,
        visibility,
    };

    std::int64_t sequence = 0;
    cases::CaseId case_id;
    Instant at{};
    Kind kind = Kind::other;

    std::optional<cases::LegId> leg;  ///< none: the case itself
    std::string reference;            ///< of a new case
    std::string report;               ///< the id of one that is new or corrected
    std::optional<std::vector<std::string>> barriers;  ///< where its facts name them
    cases::Owner owner;                                ///< a new one; without organisation: none
    std::vector<cases::Oin> viewers;                   ///< who sees the case from now on
    std::string route;                                 ///< chosen for the case, or of a leg that begins
    std::string ministry;
    bool begins = false;   ///< a leg
    bool beside = false;   ///< of a leg that begins
    bool overlay = false;  ///< of a leg that begins
    std::string workflow;
    bool stepped = false;            ///< `to` is where the machine stands now, and `due` its term
    std::vector<std::string> to;     ///< names of leaves
    std::optional<Instant> due;
    std::string status;     ///< of a leg, where it changes
    std::string outcome;    ///< code
    std::string closed_as;  ///< code
    std::string visibility;  ///< code: of the case from now on, where it changes

    bool operator==(const Fact&) const = default;
};

/// Of an event that was just written. Throws LogicError where the data are not as its type has them.
[[nodiscard]] Fact fact_of(const cases::Event& event);

/// The same from the text that is stored, without taking all of it apart.
[[nodiscard]] Fact read_fact(std::string_view text);

/// What an event of this type tells.
[[nodiscard]] Fact::Kind kind_of(std::string_view type);

}  // namespace wissel::status
