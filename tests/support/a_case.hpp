#pragma once

#include "engine/cases/extend_term.hpp"
#include "engine/cases/fire_timers.hpp"
#include "engine/cases/hand_over.hpp"
#include "engine/cases/move_case.hpp"
#include "engine/cases/possible.hpp"
#include "engine/cases/recompute_terms.hpp"
#include "engine/cases/route_case.hpp"
#include "tests/support/a_session.hpp"
#include "tests/support/shipped.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <utility>
#include <vector>

// One case of the shipped configuration, moved by hand.

namespace wissel::test {

inline constexpr const char* reporter_oin = "00000099900000340000";
inline constexpr const char* social_oin = "00000099900000140000";
inline const std::string social = "https://identifier.overheid.nl/tooi/id/ministerie/mnre1073";

[[nodiscard]] inline cases::Principal somebody(const char* oin, std::vector<std::string> roles) {
    return {oin, "key:test", std::move(roles)};
}

/// One case in memory, decided on without a store.
class ACase {
public:
    /// Reported with these facts beside what a fast lane takes.
    explicit ACase(const nlohmann::json& facts, const cases::Workflows& workflows = shipped_workflows());
    ACase();

    /// Time passes, and what is due comes.
    void wait(std::chrono::milliseconds period);

    template <class Command>
    Result<void> run(Command command) {
        command.case_id = state.id;
        if constexpr (requires { command.if_version; }) {
            if (command.if_version == 0) command.if_version = state.version;
        }
        auto around = surroundings();
        auto decision = decide(command, state, around);
        if (!decision) return fail_as(decision);
        take(std::move(decision));
        return {};
    }

    Result<void> move(
        const cases::Principal& by, const std::string& event, nlohmann::json data, bool on_leg = true
    );

    [[nodiscard]] std::vector<std::string> possible(const cases::Principal& by) const;

    static const cases::Organisations& organisations() { return shipped().organisations; }

    Instant now = routing_day();
    Almanac almanac = shipped().almanac;
    cases::CaseState state;
    std::vector<cases::Event> history;

private:
    cases::Surroundings surroundings();
    void take(Result<cases::Decision> decision);

    const cases::Workflows& workflows_;
    Entropy entropy_{Digest{}};
};

extern const cases::Principal contact;
extern const cases::Principal coordinator;

/// What the contact of a fast lane fills in to accept.
[[nodiscard]] nlohmann::json department();

}  // namespace wissel::test
