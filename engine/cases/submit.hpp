#pragma once

#include "engine/base/entropy.hpp"
#include "engine/cases/case_state.hpp"
#include "engine/cases/principal.hpp"
#include "engine/cases/sealed.hpp"
#include "engine/cases/valid_report.hpp"

#include <vector>

namespace wissel::cases {

/// "I report this bottleneck."
struct SubmitReport {
    Principal by;
    ValidReport report;
};

/// What a command comes to: facts for the history, not yet in it. Events carry no sequence yet.
struct Decision {
    std::vector<Event> events;
    std::vector<SealedValue> sealed;
};

/// What comes in from outside while deciding.
struct Surroundings {
    Instant now;                         ///< never before the last event of the register
    Entropy& entropy;                    ///< for identifiers and salts
    const Organisations& organisations;  ///< who holds which role
    int next_number;                     ///< of a case in this year, for its reference
};

/// Whether `by` may report at all (`forbidden`).
[[nodiscard]] Result<void> may_submit(const Principal& by);

/// Opens a case with one report. Its owner is the programme's coordinator from this moment on. Pure: equal
/// arguments give equal decisions.
[[nodiscard]] Result<Decision> decide(const SubmitReport& command, Surroundings& surroundings);

}  // namespace wissel::cases
